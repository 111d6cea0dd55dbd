/** The advice of an error fits the user's options and the server's reply. */
import { describe, expect, it } from "vitest";
import { german } from "../src/explain/de/german.ts";
import { explain } from "../src/explain/mod.ts";
import { defaultMechanisms } from "../src/protocol/auth/mechanism-default.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { SessionConfig } from "../src/protocol/session/session.ts";
import { ENHANCED_CODES } from "../src/protocol/tables/enhanced-codes.ts";
import type { Personality } from "../src/testing/personality.ts";
import { answering, listed, message, scene } from "./scene.ts";

function failure(
  config: Partial<SessionConfig>,
  server: Partial<Personality>,
  sample = message(["b@x.example"]),
): SmtpError {
  const [delivery] = scene([sample], { config, server }).deliveries;
  const error = delivery && "error" in delivery.result && delivery.result.error;
  return SmtpError.is(error) ? error : expect.unreachable("it should have failed");
}

/** Returns all text of an error that a user can read. */
function textOf(error: SmtpError): string {
  return `${error.message}\n${explain(error).text}\n${explain(error, { locale: german }).text}`;
}

const LOWER = /lower the wish|Wunsch auf `prefer`/;
const CREDENTIALS = /Credentials need TLS/;

describe("advice about a requirement", () => {
  const cases: readonly [string, Partial<SessionConfig>, Partial<Personality>, boolean][] = [
    ["that the user made", { wishes: { DSN: "require" } }, {}, true],
    ["that the user made of TLS", { tls: "auto", wishes: { TLS: "require" } }, {}, true],
    ["that follows from STARTTLS", { tls: "starttls" }, {}, false],
    [
      "of the server: 530 STARTTLS first",
      { tls: "auto" },
      answering({ to: "MAIL", reply: "530 5.7.0 Must issue a STARTTLS command first" }),
      false,
    ],
    [
      "preferred and refused all the same",
      { wishes: { SMTPUTF8: "prefer" } },
      { capabilities: [] },
      false,
    ],
  ];
  it.each(cases)("%s names the wish only where there is one", (_name, config, server, wished) => {
    const local = message(["jörg@x.example"]);
    const sample = config.wishes?.SMTPUTF8 ? local : message(["b@x.example"]);
    const error = failure(config, server, sample);
    expect(error.code).toBe("FEATURE_UNMET");
    expect(LOWER.test(textOf(error))).toBe(wished);
    expect(textOf(error)).not.toMatch(CREDENTIALS);
  });

  it("speaks of credentials where there are some that may not go in clear text", () => {
    const credentials = { user: "ann", pass: "rosebud-49" };
    const error = failure({ tls: "auto", credentials }, { capabilities: ["AUTH PLAIN"] });
    expect(textOf(error)).toMatch(CREDENTIALS);
  });
});

describe("advice about CRAM-MD5", () => {
  const auth = { user: "ann", pass: "rosebud-49", allowCleartext: true };
  const only = { capabilities: ["AUTH CRAM-MD5"] };

  it("says that it is one import away where the server has nothing else", () => {
    const error = failure({ credentials: auth, mechanisms: defaultMechanisms }, only);
    expect(error.code).toBe("AUTH_UNAVAILABLE");
    expect(error.message).toContain("CRAM-MD5, which is one import away");
    expect(error.message).toContain("[...defaultMechanisms, cramMd5]");
  });

  it.each<[string, Partial<SessionConfig>, Partial<Personality>]>([
    ["the server does not offer it", { credentials: auth }, { capabilities: ["AUTH GSSAPI"] }],
    [
      "there is no password",
      { credentials: { user: "ann", token: "fixed", allowCleartext: true } },
      only,
    ],
  ])("does not where %s", (_name, config, server) => {
    expect(failure(config, server).message).not.toContain("one import away");
  });
});

describe("advice about content", () => {
  it("names a long line as such, where it cannot be re-encoded", () => {
    const text = `Subject: hi\r\nDKIM-Signature: v=1\r\n\r\n${"x".repeat(1_200)}\r\n`;
    const error = failure({}, { capabilities: listed }, message(["b@x.example"], text));
    expect(error.code).toBe("FEATURE_UNMET");
    expect(error.message).toContain("it has a line of more than 998 bytes");
    expect(error.message).not.toContain("(BINARYMIME:");
  });
});

describe("advice about a temporary refusal of MAIL", () => {
  const OTHER_SENDER =
    /[Uu]se a(?:nother)? sender|[Ss]end from an address|Benutzen Sie eine (?:andere )?Absenderadresse|Senden Sie von einer Adresse/;
  const enhanced = ENHANCED_CODES.map(({ code }) => `4${code.slice(1)}`);

  it.each([421, 450, 451, 452, 454, 455, 471])("never asks for another sender after %i", (code) => {
    for (const status of ["", ...enhanced]) {
      const reply = `${code} ${status} Not now`;
      const error = failure({ wishes: { CHUNKING: "avoid" } }, answering({ to: "MAIL", reply }));
      expect(error.retry).toBe("later");
      expect(`${reply}: ${textOf(error)}`).not.toMatch(OTHER_SENDER);
    }
  });

  it("does after a permanent one", () => {
    const error = failure({}, answering({ to: "MAIL", reply: "550 5.1.8 No such domain" }));
    expect(textOf(error)).toMatch(OTHER_SENDER);
  });
});
