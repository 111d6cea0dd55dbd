/** Describes the machine of the measurement. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, cpus, release, totalmem, type } from "node:os";
import { RUNTIMES, run } from "./processes.ts";
import type { Sinks } from "./sinks/sinks.ts";

/** Returns the machine and the versions of everything involved, as a list. */
export async function machine({ postfix }: Sinks): Promise<string> {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const runtimes = await Promise.all(
    Object.entries(RUNTIMES).map(async ([name, [program]]) => {
      const { stdout } = await run([program, "--version"]).catch(() => ({ stdout: "not here" }));
      return `${name} ${/[\d.]{3,}/.exec(stdout)?.[0] ?? stdout.trim()}`;
    }),
  );
  const peers = ["nodemailer", "emailjs", "@upyo/smtp", "worker-mailer", "smtp-server"].map(
    (name) => `${name} ${versionOf(name)}`,
  );
  const sink = "version" in postfix ? postfix.version : "not here";
  return [
    `- ${cpus().length} × ${first?.model.trim()}, ${memory} GiB, ${type()} ${release()} ${arch()}`,
    `- ${runtimes.join(", ")}`,
    `- ${peers.join(", ")}; Postfix's smtp-sink and smtp-source ${sink}`,
  ].join("\n");
}

/** Reads the version from a file, because not every package exports its package.json. */
function versionOf(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  const folder = entry.slice(0, entry.lastIndexOf(`node_modules/${name}/`));
  const manifest = readFileSync(`${folder}node_modules/${name}/package.json`, "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
