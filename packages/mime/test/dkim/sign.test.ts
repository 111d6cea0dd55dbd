import { createPrivateKey } from "node:crypto";
import { Readable } from "node:stream";
import type { Body, MadeBody } from "@parley-smtp/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DkimError, type DkimErrorCode, type DkimOptions, dkim } from "../../src/dkim/mod.ts";
import { createEd25519Key, createRsaKey, verify } from "./verify.ts";

const rsa = createRsaKey();
const ed25519 = createEd25519Key();
const records = {
  "r._domainkey.example.com": rsa.record,
  "e._domainkey.example.com": ed25519.record,
};
const byRsa: DkimOptions = { domain: "example.com", selector: "r", privateKey: rsa.pkcs8 };
const byEd25519: DkimOptions = { domain: "example.com", selector: "e", privateKey: ed25519.pkcs8 };

const HEADER = [
  "From: Ann <ann@example.com>",
  "To: Bob <bob@example.net>,",
  "\tCarol <carol@example.org>",
  "Subject:   Minutes  of   the meeting ",
  "Date: Mon, 30 Nov 2026 18:00:00 +0000",
  "Message-ID: <1@example.com>",
  "",
];
const message = [...HEADER, "They are  attached. ", "", "Ann", ""].join("\r\n");

const ALLOWED = { eightBit: true, binary: true, utf8: false };

async function bytesOf(made: MadeBody | Promise<MadeBody>): Promise<Buffer> {
  const content = await made;
  if (typeof content === "string") return Buffer.from(content);
  if (content instanceof Uint8Array) return Buffer.from(content);
  const pieces: Uint8Array[] = [];
  for await (const piece of content as AsyncIterable<Uint8Array | string>)
    pieces.push(typeof piece === "string" ? Buffer.from(piece) : piece.slice());
  return Buffer.concat(pieces);
}

/** The signed message, as it is sent. */
const sign = (raw: Body, options: DkimOptions | DkimOptions[] = byRsa): Promise<Buffer> =>
  bytesOf(open(dkim(options)(raw)));

/** What the client gets of a body. */
const open = (raw: Body, allowed = ALLOWED): MadeBody | Promise<MadeBody> =>
  typeof raw === "function" ? raw(allowed) : raw;

async function failureOf(work: Promise<unknown>, code: DkimErrorCode): Promise<DkimError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DkimError);
  expect((error as DkimError).code).toBe(code);
  return error as DkimError;
}

