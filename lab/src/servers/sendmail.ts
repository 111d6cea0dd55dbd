/** Sendmail: one daemon; the name of a listener selects what its port offers (`srv_features`). */

import { execFile } from "node:child_process";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Inside, spawnInside } from "../namespace.ts";
import type { Unpacked } from "../packages.ts";
import { freePorts } from "../ports.ts";
import type { Run } from "../run.ts";
import {
  type Context,
  CREDENTIALS,
  type DebianServer,
  MAILBOXES,
  SIZE_LIMIT,
  type Started,
} from "../server.ts";
import { copies } from "./own-program.ts";

/** The letters of srv_features: S no STARTTLS, A no AUTH, P no PIPELINING, D no DSN, X no EXPN and VRFY, B no VERB, E no ETRN, V no client certificate. */
const PROFILES = {
  plain: { features: "V", modifier: "" },
  implicit: { features: "V", modifier: "s" },
  bare: { features: "S A P D E X B V", modifier: "" },
  authRequired: { features: "V", modifier: "Ea" },
} as const;

type Ports = Readonly<Record<keyof typeof PROFILES, number>>;

const INSIDE: Inside = { users: ["smmta", "smmsp"], hosts: ["sendmail.lab.test"] };

const MECHANISMS = "PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256";

/** Stores messages for the mailbox $1 under the time of their arrival. */
const DELIVER = `#!/bin/sh
umask 022
box="$(dirname "$0")/mail/$1"
[ -d "$box" ] || exec cat > /dev/null
exec cat > "$box/$(date +%s%N)"
`;

/** Debian's Sendmail. */
export const sendmail: DebianServer = {
  needs: ["linux", "debian", "namespace"],
  bundle: {
    name: "sendmail",
    packages: [
      "sendmail-bin",
      "sendmail-base",
      "sendmail-cf",
      "m4",
      "sasl2-bin",
      "libsasl2-modules",
      "libsasl2-modules-db",
    ],
  },
  async start({ run, packages, certificates }: Context<Unpacked>): Promise<Started> {
    await run.makeFolder("queue", 0o700);
    for (const name of MAILBOXES) await run.makeFolder(`mail/${name}`, 0o777);
    const ports = await freePorts(Object.keys(PROFILES) as (keyof typeof PROFILES)[]);
    await writeFile(run.path("cert.pem"), certificates.cert);
    await writeFile(run.path("key.pem"), certificates.key, { mode: 0o600 });
    await writeFile(run.path("ca-trusted.pem"), certificates.ca);
    await writeFile(run.path("deliver"), DELIVER);
    await chmod(run.path("deliver"), 0o755);
    await writeFile(run.path("sendmail.cf"), await configuration(run, packages, ports));
    await writeFile(
      run.path("Sendmail.conf"),
      `pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: ${run.path("sasldb2")}\nmech_list: ${MECHANISMS}\n`,
    );
    const script = `mkdir -p /etc/mail/sasl /usr/lib/sasl2 /etc/sasl2
for folder in /etc/mail/sasl /usr/lib/sasl2 /etc/sasl2; do cp ${run.path("Sendmail.conf")} $folder/; done
chmod 755 /etc/mail
printf %s ${CREDENTIALS.pass} | saslpasswd2 -f ${run.path("sasldb2")} -p -c -u lab.test ${CREDENTIALS.user}
chmod 600 ${run.path("sasldb2")}
exec /usr/libexec/sendmail/sendmail -C${run.path("sendmail.cf")} -bD -q30m`;
    const child = await spawnInside(run, packages, INSIDE, ["sh", "-c", script]);
    await run.listening(child, Object.values(ports));
    return { version: packages.version, ports, copies };
  },
};

