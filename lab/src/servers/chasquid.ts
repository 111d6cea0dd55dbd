/** chasquid, a static Go program: an MX port without AUTH, and submission with it, under TLS alone. */

import { execFile } from "node:child_process";
import { chmod, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Unpacked } from "../packages.ts";
import { freePorts } from "../ports.ts";
import {
  type Context,
  type Copies,
  CREDENTIALS,
  type DebianServer,
  MAILBOXES,
  type MailFile,
  SIZE_LIMIT,
  type Started,
} from "../server.ts";

/** Stores messages for the mailbox $1. */
const DELIVER = `#!/bin/sh
[ "$2" = lab.test ] || exec cat > /dev/null
name=$(date +%s%N)-$$
cat > "$0.$name" && mv "$0.$name" "$(dirname "$0")/mail/$1/$name"
`;

/**
 * Runs before a message is accepted. Deliveries overtake each other, and nothing else in a message shows its order.
 */
const NOTE_TURN = `#!/bin/sh
cat > /dev/null
echo "X-Lab-Turn: $(date +%s%N)"
`;

/** Debian's chasquid. */
export const chasquid: DebianServer = {
  needs: ["linux", "debian"],
  bundle: { name: "chasquid", packages: ["chasquid"] },
  async start({ run, packages, certificates }: Context<Unpacked>): Promise<Started> {
    const ports = await freePorts(["plain", "authRequired", "implicit"]);
    for (const name of MAILBOXES) await run.makeFolder(`mail/${name}`);
    const domain = await run.makeFolder("etc/domains/lab.test");
    const pair = await run.makeFolder("etc/certs/chasquid.lab.test");
    await run.makeFolder("data");
    await writeFile(join(pair, "fullchain.pem"), certificates.cert);
    await writeFile(join(pair, "privkey.pem"), certificates.key);
    await writeFile(run.path("deliver"), DELIVER);
    await run.makeFolder("etc/hooks");
    await writeFile(run.path("etc/hooks/post-data"), NOTE_TURN);
    for (const name of ["deliver", "etc/hooks/post-data"]) await chmod(run.path(name), 0o755);
    const aliases = MAILBOXES.filter((name) => name !== CREDENTIALS.user);
    await writeFile(
      run.path("etc/chasquid.conf"),
      `\
hostname: "chasquid.lab.test"
smtp_address: "127.0.0.1:${ports.plain}"
submission_address: "127.0.0.1:${ports.authRequired}"
submission_over_tls_address: "127.0.0.1:${ports.implicit}"
mail_delivery_agent_bin: "${run.path("deliver")}"
mail_delivery_agent_args: "%to_user%"
mail_delivery_agent_args: "%to_domain%"
data_dir: "${run.path("data")}"
mail_log_path: "${run.path("mail.log")}"
max_data_size_mb: ${SIZE_LIMIT / 2 ** 20}
`,
    );
    const program = (name: string): string => join(packages.root, "usr/bin", name);
    for (const [user, pass] of [
      [CREDENTIALS.user, CREDENTIALS.pass],
      ...aliases.map((name) => [name, `not-for-${name}`]),
    ]) {
      await promisify(execFile)(program("chasquid-util"), [
        `-C=${run.path("etc")}`,
        "user-add",
        `${user}@lab.test`,
        `--password=${pass}`,
      ]);
    }
    await writeFile(join(domain, "aliases"), "");
    const child = await run.spawn([program("chasquid"), `--config_dir=${run.path("etc")}`]);
    await run.listening(child, Object.values(ports));
    const settled = async (): Promise<boolean> =>
      (await readdir(run.path("data/queue")).catch(() => [])).length === 0;
    const user = `${CREDENTIALS.user}@lab.test`;
    return { version: packages.version, ports, user, copies, settled };
  },
};

/** One file for each copy; the hook's header shows the message's order. */
function copies({ path, raw }: MailFile): Copies {
  const head = raw.subarray(0, 4096).toString("latin1");
  const order = /^X-Lab-Turn: (\d+)/m.exec(head)?.[1] ?? "";
  return { mailboxes: path.split("/").slice(0, 1), order };
}
