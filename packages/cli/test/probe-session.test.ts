/** The report of a probe in which a question fails: the others are still asked. */
import { type Answer, modernServer, type Personality } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";
import { type ProbeReport, probe } from "../src/probe-session.ts";
import { plainServer, serve } from "./support/server.ts";

const QUESTIONS = ["VRFY", "HELP", "EXPN", "MAIL"] as const;

const FAULTS: Readonly<Record<string, Omit<Answer, "to">>> = {
  "a blank line in the reply": { garbage: "214-Commands:\r\n\r\n214 End\r\n" },
  "what is no reply": { garbage: "yes, by all means\r\n" },
  "different codes in one reply": { garbage: "214-a\r\n250 b\r\n" },
  "a goodbye": { reply: "421 4.3.2 Not now", close: "after" },
  "a refusal, and closes": { reply: "502 5.5.1 No", close: "after" },
  "a close": { close: "before" },
  "a reset": { close: "reset" },
  "a refusal": { reply: "502 5.5.1 No" },
  "a temporary refusal": { reply: "451 4.3.0 Later" },
  silence: { silence: true },
};

async function probed(
  personality: Personality,
  more: Partial<Parameters<typeof probe>[0]> = {},
): Promise<ProbeReport> {
  const { port } = await serve(personality);
  const options = { host: "127.0.0.1", port, tls: "none", timeouts: { total: 2_000 } } as const;
  return probe({ ...options, ...more }, () => {}, new AbortController().signal);
}

/** Returns, by command, the code of the reply, the code of the error, or why it was not asked. */
function happened({ asked, notAsked }: ProbeReport): Record<string, unknown> {
  const answers = asked.map(({ command, reply, error }) => [
    command.split(" ")[0],
    reply?.code ?? error?.code,
  ]);
  return Object.fromEntries([...answers, ...notAsked.map(({ command, why }) => [command, why])]);
}

describe.each(QUESTIONS)("where the server answers %s with", (to) => {
  it.each(Object.entries(FAULTS))(
    "%s, it still asks the others and plans",
    async (_name, fault) => {
      const report = await probed({ ...plainServer, answers: [{ to, ...fault }] });
      expect(report.error).toBeUndefined();
      expect(report.plan?.choices.PIPELINING.method).toBe("envelope in one flight");
      const answers = happened(report);
      expect(Object.keys(answers).sort()).toEqual([...QUESTIONS].sort());
      const { [to]: fallen, ...others } = answers;
      expect(fallen).toBeDefined();
      for (const answer of Object.values(others)) expect(answer).toEqual(expect.any(Number));
    },
  );
});

describe("a probe", () => {
  it("says why a question was not asked when the server cannot be reached again", async () => {
    const report = await probed({
      ...plainServer,
      answers: [
        { to: "VRFY", close: "before" },
        { to: "GREETING", from: 2, reply: "554 5.3.2 Gone fishing" },
      ],
    });
    expect(report.plan?.choices["8BITMIME"].method).toBe("BODY=8BITMIME");
    expect(happened(report)).toEqual({
      VRFY: "CONNECTION_LOST",
      HELP: expect.stringContaining("Gone fishing"),
      EXPN: expect.stringContaining("Gone fishing"),
      MAIL: expect.stringContaining("Gone fishing"),
    });
  });

  it("plans with what the server offered when the credentials are refused", async () => {
    const auth = { user: "ann", pass: "not it", allowCleartext: true };
    const offer = { tls: "none", capabilities: ["SIZE 1000", "AUTH PLAIN"] } as const;
    const report = await probed({ ...modernServer, ...offer, users: { ann: "it" } }, { auth });
    expect(report.error?.code).toBe("AUTH_REFUSED");
    expect(report.plan?.choices.SIZE.method).toBe("declared");
    expect(report.plan?.choices.PIPELINING.reason).toBe("not-offered");
    expect(report.contradicted).toMatchObject([{ feature: "AUTH", outcome: "unmet" }]);
  });

  it("plans in clear text when TLS is required and refused", async () => {
    const answers: Answer[] = [{ to: "STARTTLS", reply: "454 4.7.0 No certificate" }];
    const report = await probed({ ...modernServer, answers }, { tls: "starttls" });
    expect(report.error).toBeDefined();
    expect(report.plan?.choices.PIPELINING.method).toBe("envelope in one flight");
  });

  it("has no plan where the server never said what it offers", async () => {
    const report = await probed({ ...plainServer, answers: [{ to: "GREETING", close: "before" }] });
    expect(report.error?.code).toBe("CONNECTION_LOST");
    expect(report.plan).toBeUndefined();
  });
});
