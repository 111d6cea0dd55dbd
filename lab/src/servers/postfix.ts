/**
 * Postfix: one master process, one port for each profile.
 *
 * Every path of Postfix is a parameter, so it runs from the folder where it was unpacked. Its master must be root,
 * and its account must be a user and a group that nothing else uses.
 */

import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { chown, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Unpacked } from "../packages.ts";
import { freePorts } from "../ports.ts";
import { NOBODY, type Run } from "../run.ts";
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
import type { Profile } from "../types.ts";

/** What a profile adds to its line of master.cf, and how it rewrites commands before Postfix reads them. */
interface Setup {
  readonly options: readonly string[];
  readonly rewrite?: string;
  /** The program that serves it, if it is not smtpd. */
  readonly program?: "postscreen";
}

const ALL_KEYWORDS =
  "pipelining,size,vrfy,etrn,starttls,auth,enhancedstatuscodes,8bitmime,dsn,smtputf8,chunking";

// A disabled VRFY is the only command to which Postfix replies 502, so other commands that should get 502 are
// rewritten to VRFY.
const NO_VRFY = "disable_vrfy_command=yes";

const PROFILES = {
  plain: { options: [] },
  implicit: { options: ["smtpd_tls_wrappermode=yes"] },
  bare: {
    options: [
      NO_VRFY,
      "smtpd_tls_security_level=none",
      "smtpd_sasl_auth_enable=no",
      "smtputf8_enable=no",
      `smtpd_discard_ehlo_keywords=${ALL_KEYWORDS},silent-discard`,
    ],
  },
  tlsRequired: { options: ["smtpd_tls_security_level=encrypt"] },
  noChunking: { options: ["smtpd_discard_ehlo_keywords=chunking,silent-discard"] },
  ehlo502: { options: [NO_VRFY], rewrite: "/^EHLO (.*)/ VRFY $1" },
  mail555: { options: [], rewrite: "/^(MAIL FROM:<[^>]*>) .+/ $1 UNKNOWN=1" },
  data502: {
    options: [
      "{ smtpd_data_restrictions = check_client_access static:{502 5.5.1 Command not implemented} }",
    ],
  },
  bdat502: { options: [NO_VRFY], rewrite: "/^BDAT (.*)/ VRFY $1" },
  filter: { options: [], rewrite: "/^(RSET|NOOP|VRFY|AUTH|STARTTLS)/ X-REMOVED" },
  strict: {
    options: [
      NO_VRFY,
      "smtpd_tls_auth_only=yes",
      "strict_rfc821_envelopes=yes",
      "smtpd_forbid_bare_newline=reject",
      "smtpd_forbid_unauth_pipelining=yes",
      "smtpd_soft_error_limit=3",
      "smtpd_hard_error_limit=5",
    ],
  },
  small: { options: ["message_size_limit=20000"] },
  postscreen: {
    program: "postscreen",
    options: [
      "postscreen_access_list=",
      "postscreen_cache_map=",
      "postscreen_dnsbl_sites=",
      "postscreen_greet_action=enforce",
      "postscreen_greet_wait=1s",
      "postscreen_pipelining_enable=yes",
      "postscreen_pipelining_action=enforce",
      "postscreen_non_smtp_command_enable=yes",
      "postscreen_bare_newline_enable=yes",
      "postscreen_bare_newline_action=enforce",
    ],
  },
} as const satisfies Partial<Record<Profile, Setup>>;

/** The services of master.cf: name, type, private, unprivileged, chroot, wake-up, process limit, program. */
const SERVICES = `\
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
virtual unix - n n - - virtual
smtpd pass - - n - - smtpd
tlsproxy unix - - n - 0 tlsproxy
dnsblog unix - - n - 0 dnsblog
postlog unix-dgram n - n - 1 postlogd
`;

/** Debian's Postfix. */
export const postfix: DebianServer = {
  needs: ["linux", "debian", "root", "accounts"],
  bundle: {
    name: "postfix",
    packages: ["postfix", "sasl2-bin", "libsasl2-modules", "libsasl2-modules-db"],
  },
  async start({ run, packages, certificates }: Context<Unpacked>): Promise<Started> {
    const etc = await run.makeFolder("etc");
    const uid = await idOf("/etc/passwd", "uucp");
    await makeFolders(run, uid, await idOf("/etc/group", "voice"));
    const env = {
      MAIL_CONFIG: etc,
      LD_LIBRARY_PATH: packages.libraries.join(":"),
      SASL_PATH: globSync(join(packages.root, "usr/lib/*/sasl2")).join(":"),
    };
    const ports = await freePorts(Object.keys(PROFILES) as (keyof typeof PROFILES)[]);
    const rewrites = Object.entries<Setup>(PROFILES).flatMap(([name, { rewrite }]) =>
      rewrite === undefined ? [] : [[`${name}.regexp`, `${rewrite}\n`]],
    );
    const files: Record<string, string> = {
      "main.cf": mainConfiguration(run, packages),
      "master.cf": SERVICES + listeners(ports, etc),
      "dynamicmaps.cf": "",
      "cert.pem": certificates.cert,
      "key.pem": certificates.key,
      ...Object.fromEntries(rewrites),
    };
    // Postfix sleeps for about two seconds if main.cf is newer than that.
    const past = new Date(Date.now() - 120_000);
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(etc, name), text);
      await utimes(join(etc, name), past, past);
    }
    await writeAccount(run, packages, env, uid);

    const master = join(packages.root, "usr/lib/postfix/sbin/master");
    const child = await run.spawn([master, "-d", "-c", etc], { env });
    await run.listening(child, Object.values(ports));
    const settled = (): Promise<boolean> => isQueueEmpty(run.path("spool"));
    return { version: packages.version, ports, copies, settled };
  },
};

