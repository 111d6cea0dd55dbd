/**
 * Exim: one daemon whose settings depend on the port.
 *
 * Exim requires a user with a certain name, which only hosts with Exim have. libnss_wrapper gives it a separate
 * passwd file in which that user is the one it runs as, so neither root nor a namespace is needed.
 */

import { readdir, writeFile } from "node:fs/promises";
import { copyProgram, type Unpacked } from "../packages.ts";
import { freePorts } from "../ports.ts";
import { type Run, unprivilegedUser } from "../run.ts";
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

const PROFILES = ["plain", "implicit", "bare", "noChunking"] as const;
type Ports = Readonly<Record<(typeof PROFILES)[number], number>>;

/** Debian's Exim with all features built in. */
export const exim: DebianServer = {
  needs: ["linux", "debian"],
  bundle: { name: "exim", packages: ["exim4-daemon-heavy", "libnss-wrapper"] },
  async start({ run, packages, certificates }: Context<Unpacked>): Promise<Started> {
    const user = unprivilegedUser;
    for (const name of ["spool", "mail", "log"]) await run.makeFolder(name, 0o755, user);
    const program = await copyProgram(packages, "usr/sbin/exim4", await run.makeFolder("bin"));
    const ports = await freePorts(PROFILES);
    const files: Record<string, string> = {
      "exim.conf": configuration(run, ports),
      "cert.pem": certificates.cert,
      "key.pem": certificates.key,
      "ca-trusted.pem": certificates.ca,
      passwd: `root:x:0:0::/:/bin/sh\nDebian-exim:x:${user}:${user}::/:/bin/sh\n`,
      group: `root:x:0:\nDebian-exim:x:${user}:\n`,
    };
    for (const [name, text] of Object.entries(files)) await writeFile(run.path(name), text);
    const child = await run.spawn([program.path, "-C", run.path("exim.conf"), "-bdf"], {
      unprivileged: true,
      env: {
        LD_LIBRARY_PATH: program.libraries,
        LD_PRELOAD: "libnss_wrapper.so",
        NSS_WRAPPER_PASSWD: run.path("passwd"),
        NSS_WRAPPER_GROUP: run.path("group"),
      },
    });
    await run.listening(child, Object.values(ports));
    const settled = async (): Promise<boolean> => {
      const queue = await readdir(run.path("spool", "input")).catch(() => []);
      return !queue.some((name) => name.endsWith("-H"));
    };
    return { version: packages.version, ports, copies, settled };
  },
};

function configuration(run: Run, ports: Ports): string {
  /** Returns an expansion that matches all hosts on these ports and none on the others. */
  const everyoneOn = (...on: (keyof Ports)[]): string =>
    `\${if inlist{$received_port}{${on.map((name) => ports[name]).join(":")}}{*}}`;
  const { user, pass } = CREDENTIALS;
  const isUser = (name: string): string => `inlist{${name}}{${user}:${user}@lab.test}`;
  return `\
primary_hostname = exim.lab.test
spool_directory = ${run.path("spool")}
log_file_path = ${run.path("log")}/%slog
pid_file_path = ${run.path("spool")}/exim.pid
deliver_drop_privilege
keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
daemon_smtp_ports = ${Object.values(ports).join(" : ")}
daemon_startup_retries = 0
local_interfaces = 127.0.0.1
disable_ipv6
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 0
smtp_accept_queue_per_connection = 0
smtp_accept_max_per_connection = 0
message_size_limit = ${SIZE_LIMIT}
tls_certificate = ${run.path("cert.pem")}
tls_privatekey = ${run.path("key.pem")}
tls_verify_certificates = ${run.path("ca-trusted.pem")}
tls_try_verify_hosts = *
tls_on_connect_ports = ${ports.implicit}
tls_advertise_hosts = ${everyoneOn("plain", "implicit", "noChunking")}
auth_advertise_hosts = ${everyoneOn("plain", "implicit", "noChunking")}
chunking_advertise_hosts = ${everyoneOn("plain", "implicit")}
pipelining_advertise_hosts = ${everyoneOn("plain", "implicit", "noChunking")}
pipelining_connect_advertise_hosts =
dsn_advertise_hosts = ${everyoneOn("plain", "implicit", "noChunking")}
smtputf8_advertise_hosts = ${everyoneOn("plain", "implicit", "noChunking")}
domainlist local_domains = lab.test
acl_smtp_rcpt = rcpt
acl_smtp_data = data
begin acl
rcpt:
  accept authenticated = *
         domains = ! +local_domains
  require message = relay not permitted
          domains = +local_domains
  require verify = recipient
  accept
data:
  accept
begin routers
mailbox:
  driver = accept
  domains = +local_domains
  local_parts = ${MAILBOXES.join(" : ")}
  transport = mailbox
discard:
  driver = accept
  domains = ! +local_domains
  transport = discard
begin transports
mailbox:
  driver = appendfile
  file = ${run.path("mail")}/$local_part_data/$message_exim_id
  create_directory
  check_string =
  escape_string =
  message_prefix =
  message_suffix =
  envelope_to_add
  delivery_date_add
  return_path_add
  user = Debian-exim
discard:
  driver = appendfile
  file = /dev/null
  user = Debian-exim
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{${isUser("$auth2")}}{eq{$auth3}{${pass}}}}}
  server_set_id = $auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = <| Username: | Password:
  server_condition = \${if and{{${isUser("$auth1")}}{eq{$auth2}{${pass}}}}}
  server_set_id = $auth1
cram:
  driver = cram_md5
  public_name = CRAM-MD5
  server_secret = \${if ${isUser("$auth1")}{${pass}}fail}
  server_set_id = $auth1
external:
  driver = external
  public_name = EXTERNAL
  server_advertise_condition = $tls_in_certificate_verified
  server_param2 = \${certextract {subj_altname,mail,>:}{$tls_in_peercert}}
  server_condition = \${if inlisti{\${if eq{$auth1}{}{$auth2}{$auth1}}}{$auth2}}
  server_set_id = $auth2
`;
}

/** One file for each mailbox and message. Its name is the message's identifier: seconds, process, fraction of a second. */
function copies({ path }: MailFile): Copies {
  const [mailbox = "", name = ""] = path.split("/");
  const [seconds, , fraction] = name.split("-");
  return { mailboxes: [mailbox], order: `${seconds}${fraction}` };
}
