/** Haraka, a server for Node, with a plugin next to this file; one process for each of its configurations. */

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fetched } from "../npm.ts";
import { freePorts } from "../ports.ts";
import {
  type Context,
  CREDENTIALS,
  type FetchedServer,
  MAILBOXES,
  SIZE_LIMIT,
  type Started,
} from "../server.ts";
import { copies } from "./own-program.ts";

const PROFILES = ["plain", "implicit", "bare"] as const;

/** The npm package Haraka; 42 MB with its dependencies. */
export const haraka: FetchedServer = {
  needs: ["linux", "npm"],
  npm: { name: "Haraka", version: "3.3.4" },
  async start({ run, packages, certificates }: Context<Fetched>): Promise<Started> {
    for (const name of MAILBOXES) await run.makeFolder(`mail/${name}`);
    const ports = await freePorts(PROFILES);
    const { user, pass } = CREDENTIALS;
    // A configuration with only the differences crashes it at the first connection.
    const connection = await readFile(join(packages.root, "config/connection.ini"), "utf8");
    const accepted = MAILBOXES.map((name) => `${name}@lab.test`);
    const shared = {
      me: "haraka.lab.test",
      host_list: "lab.test",
      loglevel: "WARN",
      "lab.json": JSON.stringify({ accepted, mail: run.path("mail") }),
      "tls_key.pem": certificates.key,
      "tls_cert.pem": certificates.cert,
    };
    const listen = (...on: number[]): string => on.map((port) => `127.0.0.1:${port}`).join(",");
    const configurations = {
      full: {
        ...shared,
        "smtp.ini": `[main]\nlisten=${listen(ports.plain, ports.implicit)}\nsmtps_port=${ports.implicit}\nnodes=0\n`,
        "connection.ini": connection.replace(/^bytes=.*/m, `bytes=${SIZE_LIMIT}`),
        plugins: "tls\nauth/flat_file\nlab\n",
        "auth_flat_file.ini": `[core]\nmethods=PLAIN,LOGIN,CRAM-MD5\nconstrain_sender=false\n[users]\n${user}=${pass}\n${user}@lab.test=${pass}\n`,
      },
      bare: {
        ...shared,
        "smtp.ini": `[main]\nlisten=${listen(ports.bare)}\nnodes=0\n`,
        "connection.ini": connection
          .replace(/^; *smtputf8=.*/m, "smtputf8=false")
          .replace(/^; *strict_rfc1869.*/m, "strict_rfc1869=true")
          .replace(/^bytes=.*/m, "bytes=0"),
        plugins: "lab\n",
      },
    };
    for (const [name, files] of Object.entries(configurations)) {
      const folder = await run.makeFolder(`${name}/config`);
      await run.makeFolder(`${name}/queue`);
      await run.makeFolder(`${name}/plugins`);
      for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
      const plugin = fileURLToPath(new URL("haraka-plugin.cjs", import.meta.url));
      await copyFile(plugin, run.path(name, "plugins/lab.js"));
      const program = join(packages.root, "bin/haraka");
      const child = await run.spawn([process.execPath, program, "-c", run.path(name)]);
      await run.listening(child, name === "full" ? [ports.plain, ports.implicit] : [ports.bare]);
    }
    return { version: packages.version, ports, copies };
  },
};