function listeners(ports: Readonly<Record<string, number>>, etc: string): string {
  const lines = Object.entries<Setup>(PROFILES).map(([name, { options, rewrite, program }]) => {
    const filter = rewrite ? [`smtpd_command_filter=regexp:${etc}/${name}.regexp`] : [];
    const settings = [...options, ...filter].map((option) => `\n  -o ${option}`).join("");
    return `127.0.0.1:${ports[name]} inet n - n - ${program ? 1 : "-"} ${program ?? "smtpd"}${settings}\n`;
  });
  return lines.join("");
}

function mainConfiguration(run: Run, { root }: Unpacked): string {
  const boxes = MAILBOXES.map((name) => `${name}@lab.test=${name}/`).join(", ");
  return `\
compatibility_level = 3.6
queue_directory = ${run.path("spool")}
data_directory = ${run.path("data")}
command_directory = ${root}/usr/sbin
daemon_directory = ${root}/usr/lib/postfix/sbin
shlib_directory = ${root}/usr/lib/postfix
meta_directory = ${run.path("etc")}
mail_owner = uucp
setgid_group = voice
maillog_file = ${run.path("mail.log")}
maillog_file_prefixes = ${run.folder}
import_environment = MAIL_CONFIG LD_LIBRARY_PATH SASL_PATH TZ LANG=C
enable_long_queue_ids = yes
myhostname = postfix.lab.test
mydomain = lab.test
mydestination =
alias_maps =
alias_database =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
default_transport = discard:
relay_transport = discard:
virtual_mailbox_domains = lab.test
virtual_mailbox_base = ${run.path("mail")}
virtual_mailbox_maps = inline:{ ${boxes} }
virtual_mailbox_limit = 0
virtual_minimum_uid = 1
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
message_size_limit = ${SIZE_LIMIT}
# Nothing is added to a message, taken from it or rewritten in it but trace headers.
local_header_rewrite_clients =
message_drop_headers =
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_tls_cert_file = ${run.path("etc", "cert.pem")}
smtpd_tls_key_file = ${run.path("etc", "key.pem")}
smtpd_tls_security_level = may
smtpd_sasl_auth_enable = yes
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = lab.test
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
`;
}

async function makeFolders(run: Run, uid: number, gid: number): Promise<void> {
  await run.makeFolder("mail", 0o755, NOBODY);
  await run.makeFolder("data", 0o700, uid);
  await run.makeFolder("spool");
  await run.makeFolder("spool/pid");
  for (const queue of "active bounce corrupt defer deferred flush hold incoming private saved trace".split(
    " ",
  )) {
    await run.makeFolder(`spool/${queue}`, 0o700, uid);
  }
  await run.makeFolder("spool/maildrop", 0o730, uid, gid);
  await run.makeFolder("spool/public", 0o710, uid, gid);
}

/**
 * Writes Cyrus SASL's configuration to the place where Debian's Postfix reads it, and its database with the account.
 */
async function writeAccount(
  run: Run,
  packages: Unpacked,
  env: Readonly<Record<string, string>>,
  uid: number,
): Promise<void> {
  const database = run.path("etc", "sasldb2");
  await writeFile(
    join(await run.makeFolder("etc/sasl"), "smtpd.conf"),
    `pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: ${database}
mech_list: PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-512
`,
  );
  const saslpasswd = promisify(execFile)(
    join(packages.root, "usr/sbin/saslpasswd2"),
    ["-f", database, "-p", "-c", "-u", "lab.test", CREDENTIALS.user],
    { env },
  );
  saslpasswd.child.stdin?.end(CREDENTIALS.pass);
  await saslpasswd;
  await chown(database, uid, uid);
}

async function idOf(file: string, name: string): Promise<number> {
  const line = (await readFile(file, "utf8")).split("\n").find((it) => it.startsWith(`${name}:`));
  return Number(line?.split(":")[2]);
}

/**
 * Returns whether the queue is empty. Accepted mail is in `incoming`, then in `active`; a file that is still being
 * written is not executable (Postfix's mark).
 */
async function isQueueEmpty(spool: string): Promise<boolean> {
  for (const queue of ["incoming", "active"]) {
    for (const file of await readdir(join(spool, queue))) {
      const { mode } = await stat(join(spool, queue, file)).catch(() => ({ mode: 0 }));
      if (mode & 0o100) return false;
    }
  }
  return true;
}

/** A maildir for each mailbox. Long queue identifiers, in the topmost Received header, sort by time of arrival. */
function copies({ path, raw }: MailFile): Copies {
  const head = raw.subarray(0, 4096).toString("latin1");
  const order = /^Received: [^;]*\bid (\w+)/m.exec(head)?.[1] ?? "";
  return { mailboxes: path.split("/").slice(0, 1), order };
}
