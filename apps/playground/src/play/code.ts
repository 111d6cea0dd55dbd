/** Generates the code that a user would write for a scene, for each runtime, and as a test. */
import { toPrintableJson } from "@parley-smtp/core";
import type { Personality } from "@parley-smtp/core/testing";
import { expectationOf, type Outcome } from "./run.ts";
import { messageOf, optionsOf, type Scene } from "./scene.ts";

/** The kinds of code that can be generated. */
export type CodeKind = "node" | "deno" | "workers" | "test";

const packages = {
  node: "@parley-smtp/node-socket",
  deno: "@parley-smtp/deno",
  workers: "@parley-smtp/cloudflare-workers",
} as const;

/** Placeholders for values that the code reads from its environment. */
const environment = {
  node: (name: string) => `process.env["${name}"] ?? ""`,
  deno: (name: string) => `Deno.env.get("${name}") ?? ""`,
  workers: (name: string) => `env.${name}`,
} as const;

/**
 * Generates the code for a scene.
 *
 * @param scene the scene; its server is only used by the test
 * @param kind the kind of code
 * @param outcome the outcome of its first message, which the test expects
 * @returns TypeScript that compiles against the packages
 */
export function codeFor(scene: Scene, kind: CodeKind, outcome?: Outcome): string {
  if (kind === "test") return testFor(scene, outcome);
  const { client, mail } = scene;
  const secret = environment[kind];
  const options = optionsText(scene, {
    user: secret("SMTP_USER"),
    pass: secret("SMTP_PASS"),
    token: secret("SMTP_TOKEN"),
  });
  const message = messageText(mail);
  const sending = [
    `await using mailer = createMailer(${options});`,
    ...(mail.count > 1
      ? [
          `const message = ${message};`,
          `const messages = Array.from({ length: ${mail.count} }, () => message);`,
          "for await (const { index, receipt, error } of mailer.sendMany(messages)) {",
          "  if (receipt) console.log(index, explain(receipt).text);",
          "  else console.error(index, SmtpError.is(error) ? explain(error).text : error);",
          "}",
        ]
      : [
          "try {",
          ...indent([
            `const receipt = await mailer.send(${message});`,
            "console.log(explain(receipt).text);",
          ]),
          "} catch (error) {",
          "  if (!SmtpError.is(error)) throw error;",
          "  console.error(explain(error).text);",
          "}",
        ]),
  ].flatMap((line) => line.split("\n"));
  const head = `import { createMailer, explain, SmtpError } from "${packages[kind]}";`;
  if (kind !== "workers") return [head, "", ...sending, ""].join("\n");
  const variables = {
    none: [],
    password: ["SMTP_USER", "SMTP_PASS"],
    token: ["SMTP_USER", "SMTP_TOKEN"],
  };
  const env = variables[client.login].map((name) => `readonly ${name}: string`).join("; ");
  return [
    head,
    "",
    "export default {",
    env === ""
      ? "  async fetch(_request: Request): Promise<Response> {"
      : `  async fetch(_request: Request, env: { ${env} }): Promise<Response> {`,
    ...indent(indent(sending)),
    '    return new Response("See the log.\\n");',
    "  },",
    "};",
    "",
  ].join("\n");
}

function indent(lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => line.split("\n"))
    .map((line) => (line === "" ? line : `  ${line}`));
}

/** Replaces quoted placeholders by expressions. */
function optionsText(
  { client }: Scene,
  secrets: { readonly user: string; readonly pass: string; readonly token: string },
  more: readonly string[] = [],
): string {
  const mark = (name: string): string => `<<${name}>>`;
  const marked = { user: mark("user"), pass: mark("pass"), token: mark("token") };
  const { auth, ...rest } = optionsOf(client, marked);
  const lines = Object.entries({
    host: "smtp.example.com",
    ...rest,
    ...(auth ? { auth } : {}),
  }).map(([key, value]) => `${key}: ${literal(value)},`);
  const text = ["{", ...indent([...lines, ...more]), "}"].join("\n");
  return text.replaceAll(
    /"<<(user|pass|token)>>"/g,
    (_, name: keyof typeof secrets) => secrets[name],
  );
}

/** Formats a value as a person would: keys without quotes if possible. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return toPrintableJson(value);
  const fields = Object.entries(value).map(
    ([key, inner]) => `${/^[a-z_]\w*$/i.test(key) ? key : toPrintableJson(key)}: ${literal(inner)}`,
  );
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function messageText(mail: Scene["mail"]): string {
  const { from, to, raw, lines } = messageOf(mail);
  const body =
    lines === undefined
      ? literal(raw)
      : `${literal(raw)} + \`\${"x".repeat(76)}\\r\\n\`.repeat(${lines})`;
  return [
    "{",
    ...indent([`from: ${literal(from)},`, `to: ${literal(to)},`, `raw: ${body},`]),
    "}",
  ].join("\n");
}

function testFor(scene: Scene, outcome?: Outcome): string {
  const { mail, server } = scene;
  const { error, ...receipt } = outcome ? expectationOf(outcome) : {};
  const expected = literal(error ?? receipt);
  const options = optionsText(
    scene,
    { user: '"ann@example.org"', pass: '"a secret"', token: '"a token"' },
    ["dial: server.dial,"],
  );
  return [
    'import { createMailer } from "@parley-smtp/node-socket";',
    'import { testServer } from "@parley-smtp/node-socket/testing";',
    'import { expect, it } from "vitest";',
    "",
    'it("goes as it went in the playground", async () => {',
    ...indent([
      `const server = testServer(${personalityText(server)});`,
      `await using mailer = createMailer(${options});`,
      `const outcome = await mailer.send(${messageText(mail)}).catch((error: unknown) => error);`,
      `expect(outcome).toMatchObject(${expected});`,
    ]),
    "});",
    "",
  ].join("\n");
}

function personalityText(server: Personality): string {
  const { users: _users, tokens: _tokens, ...rest } = server;
  const lines = Object.entries(rest).map(([key, value]) => `${key}: ${literal(value)},`);
  return ["{", ...indent(lines), "}"].join("\n");
}