describe("a signature", () => {
  const forms = ["relaxed/relaxed", "relaxed/simple", "simple/relaxed", "simple/simple"] as const;
  const bodies: readonly (readonly [string, string])[] = [
    ["with text", message],
    ["with no body", HEADER.join("\r\n")],
    ["with a header alone", HEADER.slice(0, -1).join("\r\n")],
    ["with an empty body", `${HEADER.join("\r\n")}\r\n`],
    ["with empty lines alone", `${HEADER.join("\r\n")}\r\n\r\n\r\n`],
    ["with blank lines alone", `${HEADER.join("\r\n")}\r\n \t\r\n  \r\n`],
    ["with empty lines at its end", `${message}\r\n\r\n\r\n`],
    ["with blanks at line ends", `${message}a  b \t\r\n\tc\t\td  \r\n`],
    ["without a line end at its end", `${message}the end`],
    ["with a blank at its very end", `${message}the end `],
    ["with dots and bare line ends", `${message}.\n..\r\rx\n`.replaceAll("\r\n", "\n")],
    ["with eight bits", Buffer.from(`${message}Grüße\r\n`).toString("latin1")],
  ];
  for (const canonicalization of forms) {
    it.each(bodies)(`in the form ${canonicalization} of a message %s verifies`, async (_, text) => {
      const raw = Buffer.from(text, "latin1");
      const signed = await sign(raw, [
        { ...byRsa, canonicalization },
        { ...byEd25519, canonicalization },
      ]);
      expect(await verify(signed, records)).toEqual([
        { result: "pass", selector: "r", algo: "rsa-sha256" },
        { result: "pass", selector: "e", algo: "ed25519-sha256" },
      ]);
    });
  }

  it("verifies whatever the message is, and however it comes in pieces", async () => {
    const word = fc.constantFrom(
      "a",
      "Bcc",
      " ",
      "  ",
      "\t",
      ":",
      ";",
      "ü",
      "=",
      ".",
      "x".repeat(70),
    );
    const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(""));
    const lineEnd = fc.constantFrom("\r\n", "\r\n", "\n", "\r");
    const name = fc.constantFrom("Subject", "to", "Cc", "X-Other", "References", "List-Id");
    const field = fc
      .tuple(name, line, fc.constantFrom("", "\r\n ", "\n\t"), line)
      .map(([key, one, fold, two]) => `${key}:${one}${fold}${fold === "" ? "" : "x"}${two}`);
    const all = fc.tuple(
      fc.array(fc.tuple(field, fc.constantFrom("\r\n", "\n")), { maxLength: 6 }),
      fc.array(fc.tuple(line, lineEnd), { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(...forms),
    );
    await fc.assert(
      fc.asyncProperty(all, async ([fields, lines, sizes, canonicalization]) => {
        const head = fields.flat().join("");
        const raw = Buffer.from(`From: ann@example.com\r\n${head}\r\n${lines.flat().join("")}`);
        const pieces = function* () {
          for (let at = 0, n = 0; at < raw.length; n += 1) {
            const size = sizes[n % sizes.length] as number;
            yield raw.subarray(at, at + size);
            at += size;
          }
        };
        const signed = await sign(Readable.from(pieces(), { objectMode: true }), {
          ...byEd25519,
          canonicalization,
        });
        expect(await verify(signed, records)).toEqual([
          { result: "pass", selector: "e", algo: "ed25519-sha256" },
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["a field that was changed", (text: string) => text.replace("Minutes", "Hours")],
    ["a second From", (text: string) => `From: eve@example.net\r\n${text}`],
    ["a second Subject", (text: string) => `Subject: Buy\r\n${text}`],
    ["a body that was changed", (text: string) => text.replace("attached", "lost")],
    ["a line behind the body", (text: string) => `${text}P.S.\r\n`],
  ])("does not verify with %s", async (_, change) => {
    const signed = (await sign(message)).toString("latin1");
    const changed = change(signed);
    expect(changed).not.toBe(signed);
    const results = (await verify(changed, records)).map(({ result }) => result);
    expect(results).toHaveLength(1);
    expect(results).not.toContain("pass");
  });

  it("still verifies after what relays do to white space", async () => {
    const signed = (await sign(message)).toString("latin1");
    const relayed = signed
      .replace("Subject:   Minutes  of", "subject: Minutes of")
      .replace("are  attached. ", "are attached.");
    expect(relayed).not.toBe(signed);
    expect(await verify(`Received: by mx\r\n${relayed}`, records)).toMatchObject([
      { result: "pass" },
    ]);
  });

  it("signs every field that is there, and names From, To and Subject once more", async () => {
    const signed = (await sign(`Subject: Another\r\n${message}`)).toString("latin1");
    const [, names = ""] = /h=([^;]*);/.exec(signed.replace(/\r\n[\t ]/g, "")) ?? [];
    expect(names).toBe("from:subject:subject:date:message-id:to:from:to:subject");
    expect(await verify(signed, records)).toMatchObject([{ result: "pass" }]);
  });

  it("says what the options ask for", async () => {
    const signed = await sign(message, {
      ...byRsa,
      headers: ["From", "Subject"],
      oversign: [],
      identity: "@news.example.com",
      expiresIn: 3600,
    });
    const field =
      signed
        .toString("latin1")
        .split("\r\nFrom:")[0]
        ?.replace(/\r\n\t/g, " ") ?? "";
    const [, time = ""] = / t=(\d+);/.exec(field) ?? [];
    expect(field).toContain(" i=@news.example.com;");
    expect(field).toContain(` x=${Number(time) + 3600};`);
    expect(field).toContain(" h=from:subject;");
    expect(await verify(signed, records)).toMatchObject([{ result: "pass" }]);
  });

  it("has lines of at most 78 characters", async () => {
    const domain = `${"a".repeat(30)}.${"b".repeat(30)}.example.com`;
    const signed = await sign(message, [{ ...byRsa, domain }, byEd25519]);
    const lines = signed.toString("latin1").split("\r\nFrom:")[0]?.split("\r\n") ?? [];
    expect(lines.length).toBeGreaterThan(8);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(78);
  });
});

describe("the message", () => {
  it("stays as it was behind the signature", async () => {
    const signed = (await sign(message)).toString("latin1");
    expect(signed.startsWith("DKIM-Signature: v=1; a=rsa-sha256;")).toBe(true);
    expect(signed.endsWith(`\r\n${message}`)).toBe(true);
  });

  const stream = (text: string) => Readable.from([Buffer.from(text)]);
  it.each<[string, () => Body]>([
    ["a string", () => `DKIM-Signature: v=1; b=x\r\n${message}\nb`],
    ["a function", () => () => stream(`DKIM-Signature: v=1; b=x\r\n${message}\nb`)],
    ["a stream", () => stream(`dkim-signature : v=1; b=x\r\n${message}\nb`)],
    [
      "a long stream",
      () =>
        Readable.from([
          `X: y\r\nDKIM-Signature: v=1\r\n${message}`,
          ...Array(20).fill("x".repeat(65_536)),
        ]),
    ],
    ["a header alone", () => stream("From: a@example.com\r\nDKIM-Signature: v=1\r\n")],
  ])("that is signed already is left alone, as %s", async (_, raw) => {
    const alone = await bytesOf(
      raw() instanceof Function ? (raw() as () => MadeBody)() : (raw() as MadeBody),
    );
    expect((await sign(raw())).equals(alone)).toBe(true);
  });

  it("that is signed already goes on as it is, from a source that reuses its memory", async () => {
    const text = `X: ${"a\r\n b".repeat(50)}\r\nDKIM-Signature: v=1\r\n${message}`;
    const memory = Buffer.alloc(100);
    const source = (async function* () {
      for (let at = 0; at < text.length; at += memory.length)
        yield memory.subarray(0, memory.write(text.slice(at, at + memory.length), "latin1"));
    })();
    expect((await sign(source)).toString("latin1")).toBe(text);
  });

  it.each([
    ["without From", "To: bob@example.net\r\n\r\nHi.\r\n"],
    ["that is empty", ""],
    ["that is declared binary", `Content-Transfer-Encoding: binary\r\n${message}`],
    ["with an endless header", `From: ann@example.com\r\n${"X: y\r\n".repeat(200_000)}`],
  ])("%s is not signed", async (_, raw) => {
    await failureOf(sign(raw), "NOT_SIGNABLE");
  });

  it("that is composed is asked for in seven bits", async () => {
    const asked: unknown[] = [];
    const signed = dkim(byRsa)((allowed) => {
      asked.push(allowed);
      return message;
    });
    await bytesOf(open(signed, { eightBit: true, binary: true, utf8: true }));
    expect(asked).toEqual([{ eightBit: false, binary: false, utf8: true }]);
  });
});

describe("a long message", () => {
  const long = `${message}${"0123456789 abcdef\r\n".repeat(100_000)}`;
  /** A stream whose pieces all have the same memory. */
  const reusing = (text: string) => {
    const memory = Buffer.alloc(50_000);
    return (async function* () {
      for (let at = 0; at < text.length; at += memory.length)
        yield memory.subarray(0, memory.write(text.slice(at, at + memory.length), "latin1"));
    })();
  };

  it("in memory is known in its whole size", async () => {
    for (const raw of [long, Buffer.from(long)]) {
      const made = await open(dkim(byRsa)(raw));
      expect(made).toBeInstanceOf(Uint8Array);
    }
  });

  it("of characters of several bytes is encoded as a whole", async () => {
    const raw = `${message}${"\u{1f600}x".repeat(50_000)}\r\n`;
    const signed = await sign(raw);
    expect(signed.toString("utf8").endsWith(raw)).toBe(true);
    expect(await verify(signed, records)).toMatchObject([{ result: "pass" }]);
  });

  const huge = `${message}${long.repeat(20)}`;
  it.each<[string, Body]>([
    ["a string", huge],
    ["bytes", Buffer.from(huge)],
  ])("of more than 32 MiB is read twice, as %s", async (_, raw) => {
    const made = await open(dkim(byRsa)(raw));
    expect(made).not.toBeInstanceOf(Uint8Array);
    const signed = await bytesOf(made);
    expect(signed.subarray(-huge.length).equals(Buffer.from(huge))).toBe(true);
    expect(await verify(signed, records)).toMatchObject([{ result: "pass" }]);
  });

  it.each<[string, Body]>([
    ["a function", () => reusing(long)],
    ["a function of a web stream", () => new Blob([long]).stream()],
  ])("is read twice, as %s", async (_, raw) => {
    const signed = await sign(raw, [byRsa, byEd25519]);
    expect(signed.toString("latin1").endsWith(`\r\n${long}`)).toBe(true);
    expect(await verify(signed, records)).toMatchObject([{ result: "pass" }, { result: "pass" }]);
  });

  it.each([
    ["another byte", long.replace("abcdef", "abcdeF")],
    ["one more line", `${long}more\r\n`],
    ["one line less", long.slice(0, -19)],
    ["nothing", ""],
    ["other blanks, which a relaxed signature would allow", long.replace("9 abc", "9  abc")],
  ])("does not end when the second reading gives %s", async (_, second) => {
    const texts = [long, second];
    const signed = sign(() => reusing(texts.shift() ?? ""));
    const error = await failureOf(signed, "CHANGED");
    expect(error.message).toContain("gave other bytes");
  });

  it("is an error where it can be read only once, and its source is closed", async () => {
    const source = Readable.from(reusing(long));
    const error = await failureOf(sign(source), "TOO_LARGE");
    expect(error.message).toContain("longer than 524288 bytes");
    expect(source.destroyed).toBe(true);
  });

  it("of up to 512 KiB can be read only once", async () => {
    const raw = `${message}${"x".repeat(78)}\r\n`.padEnd(524_286, "y");
    const signed = await sign(Readable.from([raw, "\r\n"]));
    expect(signed.toString("latin1").endsWith(`${raw}\r\n`)).toBe(true);
    expect(await verify(signed, records)).toMatchObject([{ result: "pass" }]);
  });

  it("closes its source when nobody wants the rest", async () => {
    const sources: Readable[] = [];
    const made = await open(
      dkim(byRsa)(() => {
        const source = Readable.from(long.match(/[\s\S]{1,50000}/g) ?? []);
        sources.push(source);
        return source;
      }),
    );
    const reading = (made as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    await reading.next();
    await reading.next();
    await reading.return?.();
    expect(sources.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });

  it("that is closed while it is read is not taken for a shorter one", async () => {
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const stream = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.from(message)),
      // The rest never comes.
      pull: () => begin(),
    });
    const signed = dkim(byRsa)(stream) as AsyncIterable<Uint8Array>;
    const reading = signed[Symbol.asyncIterator]();
    const first = reading.next();
    await begun;
    await reading.return?.();
    await expect(first).rejects.toThrow("closed");
  });

  it("may fail before it is read", async () => {
    const source = new Readable({ read() {} });
    const signed = dkim(byRsa)(source);
    source.destroy(new Error("gone"));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(bytesOf(open(signed))).rejects.toThrow("gone");
  });

  it("closes its source when nobody reads it", async () => {
    const source = Readable.from([message]);
    const signed = dkim(byRsa)(source) as AsyncIterable<Uint8Array>;
    await signed[Symbol.asyncIterator]().return?.();
    expect(source.destroyed).toBe(true);
  });

  it("passes the error of its source on", async () => {
    const failing = () =>
      (async function* () {
        yield message;
        throw new Error("disk");
      })();
    await expect(sign(failing)).rejects.toThrow("disk");
  });
});

describe("a private key", () => {
  const der = createPrivateKey(rsa.pkcs8).export({ type: "pkcs8", format: "der" });
  const importRsa = (hash: string, usages: KeyUsage[] = ["sign"]) =>
    crypto.subtle.importKey("pkcs8", der, { name: "RSASSA-PKCS1-v1_5", hash }, false, usages);

  it.each<[string, () => string | Promise<CryptoKey>]>([
    ["PKCS#8", () => rsa.pkcs8],
    ["PKCS#1", () => rsa.pkcs1],
    ["PKCS#1 with other text around it", () => `Bag Attributes\n${rsa.pkcs1}\ntrailing`],
    ["PEM from an environment variable", () => rsa.pkcs8.replaceAll("\n", "\\n")],
    ["PEM with CRLF", () => rsa.pkcs1.replaceAll("\n", "\r\n")],
    ["a CryptoKey", () => importRsa("SHA-256")],
  ])("as %s signs", async (_, key) => {
    const signed = await sign(message, { ...byRsa, privateKey: await key() });
    expect(await verify(signed, records)).toMatchObject([{ result: "pass" }]);
  });

  it.each([1024, 3072, 4096])("of %i bits in PKCS#1 signs", async (bits) => {
    const key = createRsaKey(bits);
    const signed = await sign(message, { ...byRsa, privateKey: key.pkcs1 });
    expect(await verify(signed, { "r._domainkey.example.com": key.record })).toMatchObject([
      { result: "pass" },
    ]);
  });

  it("of 512 bits is refused", async () => {
    const weak = createRsaKey(512);
    await failureOf(sign(message, { ...byRsa, privateKey: weak.pkcs8 }), "KEY_UNUSABLE");
  });

  it("that is damaged is refused", async () => {
    const damaged = rsa.pkcs8.replace(/\n.{40}/g, "\nAAAA");
    const options = () => dkim({ ...byRsa, privateKey: damaged });
    // The structure is gone or the numbers are: either way it is an error that says so.
    const outcome = await Promise.resolve()
      .then(() => bytesOf(open(options()(message))))
      .catch((error: Error) => error);
    expect(outcome).toBeInstanceOf(Error);
    expect((outcome as Error).message).not.toContain(damaged.slice(40, 60));
  });

  it.each<[string, unknown, RegExp]>([
    ["nothing", undefined, /must be a PEM text/],
    ["a path", "/etc/dkim.pem", /is not a PEM text/],
    [
      "a public key",
      "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
      /label "PUBLIC KEY"/,
    ],
    [
      "no base64",
      "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----",
      /label "PRIVATE KEY"/,
    ],
    [
      "an encrypted key",
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
      /passphrase/,
    ],
  ])("cannot be %s", (_, privateKey, message) => {
    expect(() => dkim({ ...byRsa, privateKey: privateKey as string })).toThrow(message);
  });

  it("cannot be one for another hash, or another use", async () => {
    const sha1 = await importRsa("SHA-1");
    expect(() => dkim({ ...byRsa, privateKey: sha1 })).toThrow("for SHA-256");
    const { publicKey } = (await crypto.subtle.generateKey("Ed25519", true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    expect(() => dkim({ ...byRsa, privateKey: publicKey })).toThrow('usage "sign"');
    const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
    const { privateKey } = (await crypto.subtle.generateKey(ecdsa, true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    expect(() => dkim({ ...byRsa, privateKey })).toThrow("is a CryptoKey for ECDSA");
  });
});

describe("the options", () => {
  it.each([
    [{ domain: "" }, /`domain`/],
    [{ domain: "localhost" }, /whole domain/],
    [{ domain: "a b.com" }, /`domain`/],
    [{ domain: "-a.com" }, /`domain`/],
    [{ domain: "a..com" }, /`domain`/],
    // Looking over all blanks again from each line would take minutes.
    [
      {
        privateKey: `-----BEGIN PRIVATE KEY-----${"\n ".repeat(200_000)}-----END PRIVATE KEY-----`,
      },
      /`privateKey`/,
    ],
    // A nested repetition would take years.
    [{ domain: `${"a".repeat(240)}!` }, /`domain`/],
    [{ selector: "a;b" }, /`selector`/],
    [{ selector: 7 }, /`selector`/],
    [{ canonicalization: "relaxed" }, /`canonicalization`/],
    [{ headers: ["Subject"] }, /must contain From/],
    [{ headers: ["From", "Received"] }, /changes on the way/],
    [{ oversign: ["bcc"] }, /changes on the way/],
    [{ oversign: ["a:b"] }, /no name of a header field/],
    [{ headers: "from" }, /must be a list/],
    [{ identity: "ann@example.net" }, /`identity`/],
    [{ identity: "@example.com; d=x" }, /`identity`/],
    [{ expiresIn: 0 }, /`expiresIn`/],
    [{ key: "x" }, /no option `key`/],
  ])("%o", (more, message) => {
    expect(() => dkim({ ...byRsa, ...more } as DkimOptions)).toThrow(message);
  });

  it("need one signature or more", () => {
    expect(() => dkim([])).toThrow("one signature or more");
  });

  it("take an internationalized domain in its A-labels", async () => {
    const signed = await sign(message, { ...byRsa, domain: "BÜCHER.example" });
    const records = { "r._domainkey.xn--bcher-kva.example": rsa.record };
    expect(await verify(signed, records)).toMatchObject([{ result: "pass" }]);
  });
});
