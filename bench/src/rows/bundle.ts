/** The size of a program that sends one message, bundled for each runtime. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Part } from "../bench.ts";
import { numberOf } from "../markdown.ts";

interface Row {
  readonly name: string;
  readonly where: "Node" | "Workers";
  /** The shortest program that sends. */
  readonly program: string;
}

const message = `{ from: "a@example.org", to: "b@example.net", subject: "Hi", text: "Hi." }`;
const raw = `{ from: "a@example.org", to: "b@example.net", raw: "Subject: Hi\\r\\n\\r\\nHi.\\r\\n" }`;
const host = `host: "smtp.example.com"`;

const ROWS: readonly Row[] = [
  {
    name: "Parley, a mailer",
    where: "Node",
    program: `import { createMailer } from "@parley-smtp/node-socket"; await createMailer({ ${host} }).send(${raw});`,
  },
  {
    name: "Parley, one connection",
    where: "Node",
    program: `import { connect } from "@parley-smtp/node-socket"; await (await connect({ ${host} })).send(${raw});`,
  },
  {
    name: "nodemailer",
    where: "Node",
    program: `import { createTransport } from "nodemailer"; await createTransport({ ${host} }).sendMail(${message});`,
  },
  {
    name: "emailjs",
    where: "Node",
    program: `import { SMTPClient } from "emailjs"; await new SMTPClient({ ${host} }).sendAsync(${message});`,
  },
  {
    name: "upyo",
    where: "Node",
    program: `import { createMessage } from "@upyo/core"; import { SmtpTransport } from "@upyo/smtp"; await new SmtpTransport({ ${host} }).send(createMessage({ from: "a@example.org", to: "b@example.net", subject: "Hi", content: { text: "Hi." } }));`,
  },
  {
    name: "Parley, one connection",
    where: "Workers",
    program: `import { connect } from "@parley-smtp/cloudflare-workers"; await (await connect({ ${host} })).send(${raw});`,
  },
  {
    name: "worker-mailer",
    where: "Workers",
    program: `import { WorkerMailer } from "worker-mailer"; await WorkerMailer.send({ ${host}, port: 587 }, ${message});`,
  },
];

/** The size, minified and compressed, with the contents. */
export const bundle: Part = {
  title: "Bundle",
  budget: 3,
  async measure() {
    const rows = await Promise.all(ROWS.map(line));
    return [
      "A program that sends one message, bundled and minified by esbuild, without what the runtime provides. Only Parley plans, falls back and reports what happened. The others also compose the message, for which users of Parley add @parley-smtp/mime.",
      ["| on |  | minified | with gzip |", "|---|---|---|---|", ...rows].join("\n"),
    ].join("\n\n");
  },
};

async function line({ name, where, program }: Row): Promise<string> {
  try {
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: import.meta.dirname },
      bundle: true,
      minify: true,
      format: "esm",
      platform: where === "Node" ? "node" : "neutral",
      mainFields: ["module", "main"],
      conditions: where === "Node" ? [] : ["workerd"],
      external: ["cloudflare:*"],
      write: false,
      logLevel: "silent",
    });
    const text = outputFiles[0]?.text ?? "";
    return `| ${where} | ${name} | ${kib(text.length)} | **${kib(gzipSync(text).length)}** |`;
  } catch (error) {
    const [reason = ""] = String(error).split("\n");
    return `| ${where} | ${name} | failed: ${reason} | |`;
  }
}

function kib(octets: number): string {
  return `${numberOf(octets / 1024, 1)} KiB`;
}
