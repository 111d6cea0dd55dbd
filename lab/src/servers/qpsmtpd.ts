/** qpsmtpd, which consists of plugins: one fork server for each profile. */

import { writeFile } from "node:fs/promises";
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

const PROFILES = ["plain", "bare", "earlyTalker"] as const;

const INSIDE: Inside = { users: ["qpsmtpd"], hosts: ["qpsmtpd.lab.test"] };

/** Debian's qpsmtpd. */
export const qpsmtpd: DebianServer = {
  needs: ["linux", "debian", "namespace"],
  bundle: { name: "qpsmtpd", packages: ["qpsmtpd"] },
  async start({ run, packages, certificates }: Context<Unpacked>): Promise<Started> {
    const user = userId(INSIDE.users, "qpsmtpd");
    await run.makeFolder("mail", 0o755, user);
    await run.makeFolder("spool", 0o700, user);
    const ports = await freePorts(PROFILES);
    await run.makeFolder("tls", 0o700, user);
    await writeFile(run.path("tls/cert.pem"), certificates.cert, { mode: 0o644 });
    await writeFile(run.path("tls/key.pem"), certificates.key, { mode: 0o644 });
    await writeFile(run.path("tls/ca.pem"), certificates.ca, { mode: 0o644 });
    const store = ["rcpt_ok", `queue/maildir ${run.path("mail")} %l`];
    const plugins = {
      plain: [
        "badrcptto",
        "help",
        `tls ${["cert", "key", "ca"].map((name) => run.path(`tls/${name}.pem`)).join(" ")}`,
        "auth/auth_flat_file",
        ...store,
      ],
      bare: ["badrcptto", ...store],
      earlyTalker: [
        "badrcptto",
        "earlytalker reject 1 wait 1",
        "count_unrecognized_commands 4",
        ...store,
      ],
    };
    const settings = {
      me: "qpsmtpd.lab.test",
      rcpthosts: "lab.test",
      badrcptto: "no-such-user@lab.test",
      spool_dir: run.path("spool"),
      plugin_dirs: "/usr/share/qpsmtpd/plugins",
      loglevel: "5",
      logging: "logging/warn 5",
      databytes: String(SIZE_LIMIT),
      timeout: "30",
      tls_before_auth: "0",
      tls_ciphers: "HIGH",
      flat_auth_pw: `${CREDENTIALS.user}@lab.test:${CREDENTIALS.pass}`,
    };
    for (const name of PROFILES) {
      const folder = await run.makeFolder(name);
      for (const [file, text] of Object.entries(settings)) {
        await writeFile(`${folder}/${file}`, `${text}\n`);
      }
      await writeFile(`${folder}/plugins`, `${plugins[name].join("\n")}\n`);
    }
    const started = PROFILES.map(
      (name) =>
        `QPSMTPD_CONFIG=${run.path(name)} /usr/bin/qpsmtpd-forkserver -u qpsmtpd -l 127.0.0.1 -p ${ports[name]} -m 50 -c 100 -H &\n`,
    );
    const child = await spawnInside(run, packages, INSIDE, ["sh", "-c", `${started.join("")}wait`]);
    await run.listening(child, Object.values(ports));
    const login = `${CREDENTIALS.user}@lab.test`;
    return { version: packages.version, ports, user: login, copies };
  },
};

/** A maildir for each recipient's local part. */
function copies({ path }: MailFile): Copies {
  const [mailbox = "", , name = ""] = path.split("/");
  const known = (MAILBOXES as readonly string[]).includes(mailbox);
  return { mailboxes: known ? [mailbox] : [], order: name };
}
