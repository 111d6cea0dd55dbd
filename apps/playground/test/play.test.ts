/** The real core plays every preset, and the exports of the page do what they promise. */
import { SmtpError } from "@parley-smtp/core";
import { parseTranscript, replayTranscript } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";
import { presets } from "../src/play/presets.ts";
import { demoSecrets, type Scene } from "../src/play/scene.ts";
import { transcriptOf } from "../src/play/script.ts";
import { played, tried } from "./played.ts";

const all = Object.entries<Scene>(presets);

describe.each(all)("the preset %s", (_name, scene) => {
  it("is played to its end, with one outcome for each message", () => {
    expect(played(scene).outcomes).toHaveLength(scene.mail.count);
  });

  it("costs what the receipt says, if the message got a new connection only for its own sake", () => {
    const { outcomes, cost } = played(scene);
    const [outcome] = outcomes;
    if (!outcome || SmtpError.is(outcome)) return;
    expect(cost.roundTrips).toBe(outcome.roundTrips);
    expect(cost.clock).toBe(outcome.roundTrips * scene.roundTripTime);
  });

  it("saves as a transcript that replays the same", () => {
    const text = transcriptOf(played(scene), "a preset");
    expect(replayTranscript(parseTranscript(text)).difference).toBeUndefined();
  });

  it("shows no credential", () => {
    const run = played(scene);
    const shown = JSON.stringify([run.lines, transcriptOf(run, "a preset")]);
    for (const secret of [demoSecrets.pass, demoSecrets.token]) {
      expect(shown).not.toContain(secret);
      expect(shown).not.toContain(Buffer.from(secret).toString("base64").slice(0, 12));
    }
  });
});

describe("what is shown of a session", () => {
  const kinds = (scene: Scene): string[] => played(scene).lines.map(({ kind }) => kind);

  it("has the reply that is answered otherwise, the fallback, and the new connection", () => {
    const lines = played(presets["bdat-502"]).lines;
    const at = lines.findIndex((line) => line.kind === "reply" && line.reply.code === 502);
    expect(lines.slice(at, at + 4).map(({ kind }) => kind)).toEqual([
      "reply",
      "decision",
      "client-closes",
      "connect",
    ]);
  });

  it("shows silence, closed connections, and invalid replies", () => {
    const answering = (answer: object): Scene => ({
      ...presets.modern,
      client: { ...presets.modern.client, port: 25 },
      server: { ...presets.modern.server, answers: [{ to: "MAIL", ...answer }] },
    });
    expect(kinds(answering({ silence: true }))).toContain("silence");
    expect(kinds(answering({ close: "before" }))).toContain("server-closes");
    expect(kinds(answering({ close: "reset" }))).toContain("server-closes");
    const garbage = played(answering({ garbage: "HTTP/1.1 400 Bad Request\r\n" })).lines;
    expect(garbage).toContainEqual(
      expect.objectContaining({ kind: "garbage", text: "HTTP/1.1 400 Bad Request\r\n" }),
    );
  });

  it("hides credentials also in what is no reply", () => {
    const plain = Buffer.from("\0ann@example.org\0correct horse battery staple").toString("base64");
    const scene: Scene = {
      ...presets["auth-liar"],
      server: {
        ...presets.modern.server,
        answers: [{ to: "AUTH", garbage: `?? ${plain} ??\r\n` }],
      },
    };
    expect(played(scene).lines).toContainEqual(
      expect.objectContaining({ kind: "garbage", text: "?? *** ??\r\n" }),
    );
  });

  it("counts the octets of content that goes in pieces as one line of its flight", () => {
    const content = played(presets["early-552"]).lines.filter(({ kind }) => kind === "content");
    expect(content).toHaveLength(1);
    expect(content[0]).toMatchObject({ octets: 2500 * 78 + "Subject: Hello\r\n\r\n".length + 3 });
  });

  it("is the same, however the replies are cut", () => {
    const whole = played(presets["bdat-502"]).lines;
    const cut = played({ ...presets["bdat-502"], pieces: 1 }).lines;
    expect(cut).toEqual(whole);
  });

  it("says in a sentence why something cannot be played", () => {
    const { mail } = presets.modern;
    expect(tried({ ...presets.modern, mail: { ...mail, to: ["nobody"] } })).toEqual({
      problem: expect.stringMatching(/nobody/),
    });
  });
});

describe("a transcript in place of a server", () => {
  const text = transcriptOf(played(presets["bdat-502"]), "t");

  it("is replayed by the core", () => {
    const run = played({ ...presets.modern, transcript: text });
    expect(run.difference).toBeUndefined();
    expect(run.lines).toEqual(played(presets["bdat-502"]).lines.map((line) => ({ ...line })));
  });

  it("shows where the session differs", () => {
    const changed = text.replace("S: 502 5.5.1 Command not implemented", "S: 250 Ok");
    const { difference } = played({ ...presets.modern, transcript: changed });
    expect(difference).toMatchObject({ line: expect.any(Number), expected: expect.any(String) });
  });
});
