import { bytesToHex } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Computation, Hash } from "../../protocol/session/compute.ts";
import { computeNow } from "../../testing/compute-now.ts";
import { runComputation } from "./compute.ts";

const octets = fc.uint8Array({ maxLength: 200 });
const hash = fc.constantFrom<Hash>("SHA-1", "SHA-256", "SHA-512");
const request: fc.Arbitrary<Computation> = fc.oneof(
  fc.record({ what: fc.constant("digest" as const), hash, of: octets }),
  fc.record({ what: fc.constant("hmac" as const), hash, key: octets, of: octets }),
  fc.record({
    what: fc.constant("pbkdf2" as const),
    hash,
    password: octets,
    salt: octets,
    iterations: fc.integer({ min: 1, max: 50 }),
  }),
);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("computations", () => {
  it("come out the same from WebCrypto as from the library of the synchronous driver", async () => {
    await fc.assert(
      fc.asyncProperty(request, async (request) => {
        const now = computeNow(request, (length) => new Uint8Array(length));
        expect(await runComputation(request)).toEqual(new Uint8Array(now as Uint8Array));
      }),
    );
  });

  it("take an empty key and an empty password", async () => {
    const nothing = new Uint8Array(0);
    for (const request of [
      { what: "hmac", hash: "SHA-256", key: nothing, of: utf8("text") },
      { what: "pbkdf2", hash: "SHA-1", password: nothing, salt: utf8("salt"), iterations: 2 },
    ] as const) {
      const now = computeNow(request, (length) => new Uint8Array(length)) as Uint8Array;
      expect(await runComputation(request)).toEqual(new Uint8Array(now));
    }
  });

  it("derive the key of RFC 6070 2", async () => {
    const request = { what: "pbkdf2", hash: "SHA-1", iterations: 4096 } as const;
    const key = await runComputation({
      ...request,
      password: utf8("password"),
      salt: utf8("salt"),
    });
    expect(bytesToHex(key as Uint8Array)).toBe("4b007901b765489abead49d926f721d065a429c1");
  });

  it("give as many random octets as were asked for, and others each time", async () => {
    const request = { what: "random", octets: 18 } as const;
    const [one, other] = [await runComputation(request), await runComputation(request)];
    expect(one).toHaveLength(18);
    expect(one).not.toEqual(other);
  });
});

describe("a domain in ASCII", () => {
  it.each([
    ["bücher.example", "xn--bcher-kva.example"],
    ["BÜCHER.Example", "xn--bcher-kva.example"],
    ["例え。テスト", "xn--r8jz45g.xn--zckzah"],
    ["mail.example.net", "mail.example.net"],
    ["faß.example", "xn--fa-hia.example"],
  ])("is for %s %s", async (domain, ascii) => {
    expect(await runComputation({ what: "to-ascii", domain })).toBe(ascii);
  });

  it.each(["a b.example", "a/b", "%61.example", "1.2.3", "[::1]", "", "a..b", "user@host", "a:25"])(
    "is nothing for %j, which is no domain",
    async (domain) => {
      expect(await runComputation({ what: "to-ascii", domain })).toBeUndefined();
    },
  );
});
