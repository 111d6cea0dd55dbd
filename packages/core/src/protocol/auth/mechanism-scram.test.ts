import { describe, expect, it } from "vitest";
import { begin } from "../../testing/mechanism.fixture.ts";
import { base64Decode, base64Encode } from "../bytes/base64.ts";
import { MutualAuthenticationError, TooCostlyError } from "./mechanism.ts";
import {
  scram,
  scramSha1,
  scramSha1Plus,
  scramSha256,
  scramSha256Plus,
} from "./mechanism-scram.ts";

const secrets = { user: "user", pass: "pencil" };

/** Random octets whose base64 begins with this. The RFCs print nonces that are no base64 of 18 octets. */
const asNonce = (nonce: string) => (): Uint8Array => base64Decode(nonce) ?? new Uint8Array(0);

const decoded = (text: string | undefined): string =>
  new TextDecoder().decode(base64Decode(text ?? "") ?? new Uint8Array(0));

describe("SCRAM-SHA-1", () => {
  it("has the exchange of RFC 5802 5", () => {
    const { answer, proven } = begin(scramSha1, secrets, {}, asNonce("fyko+d2lbbFgONRv9qkxdawL"));
    expect(answer("")).toBe("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
    expect(answer("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096")).toBe(
      "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
    );
    expect(proven()).toBe(false);
    expect(answer("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=")).toBe("");
    expect(proven()).toBe(true);
  });
});

describe("SCRAM-SHA-256", () => {
  const NONCE = "rOprNGfwEbeRWgbNEkqO";
  const SERVER = `r=${NONCE}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;
  const at = (mechanism = scramSha256, surroundings = {}) =>
    begin(mechanism, secrets, surroundings, asNonce(NONCE));

  it("has the exchange of RFC 7677 3", () => {
    const { answer, proven } = at();
    expect(answer("")).toBe(`n,,n=user,r=${NONCE}`);
    expect(answer(SERVER)).toBe(
      `c=biws,r=${NONCE}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`,
    );
    expect(answer("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")).toBe("");
    expect(proven()).toBe(true);
  });

  it("distrusts a server whose signature is wrong, short or absent", () => {
    for (const signature of ["7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", "6rri", ""]) {
      const { answer, proven } = at();
      answer("");
      answer(SERVER);
      expect(() => answer(`v=${signature}`)).toThrow(MutualAuthenticationError);
      expect(proven()).toBe(false);
    }
  });

  it("takes an error of the server for no proof", () => {
    const { answer, proven } = at();
    answer("");
    answer(SERVER);
    expect(answer("e=invalid-proof")).toBe("");
    expect(proven()).toBe(false);
  });

  it.each([
    ["another nonce", "r=abc,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"],
    ["no nonce of the server's own", `r=${NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`],
    ["few iterations", `r=${NONCE}x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095`],
    ["nothing", ""],
    ["words", "SCRAM supported"],
    ["an extension that it must understand", `m=x,${SERVER}`],
    ["a salt that is no base64", `r=${NONCE}x,s=??,i=4096`],
    ["an empty salt", `r=${NONCE}x,s=,i=4096`],
    ["a salt without end", `r=${NONCE}x,s=${"W22Z".repeat(257)},i=4096`],
    ["a nonce without end", `r=${NONCE}${"x".repeat(512)},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`],
    ["no number of iterations", `r=${NONCE}x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0x1000`],
  ])("distrusts a server that comes with %s", (_what, message) => {
    const { answer } = at();
    answer("");
    expect(() => answer(message)).toThrow(MutualAuthenticationError);
  });

  it.each(["2000001", "99999999", "9".repeat(400)])(
    "gives up, and distrusts nobody, over %s iterations, which would keep it busy",
    (iterations) => {
      const { answer } = at();
      answer("");
      const attempt = () => answer(`r=${NONCE}x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=${iterations}`);
      expect(attempt).toThrow(TooCostlyError);
    },
  );

  it("distrusts a server that goes on after its proof, or after its error", () => {
    for (const last of ["v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", "e=other-error"]) {
      const { answer } = at();
      answer("");
      answer(SERVER);
      answer(last);
      for (const more of [SERVER, last, ""])
        expect(() => answer(more)).toThrow(MutualAuthenticationError);
    }
  });

  it("answers no second challenge after an error in place of the first", () => {
    const { answer, proven } = at();
    answer("");
    expect(answer("e=unknown-user")).toBe("");
    expect(() => answer(SERVER)).toThrow(MutualAuthenticationError);
    expect(proven()).toBe(false);
  });

  it("distrusts a server whose last message cannot be read", () => {
    for (const last of ["", "Good job", "x=1", `m=x,v=6rri`]) {
      const { answer } = at();
      answer("");
      answer(SERVER);
      expect(() => answer(last)).toThrow(MutualAuthenticationError);
    }
  });

  it("escapes and prepares the user name (RFC 5802 5.1)", () => {
    const { answer } = begin(scramSha256, { user: "a=b,c\u00ad", pass: "" });
    expect(answer("")).toMatch(/^n,,n=a=3Db=2Cc,r=/);
  });

  it("has a nonce of 18 octets", () => {
    const asked: number[] = [];
    begin(scramSha256, secrets, {}, (octets) => {
      asked.push(octets);
      return new Uint8Array(octets);
    }).answer("");
    expect(asked).toEqual([18]);
  });
});

describe("the binding of SCRAM to the TLS connection", () => {
  const octets = new Uint8Array([1, 2, 3]);
  const exporter = { channelBindings: { "tls-exporter": octets } };
  const both = {
    channelBindings: { "tls-server-end-point": new Uint8Array([9]), ...exporter.channelBindings },
  };
  const first = (mechanism = scramSha256, surroundings = {}): string =>
    begin(mechanism, secrets, surroundings).answer("").replace(/n=.*/, "");

  it("is not there where the transport has none", () => {
    expect(first()).toBe("n,,");
    expect(() => first(scramSha256Plus)).toThrow();
  });

  it("is best by tls-exporter (RFC 9266)", () => {
    expect(first(scramSha256Plus, both)).toBe("p=tls-exporter,,");
    expect(first(scramSha1Plus, { channelBindings: { "tls-server-end-point": octets } })).toBe(
      "p=tls-server-end-point,,",
    );
  });

  it("goes into the proof, with the header", () => {
    const { answer } = begin(scramSha256Plus, secrets, exporter);
    const [, nonce] = /r=(.*)$/.exec(answer("")) ?? [];
    const [, bound] = /^c=([^,]+)/.exec(answer(`r=${nonce}x,s=AAAA,i=4096`)) ?? [];
    expect(decoded(bound)).toBe("p=tls-exporter,,\x01\x02\x03");
  });

  it('says "y" only where the server lists no -PLUS, so that one taken out of the list is seen', () => {
    expect(first(scramSha256, exporter)).toBe("y,,");
    expect(first(scramSha256, { ...exporter, offered: ["SCRAM-SHA-1-PLUS"] })).toBe("y,,");
  });

  it('never says "y" where -PLUS was listed and left (RFC 5802 6)', () => {
    expect(first(scramSha256, { ...exporter, offered: ["SCRAM-SHA-256-PLUS"] })).toBe("n,,");
    expect(first(scramSha1, { ...exporter, offered: ["SCRAM-SHA-1-PLUS"] })).toBe("n,,");
  });

  it("is not given up for the plain form because the server says that it knows no such kind", () => {
    const { answer, proven } = begin(scramSha256Plus, secrets, exporter);
    const [, nonce] = /r=(.*)$/.exec(answer("")) ?? [];
    answer(`r=${nonce}x,s=AAAA,i=4096`);
    expect(answer("e=unsupported-channel-binding-type")).toBe("");
    expect(proven()).toBe(false);
  });
});

describe("SCRAM over another hash", () => {
  it("is a mechanism that a user can add", () => {
    expect(scram("SHA-512", true)).toMatchObject({
      name: "SCRAM-SHA-512-PLUS",
      bindsChannel: true,
    });
    const { answer } = begin(scram("SHA-512", false), secrets);
    const [, nonce] = /r=(.*)$/.exec(answer("")) ?? [];
    const [, proof] =
      /,p=(.*)$/.exec(answer(`r=${nonce}x,s=${base64Encode(new Uint8Array(9))},i=4096`)) ?? [];
    expect(base64Decode(proof ?? "")).toHaveLength(64);
  });
});
