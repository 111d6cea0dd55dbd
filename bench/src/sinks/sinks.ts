/** The servers for measurements, each in a separate process. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { certificates, type Sink, startSink } from "parley-lab";

/** npm's smtp-server, in clear text and under TLS. */
export interface NodeSink extends AsyncDisposable {
  readonly plain: number;
  readonly tls: number;
  /** The CA of its certificate. */
  readonly ca: string;
}

/** All servers. */
export interface Sinks extends AsyncDisposable {
  /** Postfix's smtp-sink, in C; or the reason why it cannot run. */
  readonly postfix: Sink | { readonly missing: string };
  readonly node: NodeSink;
}

/** Starts the sinks. */
export async function startSinks(): Promise<Sinks> {
  const postfix = await startSink().catch((error: unknown) => ({
    missing: error instanceof Error ? error.message : String(error),
  }));
  const node = await startNodeSink();
  return {
    postfix,
    node,
    async [Symbol.asyncDispose]() {
      await node[Symbol.asyncDispose]();
      if ("port" in postfix) await postfix[Symbol.asyncDispose]();
    },
  };
}

async function startNodeSink(): Promise<NodeSink> {
  const made = await certificates();
  const folder = await mkdtemp(join(tmpdir(), "parley-bench-"));
  const files = [join(folder, "cert.pem"), join(folder, "key.pem")] as const;
  await writeFile(files[0], made.cert);
  await writeFile(files[1], made.key);
  const program = join(import.meta.dirname, "smtp-server-program.ts");
  const child = spawn(process.execPath, [program, ...files], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  await rm(folder, { recursive: true });
  const ports = JSON.parse(line) as { plain: number; tls: number };
  return {
    ...ports,
    ca: made.ca,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
