/**
 * OpenSMTPD 6.8, as Debian 12 has it: built against OpenSSL 3, with which none of its TLS handshakes
 * succeeds (https://github.com/OpenSMTPD/OpenSMTPD/issues/1171). It offers AUTH under TLS only.
 */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { chown, readdir, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { type Inside, spawnInside, userId } from "../namespace.ts";
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

const PROFILES = ["plain", "bare", "implicit", "handshakeFails", "authRequired"] as const;

const INSIDE: Inside = {
  users: ["opensmtpd", "opensmtpq", "vmail"],
  hosts: ["opensmtpd.lab.test"],
};

/** Debian's OpenSMTPD. */
export const opensmtpd: DebianServer = {
  needs: ["linux", "debian", "namespace"],
  bundle: { name: "opensmtpd", packages: ["opensmtpd"] },
  async start({ run, packages, certificates }: Context<Unpacked>): Promise<Started> {
    const vmail = userId(INSIDE.users, "vmail");
    await chown(run.path("mail"), vmail, vmail);
    const spool = await run.makeFolder("spool", 0o711);
    const ports = await freePorts(PROFILES);
    await writeFile(run.path("cert.pem"), certificates.cert);
    await writeFile(run.path("key.pem"), certificates.key, { mode: 0o600 });
    const { stdout } = await promisify(execFile)("openssl", ["passwd", "-6", CREDENTIALS.pass]);
    const boxes = MAILBOXES.filter((name) => /^[a-z]+$/.test(name));
    const tls = "pki lab hostname opensmtpd.lab.test";
    const listen = (port: number, words: string): string =>
      `listen on 127.0.0.1 port ${port} ${words}\n`;
    await writeFile(
      run.path("smtpd.conf"),
      `\
pki lab cert "${run.path("cert.pem")}"
pki lab key "${run.path("key.pem")}"
smtp max-message-size ${SIZE_LIMIT}
table accounts { "${CREDENTIALS.user}" = "${stdout.trim()}" }
table boxes { ${boxes.map((name) => `"${name}@lab.test" = "vmail"`).join(", ")} }
${listen(ports.plain, "hostname opensmtpd.lab.test")}\
${listen(ports.bare, "hostname opensmtpd.lab.test no-dsn")}\
${listen(ports.handshakeFails, `tls ${tls} auth-optional <accounts>`)}\
${listen(ports.implicit, `smtps ${tls} auth-optional <accounts>`)}\
${listen(ports.authRequired, `tls-require ${tls} auth <accounts>`)}\
action "box" maildir "${run.path("mail")}/%{dest.user}" virtual <boxes>
action "elsewhere" mda "cat >/dev/null" virtual { "@" = "vmail" }
match from any for domain "lab.test" action "box"
match auth from any for any action "elsewhere"
`,
    );
    const script = `mkdir -p /var/empty /var/lib/opensmtpd/empty /var/spool/smtpd
mount --bind ${spool} /var/spool/smtpd
exec /usr/sbin/smtpd -d -f ${run.path("smtpd.conf")}`;
    const child = await spawnInside(run, packages, INSIDE, ["sh", "-c", script]);
    await run.listening(child, Object.values(ports));
    const settled = async (): Promise<boolean> => (await messagesIn(`${spool}/queue`)) === 0;
    const copies = (file: MailFile): Copies => copiesOf(file, run.path("out.log"));
    return { version: packages.version, ports, copies, settled };
  },
};

/** Messages in the queue: `queue/<two digits>/<message>`, files or folders by their state. */
async function messagesIn(queue: string): Promise<number> {
  const groups = await readdir(queue).catch(() => []);
  const found = await Promise.all(groups.map((name) => readdir(`${queue}/${name}`)));
  return found.flat().length;
}

/** Returns a maildir for each mailbox. Its log names the messages in the order in which they were accepted. */
function copiesOf({ path, raw }: MailFile, log: string): Copies {
  const id = /\bid ([0-9a-f]{8})\b/.exec(raw.subarray(0, 2048).toString("latin1"))?.[1] ?? "";
  const at = readFileSync(log, "latin1").indexOf(`smtp message msgid=${id}`);
  return { mailboxes: path.split("/").slice(0, 1), order: String(at).padStart(12, "0") };
}
