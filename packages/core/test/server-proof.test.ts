/** A server that has to prove itself, and an impostor that does not know the password. */
import { describe, expect, it } from "vitest";
import { decideAfterError } from "../src/client/mailer/failover.ts";
import {
  type Mechanism,
  MutualAuthenticationError,
  plain,
  toUtf8,
} from "../src/protocol/auth/mechanism.ts";
import { scramSha256 } from "../src/protocol/auth/mechanism-scram.ts";
import { base64Encode } from "../src/protocol/bytes/base64.ts";
import { open } from "../src/protocol/scripts/open.ts";
import {
  createSession,
  type Session,
  type SessionConfig,
} from "../src/protocol/session/session.ts";
import { driveScript } from "../src/testing/drive-script.ts";
import { failure, type Network } from "../src/testing/network.ts";
import { decodeUtf8 } from "../src/testing/octets.ts";

const challenge = (text: string): string => `334 ${base64Encode(toUtf8(text))}`;
const NONCE = base64Encode(new Uint8Array(18));
const SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";

/** Challenges of a server that supports the mechanism, and of one that does not. */
const CHALLENGES = [
  challenge(`r=${NONCE}x,s=${SALT},i=4096`),
  challenge("e=other-error"),
  challenge("e=unsupported-channel-binding-type"),
  challenge("v=rmF9pqV8S7suAoZWja4dJRkFsKQ="),
  "334 Go on",
];
const REPLIES = [
  "235 2.7.0 Authentication successful",
  "250 OK",
  "454 4.7.0 Temporary authentication failure",
  "500 5.5.1 Command unrecognized",
  "501 Cancelled",
  "503 5.5.1 Already authenticated",
  "504 5.5.4 Unrecognized authentication type",
  "535 5.7.8 Use another mechanism",
  "535 5.5.4 Optional Argument not permitted",
  "555 Parameters not recognized",
];

/** A server that answers AUTH, and what belongs to it, by these replies in turn, and then by 235. */
function liar(replies: readonly string[], lines: string[]): Network {
  return {
    connect: ({ tls }) => {
      const left = [...replies];
      let authenticating = false;
      const say = (text: string) => [{ send: toUtf8(`${text}\r\n`) }];
      const answerTo = (line: string): string => {
        if (/^EHLO/.test(line)) return "250-mail.example\r\n250 AUTH SCRAM-SHA-256 PLAIN LOGIN";
        if (line === "STARTTLS") return "220 Go ahead";
        if (!authenticating && !/^AUTH/.test(line)) return "221 Bye";
        const reply = left.shift() ?? "235 2.7.0 Authentication successful";
        authenticating = reply.startsWith("334");
        return reply;
      };
      return {
        greeting: tls === "implicit" ? [] : say("220 mail.example ESMTP"),
        receive: (bytes) =>
          decodeUtf8(bytes)
            .split("\r\n")
            .slice(0, -1)
            .flatMap((line) => {
              lines.push(line);
              return say(answerTo(line));
            }),
        handshake: () => {},
        secured: () => (tls === "implicit" ? say("220 mail.example ESMTP") : []),
        close: () => {},
        starve: () => failure("timeout"),
      };
    },
  };
}

interface Opened {
  readonly lines: readonly string[];
  readonly session: Session;
  readonly error?: unknown;
}

function openWith(
  replies: readonly string[],
  config: Partial<SessionConfig> = {},
  verified = true,
): Opened {
  const lines: string[] = [];
  const credentials = { user: "ann", pass: "rosebud-49" };
  const session = createSession({ host: "mail.example", tls: "implicit", credentials, ...config });
  const { outcome } = driveScript(open(session), liar(replies, lines), { link: { verified } });
  return { lines, session, ...outcome };
}

const showsPassword = (lines: readonly string[]): boolean =>
  lines.some(
    (line) =>
      line.includes(base64Encode(toUtf8("\0ann\0rosebud-49"))) ||
      line.includes(base64Encode(toUtf8("rosebud-49"))),
  );

