/**
 * Postfix's smtp-sink: accepts everything, checks nothing; one process for each profile.
 *
 * It accepts any credentials and replies 250 to AUTH, accepts any recipient and any parameter, and ends its EHLO
 * reply with an empty line.
 */

import { watch } from "node:fs";
import { copyProgram, type Unpacked } from "../packages.ts";
import { freePorts } from "../ports.ts";
import { unprivilegedUser } from "../run.ts";
import type { Context, Copies, DebianServer, MailFile, Started } from "../server.ts";
import type { Profile } from "../types.ts";
import { postfix } from "./postfix.ts";

const NOT_IMPLEMENTED = ["-B", "502 5.5.1 Error: command not implemented", "-f"];

const PROFILES = {
  plain: [],
  bare: ["-8", "-a", "-C", "-E", "-F", "-N", "-p"],
  ehlo500: ["-e"],
  ehlo502: [...NOT_IMPLEMENTED, "EHLO"],
  masked: ["-P"],
  data502: [...NOT_IMPLEMENTED, "DATA"],
  lmtp: ["-L"],
  refused502: [...NOT_IMPLEMENTED, "VRFY,RSET,NOOP,AUTH"],
  rcpt451: ["-b", "451 4.3.0 Error: try later", "-r", "RCPT"],
  mail421: ["-Q", "MAIL"],
  ehloDrop: ["-q", "EHLO"],
  content550: ["-B", "550 5.7.1 Error: not this content", "-f", "."],
  contentDrop: ["-q", "."],
} as const satisfies Partial<Record<Profile, readonly string[]>>;

/** Postfix's own test server. */
export const smtpSink: DebianServer = {
  needs: ["linux", "debian"],
  bundle: postfix.bundle,
  async start({ run, packages }: Context<Unpacked>): Promise<Started> {
    await run.makeFolder("mail", 0o755, unprivilegedUser);
    // Neither names nor times of the dumped files distinguish messages of the same few milliseconds.
    const created = new Map<string, number>();
    watch(run.path("mail"), { signal: run.ended }, (_event, name) => {
      if (name !== null && !created.has(name)) created.set(name, created.size);
    });
    const program = await copyProgram(packages, "usr/sbin/smtp-sink", await run.makeFolder("bin"));
    const ports = await freePorts(Object.keys(PROFILES) as (keyof typeof PROFILES)[]);
    await Promise.all(
      Object.entries(PROFILES).map(async ([name, flags]) => {
        const port = ports[name as keyof typeof PROFILES];
        const dump = ["-h", "sink.lab.test", "-d", run.path("mail", "%s.")];
        const child = await run.spawn(
          [program.path, ...dump, ...flags, `127.0.0.1:${port}`, "1000"],
          { unprivileged: true, env: { LD_LIBRARY_PATH: program.libraries } },
        );
        await run.listening(child, [port]);
      }),
    );
    const copies = (file: MailFile): Copies => copiesIn(file, created.get(file.path));
    return { version: packages.version, ports, copies };
  },
};

/** One file for each message: envelope, trace and content, then an empty line of the file's own. */
function copiesIn({ raw }: MailFile, index?: number): Copies {
  const head = new TextDecoder().decode(raw.subarray(0, raw.indexOf("\nReceived:")));
  const mailboxes = [...head.matchAll(/^X-Rcpt-Args: <([^@>]*)/gm)].map(([, box]) => box ?? "");
  return { mailboxes, order: String(index).padStart(9, "0"), raw: raw.subarray(0, -1) };
}