/** The configuration, from Sendmail's own macros. Sendmail delivers before it replies. */
async function configuration(run: Run, { root }: Unpacked, ports: Ports): Promise<string> {
  const cf = join(root, "usr/share/sendmail/cf");
  const listeners = Object.entries(PROFILES).map(([name, { modifier }]) => {
    const port = ports[name as keyof Ports];
    const flags = modifier === "" ? "" : `, M=${modifier}`;
    return `DAEMON_OPTIONS(\`Name=${name}, Addr=127.0.0.1, Port=${port}${flags}')`;
  });
  const features = Object.entries(PROFILES).map(
    ([name, letters]) => `R<${name}>\t$# ${letters.features}`,
  );
  const boxes = MAILBOXES.filter((name) => /^[a-z]+$/.test(name));
  await writeFile(
    run.path("sendmail.mc"),
    `\
divert(-1)
include(\`${cf}/m4/cf.m4')
divert(0)
OSTYPE(\`linux')
define(\`QUEUE_DIR', \`${run.path("queue")}')
define(\`STATUS_FILE', \`${run.path("statistics")}')
define(\`HELP_FILE', \`${root}/etc/mail/helpfile')
define(\`confPID_FILE', \`${run.path("sendmail.pid")}')
define(\`ALIAS_FILE', \`')
define(\`confCW_FILE', \`-o /nonexistent')
define(\`confCT_FILE', \`-o /nonexistent')
define(\`confDOMAIN_NAME', \`sendmail.lab.test')
define(\`confDONT_PROBE_INTERFACES', \`true')
define(\`confDONT_BLAME_SENDMAIL', \`GroupReadableKeyFile,GroupReadableSASLDBFile,TrustStickyBit,RunProgramInUnsafeDirPath,GroupWritableDirPathSafe')
define(\`confDELIVERY_MODE', \`interactive')
define(\`confTO_IDENT', \`0')
define(\`confPRIVACY_FLAGS', \`')
define(\`confSERVER_CERT', \`${run.path("cert.pem")}')
define(\`confSERVER_KEY', \`${run.path("key.pem")}')
define(\`confCACERT', \`${run.path("ca-trusted.pem")}')
define(\`confCACERT_PATH', \`${run.folder}')
define(\`confAUTH_MECHANISMS', \`${MECHANISMS}')
define(\`confAUTH_REALM', \`lab.test')
define(\`confMAX_MESSAGE_SIZE', \`${SIZE_LIMIT}')
define(\`confREFUSE_LA', \`10000')
define(\`confQUEUE_LA', \`10000')
TRUST_AUTH_MECH(\`${MECHANISMS}')
FEATURE(\`nocanonify')
FEATURE(\`accept_unresolvable_domains')
FEATURE(\`accept_unqualified_senders')
FEATURE(\`no_default_msa')
define(\`_LOCAL_SRV_FEATURES_', \`1')
${listeners.join("\n")}
MAILER(\`local')
MAILER(\`smtp')
MAILER_DEFINITIONS
Mlabbox, P=${run.path("deliver")}, F=lsnPh9, S=0, R=0, L=0, U=8:8, T=DNS/RFC822/X-Unix, A=deliver $u
LOCAL_RULE_0
R$+ < @ $* > $*\t$#labbox $@ lab.test $: $1
LOCAL_RULESETS
SLocal_check_rcpt
${boxes.map((name) => `R$* ${name} @ lab.test $*\t$#OK`).join("\n")}
R$* @ lab.test $*\t$#error $@ 5.1.1 $: "550 5.1.1 User unknown"
R$*\t$: $&{auth_authen} $| $1
R$+ $| $*\t$#OK
R$* $| $*\t$#error $@ 5.7.1 $: "550 5.7.1 Relaying denied"
SLocal_srv_features
R$*\t$: <$&{daemon_name}>
${features.join("\n")}
`,
  );
  const { stdout } = await promisify(execFile)(
    join(root, "usr/bin/m4"),
    [`-D_CF_DIR_=${cf}/`, run.path("sendmail.mc")],
    { cwd: cf, maxBuffer: 2 ** 24 },
  );
  return stdout;
}
