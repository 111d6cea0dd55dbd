/** Every error that stems from a reply names the command that was answered, without what is secret in it. */
import { describe, expect, it } from "vitest";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { SessionConfig } from "../src/protocol/session/session.ts";
import type { Answer, AnswerTo, Personality } from "../src/testing/personality.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { type Played, play } from "./play.ts";
import { answering, listed, message } from "./scene.ts";

const PASSWORD = "rosebud-49-kane";

/** By what is answered: the verbs that an error may name. */
const VERBS: Partial<Record<AnswerTo, readonly string[]>> = {
  EHLO: ["EHLO", "LHLO"],
  "EHLO-AFTER-TLS": ["EHLO", "LHLO"],
  HELO: ["HELO"],
  STARTTLS: ["STARTTLS"],
  AUTH: ["AUTH"],
  "AUTH-RESPONSE": ["AUTH"],
  MAIL: ["MAIL"],
  RCPT: ["RCPT"],
  DATA: ["DATA"],
  CONTENT: ["DATA", "BDAT"],
  BDAT: ["BDAT"],
  RSET: ["RSET"],
  VRFY: ["VRFY"],
};

const CODES = [221, 354, 421, 450, 454, 500, 501, 502, 503, 504, 530, 535, 538, 550, 552, 554, 555];

/** Sessions that between them write every command, with what is required in them and with what is not. */
const SESSIONS: Readonly<Record<string, Partial<SessionConfig>>> = {
  "by DATA, with nothing required": { wishes: { CHUNKING: "avoid" } },
  "by BDAT, with nothing required": {},
  "by BDAT at once": { proven: ["CHUNKING"] },
  "by LMTP": { lmtp: true, wishes: { CHUNKING: "avoid" } },
  "with everything required": {
    wishes: { CHUNKING: "require", PIPELINING: "require", SIZE: "require", RSET: "require" },
  },
  "one command at a time": { wishes: { PIPELINING: "avoid" } },
  "with credentials": { credentials: { user: "ann", pass: PASSWORD, allowCleartext: true } },
  "with STARTTLS": { tls: "starttls", wishes: { TLS: "require", CHUNKING: "avoid" } },
  "with credentials under TLS, all required": {
    tls: "starttls",
    wishes: { CHUNKING: "require" },
    credentials: { user: "ann", pass: PASSWORD },
  },
};

/** What has to go wrong before, so that the command is written at all. */
const BEFORE: Partial<Record<AnswerTo, readonly Answer[]>> = {
  HELO: [{ to: "EHLO", reply: "502 never heard of" }],
  RSET: [
    { to: "EHLO", reply: "502 never heard of" },
    { to: "HELO", reply: "503 after EHLO" },
  ],
};

/** What errors were about. */
const seen = new Set<string>();

function errorsOf({ deliveries, refused }: Played): SmtpError[] {
  const failed = deliveries.flatMap(({ result }) => ("error" in result ? [result.error] : []));
  return [...refused, ...failed].filter((error) => SmtpError.is(error));
}

describe.each(Object.entries(SESSIONS))("an error %s names the command", (_name, config) => {
  const secure = config.tls === "starttls";
  const server: Personality = {
    tls: secure ? "starttls" : "none",
    capabilities: [...listed, secure ? "STARTTLS" : "AUTH PLAIN LOGIN CRAM-MD5"],
    // LOGIN answers challenges.
    capabilitiesTls: [...listed, "AUTH LOGIN"],
    ...(config.lmtp ? { lmtp: true as const } : {}),
  };

  it.each(Object.keys(VERBS) as AnswerTo[])("when %s is refused, whatever the reply", (to) => {
    const asks = { parameters: [{ keyword: "RET", value: "FULL", extension: "DSN" }] };
    for (const code of CODES) {
      for (const close of [undefined, "after"] as const) {
        const text = `${code} no ${to}`;
        const answer = { to, reply: text, ...(close ? { close } : {}) };
        const samples = [
          message(["b@x.example", "c@x.example"]),
          message(["d@x.example"], "Subject: two\r\n\r\ntwo\r\n", code === 555 ? asks : {}),
        ];
        const world = createVirtualWorld({
          ...server,
          ...answering(answer, ...(BEFORE[to] ?? [])),
        });
        const wanted = { host: "mail.example", port: 25, tls: "none", ...config } as const;
        const played = play(world, wanted, samples, { curious: to === "VRFY" });
        for (const error of errorsOf(played)) {
          if (error.reply?.lines[0] !== `no ${to}`) continue;
          seen.add(to);
          const verb = error.command?.split(/[ :]/)[0];
          expect({ text, close, verb, error: error.message }).toEqual({
            text,
            close,
            verb: expect.toSatisfy((named) => VERBS[to]?.includes(named) === true),
            error: error.message,
          });
          expect(error.command).not.toContain(PASSWORD);
          expect(error.command).not.toMatch(/^\*/);
        }
      }
    }
  });
});

it("was looked at for every command", () => {
  expect([...seen].sort()).toEqual(Object.keys(VERBS).sort());
});
