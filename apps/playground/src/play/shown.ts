/**
 * A scene for each row of the tables, in which the code is sent, the extension is offered, or the fallback order is
 * used.
 */
import type { ReplyCodeRow } from "@parley-smtp/core/tables";
import { type Answer, modernServer } from "@parley-smtp/core/testing";
import { type Scene, sceneOf } from "./scene.ts";

function answering(answer: Answer, login: "none" | "password" = "none"): Scene {
  return sceneOf({ ...modernServer, answers: [answer] }, { login });
}

/** Commands of a session that sends, the most informative first. */
const sending = [
  "RCPT",
  "MAIL",
  "CONTENT",
  "DATA",
  "AUTH",
  "STARTTLS",
  "EHLO",
  "QUIT",
  "GREETING",
] as const;

/** Queries, which no message sends, and their arguments. */
const questions = {
  HELP: "",
  VRFY: "bob",
  EXPN: "list",
  ETRN: "other.example.net",
} as const;

/** Returns a session that sends the query and gets the code. */
function asking(question: keyof typeof questions, code: number): Scene {
  const about = questions[question];
  const ask = about === "" ? { ask: question } : { ask: question, about };
  const transcript = [
    `# title: ${question} is answered with ${code}`,
    '# options: {"tls":"none"}',
    `# message: ${JSON.stringify(ask)}`,
    "",
    "S: 220 mail.example.net",
    "C: EHLO client.example.org",
    "S: 250-mail.example.net",
    "S: 250 ETRN",
    `C: ${`${question} ${about}`.trim()}`,
    `S: ${code} As asked for`,
    "C: QUIT",
    "S: 221 Bye",
    "--- close ---",
    "",
  ];
  return { ...sceneOf(modernServer), transcript: transcript.join("\n") };
}

/** Returns a scene in which the code is sent, if possible as a reply to a command that allows it. */
export function sceneOfCode({ code, commands }: Pick<ReplyCodeRow, "code" | "commands">): Scene {
  const to = sending.find((command) => commands.includes(command));
  const reply = `${code} As asked for`;
  if (to) {
    const scene = answering({ to, reply }, to === "AUTH" ? "password" : "none");
    if (to !== "DATA" && to !== "CONTENT") return scene;
    // Only a client that sends with DATA gets a reply there.
    const client = { ...scene.client, features: { CHUNKING: "avoid" } as const };
    return { ...scene, client };
  }
  const question = (Object.keys(questions) as (keyof typeof questions)[]).find((name) =>
    commands.includes(name),
  );
  return question ? asking(question, code) : answering({ to: "RCPT", reply });
}

/** Returns a scene in which the enhanced code is sent, such as `5.7.1`. */
export function sceneOfEnhanced(exact: string): Scene {
  return answering({ to: "RCPT", reply: `${exact[0]}50 ${exact} As asked for` });
}

/** Returns a scene whose server offers the extension. */
export function sceneOffering(keyword: string): Scene {
  const add = (lines: readonly string[] = []): readonly string[] =>
    lines.some((line) => line.split(" ")[0] === keyword) ? lines : [...lines, keyword];
  return sceneOf({
    ...modernServer,
    capabilities: add(modernServer.capabilities),
    capabilitiesTls: add(modernServer.capabilitiesTls),
  });
}

/** Returns a scene whose server does not offer the feature where it could, so that its fallback order is shown. */
export function sceneWithout(feature: string): Scene {
  const without = (lines: readonly string[] = []): readonly string[] =>
    lines.filter((line) => line.split(" ")[0] !== feature);
  return sceneOf({
    ...modernServer,
    capabilities: without(modernServer.capabilities),
    capabilitiesTls: without(modernServer.capabilitiesTls),
    ...(feature === "ESMTP" ? { answers: [{ to: "EHLO", reply: "502 No" } as const] } : {}),
  });
}
