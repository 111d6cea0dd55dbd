/** The packages in typical projects: test runners with their defaults, decorators, every compiler. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "../workspace.ts";
import { installAll, nodes, packAll, run, specifiers } from "./packed.ts";

const packed = packAll();
const project = installAll(packed);
const entries = packed.flatMap(specifiers);
const modules = join(root, "scripts/node_modules");

afterAll(() => {
  for (const { tarball } of packed) rmSync(dirname(tarball), { recursive: true });
  rmSync(project, { recursive: true });
});

// Tools of a project besides the packages.
for (const name of ["@types", "vitest"]) {
  const from = name === "@types" ? join(root, "node_modules/@types") : join(modules, name);
  symlinkSync(from, join(project, "node_modules", name));
}

/** Creates a folder of the project with these files. */
function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(project, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

/** A test that sends over a socket with TLS, and recognizes an error by its class. */
const testBody = `
const message = { from: "a@example.org", to: "b@example.net", raw: "Subject: Hi\\r\\n\\r\\nHi.\\r\\n" };

it("sends over a socket with TLS", async () => {
  const { ca, ...pair } = await testCertificates();
  const server = await listen(modernServer, pair);
  const mailer = createMailer({ host: "localhost", port: server.port, tls: "starttls", ca });
  const { accepted } = await mailer.send(message);
  await mailer.close();
  await server[Symbol.asyncDispose]();
  expect(accepted).toHaveLength(1);
  expect(server.messages).toHaveLength(1);
});

it("recognises an error", async () => {
  const mailer = createMailer({ host: "127.0.0.1", port: 1 });
  const error = await mailer.send(message).catch((error) => error);
  await mailer.close();
  expect(error).toBeInstanceOf(SmtpError);
  expect(error).toBeInstanceOf(Error);
  expect(SmtpError.is(error)).toBe(true);
});
`;

it("jest runs tests with its defaults, and loads every entry", () => {
  const folder = folderOf("jest", {
    "package.json": "{}",
    "send.test.js": `
      const { createMailer, SmtpError } = require("@parley-smtp/node-socket");
      const { listen, modernServer, testCertificates } = require("@parley-smtp/node-socket/testing");
      ${testBody}
      it.each(${JSON.stringify(entries)})("loads %s", (entry) => {
        expect(Object.keys(require(entry))).not.toEqual([]);
      });`,
  });
  run(process.execPath, [join(modules, "jest/bin/jest.js"), "--no-cache"], folder);
});

it("vitest runs tests with its defaults", () => {
  const folder = folderOf("vitest", {
    "send.test.js": `
      import { expect, it } from "vitest";
      import { createMailer, SmtpError } from "@parley-smtp/node-socket";
      import { listen, modernServer, testCertificates } from "@parley-smtp/node-socket/testing";
      ${testBody}`,
  });
  run(process.execPath, [join(modules, "vitest/vitest.mjs"), "run"], folder);
});

/** A service in a NestJS project: the decorators' metadata refers to classes of the package. */
const service = `
import { createMailer, type Mailer, type Receipt, SmtpError } from "@parley-smtp/node-socket";
import { withRetry } from "@parley-smtp/node-socket/retry";
import { testServer } from "@parley-smtp/core/testing";

const Injectable = (): ClassDecorator => () => {};
const Inject = (_token: string) => (_target: object, _key: string | undefined, _index: number) => {};

@Injectable()
class MailService {
  constructor(
    @Inject("MAILER") private readonly mailer: Mailer,
    private readonly last?: SmtpError,
  ) {}

  async welcome(to: string): Promise<Receipt | undefined> {
    try {
      return await this.mailer.send({ from: "a@example.org", to, raw: "Subject: Hi\\r\\n\\r\\nHi.\\r\\n" });
    } catch (error) {
      if (!SmtpError.is(error)) throw error;
      return this.last && undefined;
    }
  }
}

const server = testServer();
const mailer = withRetry(createMailer("smtp://mail.example", { dial: server.dial }));
void new MailService(mailer)
  .welcome("b@example.net")
  .then((receipt) => console.log(receipt?.accepted.length, server.messages.length))
  .finally(() => mailer.close());
`;

/** The options for all compilers. */
const compilerOptions = {
  target: "ES2023",
  lib: ["ES2023", "ESNext.Disposable"],
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
};

const decorators = { experimentalDecorators: true, emitDecoratorMetadata: true };
const node10 = { module: "CommonJS", moduleResolution: "node10", esModuleInterop: true };

describe("a CommonJS project with decorators", () => {
  const folder = folderOf("decorators", {
    "package.json": "{}",
    "main.ts": service,
    "tsconfig.json": JSON.stringify({
      compilerOptions: { ...compilerOptions, ...decorators, ...node10 },
      files: ["main.ts"],
    }),
  });
  run(process.execPath, [join(modules, "typescript-5/bin/tsc"), "-p", folder], folder);

  it.each(nodes)("sends on Node $version", ({ path }) => {
    expect(run(path, ["main.js"], folder)).toBe("1 1\n");
  });
});

describe("the types as a user's compiler sees them", () => {
  const files = (of: readonly string[]): string =>
    `${of.map((entry, index) => `import * as _${index} from "${entry}";`).join("\n")}
    export const all: object[] = [${of.map((_, index) => `_${index}`)}];`;
  const web = entries.filter((entry) => entry.startsWith("@parley-smtp/core"));
  const bundler = { module: "ESNext", moduleResolution: "bundler" };
  const both = ["all.mts", "all.cts"];

  it.each([
    ["5.9", "node10", ["all.ts"], node10],
    ["5.9", "node16", both, { module: "Node16" }],
    ["5.9", "bundler", ["all.ts"], bundler],
    ["6", "node10", ["all.ts"], { ...node10, ignoreDeprecations: "6.0" }],
    ["6", "nodenext", both, { module: "NodeNext" }],
    [
      "6",
      "nodenext, where only the web is known",
      ["web.mts"],
      { module: "NodeNext", types: [], lib: ["ES2023", "ESNext.Disposable", "DOM"] },
    ],
    ["7", "node16", both, { module: "Node16" }],
    ["7", "nodenext", both, { module: "NodeNext" }],
    ["7", "bundler", ["all.ts"], bundler],
  ] as const)("TypeScript %s finds them with %s", (version, name, sources, options) => {
    const compiler = { "5.9": "typescript-5", "6": "typescript", "7": "typescript-7" }[version];
    const folder = folderOf(`types ${version} ${name}`, {
      ...Object.fromEntries(
        sources.map((file) => [file, files(file === "web.mts" ? web : entries)]),
      ),
      "tsconfig.json": JSON.stringify({
        compilerOptions: { ...compilerOptions, ...options, noEmit: true },
        files: sources,
      }),
    });
    run(process.execPath, [join(modules, compiler, "bin/tsc"), "-p", folder], folder);
  });
});
