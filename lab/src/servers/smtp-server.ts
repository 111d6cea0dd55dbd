/** smtp-server, Nodemailer's server for Node, in a small program beside this file. */

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Context, NpmServer, Started } from "../server.ts";
import { copies, startProgram } from "./own-program.ts";

const { version } = createRequire(import.meta.url)("smtp-server/package.json") as {
  readonly version: string;
};

/** The npm package smtp-server. */
export const smtpServer: NpmServer = {
  needs: ["unix"],
  async start({ run, certificates }: Context<undefined>): Promise<Started> {
    const program = fileURLToPath(new URL("smtp-server-program.ts", import.meta.url));
    const ports = await startProgram(run, certificates, [process.execPath, program]);
    return { version, ports, copies };
  },
};
