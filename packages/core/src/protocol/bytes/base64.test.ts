import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64Decode, base64Encode } from "./base64.ts";

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("base64", () => {
  // RFC 4648 section 10.
  it.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
  ])("encodes and decodes %j as the RFC does", (plain, encoded) => {
    expect(base64Encode(octets(plain))).toBe(encoded);
    expect(base64Decode(encoded)).toEqual(octets(plain));
  });

  it("decodes text that lacks its padding", () => {
    expect(base64Decode("Zg")).toEqual(octets("f"));
    expect(base64Decode("Zm8")).toEqual(octets("fo"));
  });

  it.each(["A", "Zg===", "Zm9v=", "Zm8==", "Zm 9v", "Zm9v\n", "Zm9_", "=", "Zg==Zg=="])(
    "refuses %j",
    (text) => {
      expect(base64Decode(text)).toBeUndefined();
    },
  );

  it("encodes as the runtime does and decodes what it encoded", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const encoded = base64Encode(bytes);
        expect(encoded).toBe(btoa(String.fromCharCode(...bytes)));
        expect(base64Decode(encoded)).toEqual(bytes);
      }),
    );
  });
});