describe("an impostor that does not know the password", () => {
  it("is never taken for the server, and is shown no weaker mechanism after its challenge", () => {
    const all = [...CHALLENGES, ...REPLIES];
    let sessions = 0;
    for (const first of CHALLENGES) {
      for (const second of all) {
        for (const third of second.startsWith("334") ? all : [undefined]) {
          const replies = third === undefined ? [first, second] : [first, second, third];
          const { lines, session, error } = openWith(replies);
          const told = replies.join(" / ");
          expect(showsPassword(lines), told).toBe(false);
          expect(
            lines.filter((line) => /^AUTH (?!SCRAM)/.test(line)),
            told,
          ).toEqual([]);
          expect(error, told).toMatchObject({ phase: "auth" });
          expect(session.connection.authenticated, told).toBe(false);
          sessions += 1;
        }
      }
    }
    expect(sessions).toBe(5 * (5 * 15 + 10));
  });

  it("gets the password by a weaker mechanism only if its certificate was verified, when it asks for too much work", () => {
    const many = challenge(`r=${NONCE}x,s=${SALT},i=2000001`);
    for (const reply of REPLIES.filter((each) => each.startsWith("5"))) {
      expect(openWith([many, reply], {}, false).lines).not.toContain("*");
      expect(showsPassword(openWith([many, reply], {}, false).lines)).toBe(false);
      expect(showsPassword(openWith([many, reply]).lines)).toBe(true);
    }
  });

  it("gets no success by 503, whatever the mechanism, before this client has authenticated", () => {
    for (const mechanisms of [[scramSha256], [plain], undefined]) {
      for (const words of [
        "5.5.1 Already authenticated",
        "You are already logged in",
        "5.5.0 No",
      ]) {
        const { session, error } = openWith(
          [`503 ${words}`],
          mechanisms === undefined ? {} : { mechanisms },
        );
        expect(error).toMatchObject({ code: "AUTH_UNAVAILABLE" });
        expect(session.connection.authenticated).toBe(false);
      }
    }
  });
});

describe("a mutual mechanism of the user's own", () => {
  const mutual = (answer: () => Uint8Array): Mechanism => ({
    name: "SCRAM-SHA-256",
    uses: "password",
    clientFirst: true,
    start: () => {
      let first = true;
      return {
        proven: () => false,
        respond: () => {
          if (!first) return answer();
          first = false;
          return toUtf8("hello");
        },
      };
    },
  });

  it("ends the session when it cannot answer a challenge", () => {
    const failing = mutual(() => {
      throw new RangeError("What is that?");
    });
    const { lines, error } = openWith(["334 AAAA"], { mechanisms: [failing, plain] });
    expect(error).toMatchObject({ code: "PROTOCOL_VIOLATION" });
    expect((error as Error).cause).toBeInstanceOf(MutualAuthenticationError);
    expect(showsPassword(lines)).toBe(false);
  });

  it("is left for the next one when it cannot begin, since nothing was asked of the server", () => {
    const failing: Mechanism = {
      ...mutual(() => toUtf8("")),
      start: () => {
        throw new TypeError("Not with this name.");
      },
    };
    expect(showsPassword(openWith([], { mechanisms: [failing, plain] }).lines)).toBe(true);
  });

  it("owes its proof also when TLS is asked for between two tries", () => {
    const again = mutual(() => toUtf8("proof"));
    const { lines, error } = openWith(
      ["334 AAAA", "538 5.7.11 Encryption required", "504 5.5.4 Unrecognized authentication type"],
      {
        tls: "auto",
        port: 587,
        mechanisms: [again, plain],
        credentials: { user: "ann", pass: "rosebud-49", allowCleartext: true },
      },
    );
    expect(lines.filter((line) => line.startsWith("AUTH"))).toHaveLength(2);
    expect(error).toMatchObject({
      code: "AUTH_REFUSED",
      message: expect.stringMatching(/did not prove itself by SCRAM-SHA-256. PLAIN was not tried/),
    });
    expect(showsPassword(lines)).toBe(false);
  });
});

describe("a mailer with several servers", () => {
  it("does not pass over a server that failed to prove itself", () => {
    const { error } = openWith(["235 2.7.0 Authentication successful"]);
    expect(error).toMatchObject({ code: "PROTOCOL_VIOLATION" });
    expect(decideAfterError(error, {})).toMatchObject({ next: "no" });
  });
});
