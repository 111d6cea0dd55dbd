/** The fields that a release writes into package.json. */
import { describe, expect, it } from "vitest";
import { checkAddresses, fieldsOf, withFields } from "./address-fields.ts";

const known = { repository: "https://github.com/ann/parley", site: "https://parley.example" };
const manifest = { name: "@parley-smtp/core", license: "MIT", type: "module" };

describe("the addresses", () => {
  it("name repository, folder, issues and homepage", () => {
    expect(withFields(manifest, fieldsOf(known, "packages/core"))).toEqual({
      name: "@parley-smtp/core",
      license: "MIT",
      homepage: "https://parley.example",
      repository: {
        type: "git",
        url: "git+https://github.com/ann/parley.git",
        directory: "packages/core",
      },
      bugs: { url: "https://github.com/ann/parley/issues" },
      type: "module",
    });
  });

  it("replace what a manifest said before", () => {
    const stale = {
      ...manifest,
      homepage: "https://old.example",
      bugs: { url: "https://old.example" },
    };
    const none = { repository: null, site: null };
    expect(withFields(stale, fieldsOf(none, "packages/core"))).toEqual(manifest);
  });

  it("use the repository as homepage while there is no site", () => {
    expect(fieldsOf({ ...known, site: null }, "packages/core").homepage).toBe(known.repository);
  });

  it("are reported as missing while they are null", () => {
    expect(checkAddresses({ ...known, repository: null })).toEqual(["repository"]);
    expect(checkAddresses(known)).toEqual([]);
  });

  it.each(["http://parley.example", "https://parley.example/", "parley.example", "", 5])(
    "refuse %j",
    (site) => {
      expect(() => checkAddresses({ ...known, site: site as string })).toThrow(TypeError);
    },
  );
});
