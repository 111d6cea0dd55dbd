/** A mechanism of the client is in every list that the compiler does not check. */
import { describe, expect, it } from "vitest";
import { cramMd5 } from "../src/cram-md5.ts";
import { readCommand } from "../src/explain/usual.ts";
import { maskAuth } from "../src/find-replies/auth-secrets.ts";
import { defaultMechanisms } from "../src/protocol/auth/mechanism-default.ts";
import { FALLBACK_ORDERS } from "../src/protocol/tables/fallback-orders.ts";
import { MECHANISM_STRENGTH } from "../src/protocol/tables/mechanism-strength.ts";
import { serverMechanisms } from "../src/testing/virtual-auth.ts";

const order = FALLBACK_ORDERS.find(({ feature }) => feature === "AUTH")?.methods ?? [];

describe.each([...defaultMechanisms, cramMd5])("$name", ({ name, clientFirst }) => {
  it("has a place in the fallback order of AUTH and a strength", () => {
    expect(order.map((method) => method.name)).toContain(name);
    expect(MECHANISM_STRENGTH).toHaveProperty([name]);
  });

  it("is known to the virtual server", () => {
    expect(serverMechanisms.map((mechanism) => mechanism.name)).toContain(name);
  });

  it("has its response masked in a pasted log", () => {
    expect(maskAuth(`C: AUTH ${name} rosebud`)).not.toContain("rosebud");
    expect(maskAuth(`C: AUTH ${name}\nC: rosebud49ann`)).not.toContain("rosebud49ann");
  });

  it("is explained with an initial response only if the client speaks first", () => {
    expect(readCommand(`AUTH ${name}`).initialResponse).toBe(clientFirst);
  });
});
