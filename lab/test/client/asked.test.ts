/** What a message asks of its server beside being delivered, with servers that can and servers that cannot. */
import { createMailer, type Message, type NodeOptions, SmtpError } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import type { LabServer, Profile } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";
import { listener } from "./watch.ts";

const small = { from: "ann@lab.test", to: "test@lab.test", raw: "Subject: asked\r\n\r\nHi.\r\n" };

function optionsFor({ ports, ca, credentials }: LabServer, profile: Profile): NodeOptions {
  const port = ports[profile];
  if (port === undefined) throw new RangeError(`There is no profile ${profile}.`);
  const tls = profile === "implicit" ? "implicit" : "starttls";
  return { host: "localhost", port, ca, tls, auth: credentials, timeouts: { total: 60_000 } };
}

interface Told {
  readonly code?: string;
  /** The outcomes of the requested features. */
  readonly outcomes: readonly string[];
  readonly mail: string;
}

async function send(options: NodeOptions, asked: Partial<Message>): Promise<Told> {
  const { commands, onEvent } = listener();
  await using mailer = createMailer({ ...options, onEvent });
  const told = await mailer.send({ ...small, ...asked }).catch((thrown: unknown) => {
    if (!SmtpError.is(thrown)) throw thrown;
    return thrown;
  });
  const outcomes = told.decisions
    .filter(({ feature }) => feature === "REQUIRETLS" || feature === "DELIVERBY")
    .map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(", "));
  const mail = commands.find((line) => line.startsWith("MAIL")) ?? "";
  return { ...(SmtpError.is(told) ? { code: told.code } : {}), outcomes, mail };
}

await describeServer("smtp-server", "smtp-server, asked for TLS all the way", (running) => {
  it.for<Profile>(["plain", "implicit"])("takes REQUIRETLS under TLS: %s", async (profile) => {
    const server = running();
    await server.clearMessages();
    const told = await send(optionsFor(server, profile), { requireTls: true });
    expect(told).toMatchObject({ outcomes: ["used"] });
    expect(told.mail).toMatch(/^MAIL FROM:<ann@lab\.test>.* REQUIRETLS$/);
    expect(await server.messages()).toHaveLength(1);
  });

  it.for<[string, Profile, Partial<NodeOptions>, string]>([
    ["where it is switched off", "authRequired", {}, "not-offered"],
    [
      "in clear",
      "plain",
      { tls: "none", auth: { user: "test", pass: "secret", allowCleartext: true } },
      "tls-required",
    ],
  ])("gets nothing %s, whatever is wished", async ([, profile, more, reason]) => {
    for (const features of [{}, { REQUIRETLS: "prefer" }] as const) {
      const server = running();
      await server.clearMessages();
      const told = await send(
        { ...optionsFor(server, profile), ...more, features },
        { requireTls: true },
      );
      expect(told).toEqual({ code: "FEATURE_UNMET", outcomes: [`unmet, ${reason}`], mail: "" });
      expect(await server.messages()).toEqual([]);
    }
  });
});

const soon = { deliverBy: { seconds: 3600, mode: "notify", trace: true } } as const;
const orBack = { deliverBy: { seconds: 3600, mode: "return" } } as const;

await describeServer("sendmail", "sendmail, asked for a deadline", (running) => {
  it.for<[Partial<Message>, string]>([
    [soon, "BY=3600;NT"],
    [orBack, "BY=3600;R"],
  ])("takes DELIVERBY, and delivers: %j", async ([asked, parameter]) => {
    const server = running();
    await server.clearMessages();
    const told = await send(optionsFor(server, "plain"), asked);
    expect(told).toMatchObject({ outcomes: ["used"] });
    expect(told.mail.split(" ")).toContain(parameter);
    expect(await server.messages()).toHaveLength(1);
  });
});

await describeServer("postfix", "postfix, which knows no deadline", (running) => {
  it("gets nothing that asks for one, or all but that by wish", async () => {
    const server = running();
    await server.clearMessages();
    const strict = optionsFor(server, "plain");
    expect(await send(strict, soon)).toEqual({
      code: "FEATURE_UNMET",
      outcomes: ["unmet, not-offered"],
      mail: "",
    });
    expect(await server.messages()).toEqual([]);
    const told = await send({ ...strict, features: { DELIVERBY: "prefer" } }, soon);
    expect(told).toMatchObject({ outcomes: ["fallback, not-offered"] });
    expect(told.mail).not.toContain("BY=");
    expect(await server.messages()).toHaveLength(1);
  });
});
