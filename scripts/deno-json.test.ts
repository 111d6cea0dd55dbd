import { describe, expect, it } from "vitest";
import { denoJsonFor } from "./deno-json.ts";

const manifest = {
  name: "@parley-smtp/a",
  version: "1.2.0",
  license: "MIT",
  exports: {
    ".": { "@parley-smtp/source": { deno: "./src/mod.ts", default: "./src/elsewhere.ts" } },
    "./b": { "@parley-smtp/source": "./src/b.ts", default: "./dist/b.js" },
  },
  dependencies: { "@parley-smtp/core": "workspace:^", "@noble/hashes": "2.4.0" },
};
const members = ["@parley-smtp/core", "@parley-smtp/a"];

describe("the deno.json for a package.json", () => {
  it("has its name, version, licence, sources and dependencies", () => {
    expect(denoJsonFor(manifest, {}, members)).toEqual({
      name: "@parley-smtp/a",
      version: "1.2.0",
      license: "MIT",
      exports: { ".": "./src/mod.ts", "./b": "./src/b.ts" },
      imports: { "@noble/hashes": "npm:@noble/hashes@2.4.0" },
    });
  });

  it("keeps what Deno alone has, and drops an import that package.json does not know", () => {
    const now = {
      publish: { include: ["src"] },
      imports: { left: "npm:left@1" },
      version: "1.1.0",
    };
    const { dependencies: _, ...bare } = manifest;
    expect(denoJsonFor(bare, now, members)).toEqual({
      publish: { include: ["src"] },
      name: "@parley-smtp/a",
      version: "1.2.0",
      license: "MIT",
      exports: { ".": "./src/mod.ts", "./b": "./src/b.ts" },
    });
  });

  it("names where to fetch what only a subpath needs", () => {
    const { dependencies: _, ...bare } = manifest;
    const made = denoJsonFor({ ...bare, peerDependencies: { "@x/api": "^1.9.0" } }, {}, members);
    expect(made).toMatchObject({ imports: { "@x/api": "npm:@x/api@^1.9.0" } });
  });

  it.each([
    ["depends on a package without one", { ...manifest, dependencies: { x: "workspace:^" } }],
    ["has no source for Deno", { ...manifest, exports: { ".": { default: "./dist/mod.js" } } }],
  ])("does not exist where the package %s", (_, broken) => {
    expect(() => denoJsonFor(broken, {}, members)).toThrow(/^@parley-smtp\/a /);
  });
});
