/**
 * Dovecot's submission service, which relays to a second server (smtp-server, in the program next to this file), and
 * its LMTP service, which stores in maildirs.
 */

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Inside, spawnInside, userId } from "../namespace.ts";
import type { Unpacked } from "../packages.ts";
import { freePorts } from "../ports.ts";
import type { Run } from "../run.ts";
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
import { startProgram } from "./own-program.ts";

const PROFILES = ["plain", "implicit", "bare", "lmtp"] as const;
type Ports = Readonly<Record<(typeof PROFILES)[number], number>>;

const INSIDE: Inside = {
  users: ["dovecot", "dovenull", "vmail"],
  hosts: ["dovecot.lab.test"],
};

/** Debian's Dovecot. */
export const dovecot: DebianServer = {
  needs: ["linux", "debian", "namespace"],
  bundle: { name: "dovecot", packages: ["dovecot-submissiond", "dovecot-lmtpd", "dovecot-core"] },
  async start({ run, packages, certificates }: Context<Unpacked>): Promise<Started> {
    const vmail = userId(INSIDE.users, "vmail");
    const program = fileURLToPath(new URL("smtp-server-program.ts", import.meta.url));
    const behind = await startProgram(run, certificates, [process.execPath, program]);
    for (const name of MAILBOXES) {
      await run.makeFolder(`mail/${name}/lmtp`, 0o755, vmail);
      await run.makeFolder(`control/${name}`, 0o755, vmail);
    }
    const ports = await freePorts(PROFILES);
    const lines = MAILBOXES.map(
      (name) =>
        `${name}:{PLAIN}${CREDENTIALS.pass}:${vmail}:${vmail}::${run.path("control", name)}::\n`,
    );
    const files: Record<string, string> = {
      accounts: lines.join(""),
      "dovecot.conf": configuration(run, ports, behind.plain),
      "bare.conf": bareConfiguration(run, ports, behind.plain),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(run.path(name), text);
    const script = `mkdir -p /run/dovecot /run/dovecot-bare
/usr/sbin/dovecot -F -c ${run.path("bare.conf")} &
exec /usr/sbin/dovecot -F -c ${run.path("dovecot.conf")}`;
    const child = await spawnInside(run, packages, INSIDE, ["sh", "-c", script]);
    await run.listening(child, Object.values(ports));
    return { version: packages.version.replace(/^\d+:/, ""), ports, copies };
  },
};

function common(run: Run, name: string, relay: number): string {
  return `\
log_path = ${run.path(`${name}.log`)}
base_dir = /run/${name}
state_dir = /run/${name}
listen = 127.0.0.1
hostname = dovecot.lab.test
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 digest-md5 scram-sha-1 scram-sha-256
auth_username_format = %Ln
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%Ln ${run.path("accounts")}
}
userdb {
  driver = passwd-file
  args = username_format=%Ln ${run.path("accounts")}
}
mail_location = maildir:${run.path("mail")}/%Ln/lmtp:INDEX=MEMORY:CONTROL=${run.path("control")}/%Ln
submission_relay_host = 127.0.0.1
submission_relay_port = ${relay}
submission_relay_user = ${CREDENTIALS.user}
submission_relay_password = ${CREDENTIALS.pass}
submission_max_mail_size = ${SIZE_LIMIT}
`;
}

function configuration(run: Run, ports: Ports, relay: number): string {
  return `\
protocols = submission lmtp
${common(run, "dovecot", relay)}\
ssl = yes
ssl_cert = <${run.path("cert.pem")}
ssl_key = <${run.path("key.pem")}
service submission-login {
  inet_listener submission {
    port = ${ports.plain}
  }
  inet_listener submissions {
    port = ${ports.implicit}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
protocol lmtp {
  postmaster_address = postmaster@lab.test
}
`;
}

function bareConfiguration(run: Run, ports: Ports, relay: number): string {
  return `\
protocols = submission
${common(run, "dovecot-bare", relay)}\
ssl = no
service submission-login {
  inet_listener submission {
    port = ${ports.bare}
  }
  inet_listener submissions {
    port = 0
  }
}
`;
}

/** Files of the second server, and maildirs, whose names begin with seconds and microseconds. */
function copies({ path }: MailFile): Copies {
  const [mailbox = "", folder = "", state, name = ""] = path.split("/");
  if (state === undefined) return { mailboxes: [mailbox], order: folder };
  if (state !== "new" && state !== "cur") return { mailboxes: [], order: "" };
  const [, seconds = "", fraction = ""] = /^(\d+)\.M(\d+)/.exec(name) ?? [];
  return { mailboxes: [mailbox], order: `${seconds}${fraction.padStart(6, "0")}` };
}
