/** Postfix's smtp-sink with its fastest settings, and smtp-source, for measurements: nothing is stored. */

import { copyProgram, unpack } from "./packages.ts";
import { freePorts } from "./ports.ts";
import { Run } from "./run.ts";
import { smtpSink } from "./servers/smtp-sink.ts";

/** A running sink. */
export interface Sink extends AsyncDisposable {
  /** The version of Postfix. */
  readonly version: string;
  readonly port: number;
  /** The path of smtp-source, and the environment that it needs. */
  readonly source: { readonly program: string; readonly env: Readonly<Record<string, string>> };
}

/** The most connections that wait or are open. */
const MOST = "2000";

/**
 * Starts a sink on a free port of 127.0.0.1. It offers PIPELINING, 8BITMIME and ENHANCEDSTATUSCODES, no TLS and no BDAT.
 *
 * @throws {Error} if Debian's package of Postfix is not available
 */
export async function startSink(): Promise<Sink> {
  const packages = await unpack(smtpSink.bundle);
  const run = await Run.create("sink");
  try {
    const folder = await run.makeFolder("bin");
    const sink = await copyProgram(packages, "usr/sbin/smtp-sink", folder);
    const source = await copyProgram(packages, "usr/sbin/smtp-source", folder);
    const env = { LD_LIBRARY_PATH: sink.libraries };
    const { port } = await freePorts(["port"]);
    const flags = ["-h", "sink.lab.test", "-m", MOST];
    const child = await run.spawn([sink.path, ...flags, `127.0.0.1:${port}`, MOST], {
      unprivileged: true,
      env,
    });
    await run.listening(child, [port]);
    return {
      version: packages.version,
      port,
      source: { program: source.path, env },
      [Symbol.asyncDispose]: () => run.stop(),
    };
  } catch (error) {
    await run.stop();
    throw error;
  }
}
