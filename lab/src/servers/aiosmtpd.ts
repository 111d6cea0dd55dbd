/** aiosmtpd, the asynchronous SMTP server for Python, in a small Python program beside this file. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Unpacked } from "../packages.ts";
import type { Context, DebianServer, Started } from "../server.ts";
import { copies, startProgram } from "./own-program.ts";

/** Debian's aiosmtpd. */
export const aiosmtpd: DebianServer = {
  needs: ["linux", "debian", "python"],
  bundle: { name: "aiosmtpd", packages: ["python3-aiosmtpd", "python3-attr", "python3-public"] },
  async start({ run, packages, certificates }: Context<Unpacked>): Promise<Started> {
    const program = fileURLToPath(new URL("aiosmtpd-program.py", import.meta.url));
    const ports = await startProgram(run, certificates, ["python3", "-B", program], {
      PYTHONPATH: join(packages.root, "usr/lib/python3/dist-packages"),
    });
    return { version: packages.version, ports, copies };
  },
};
