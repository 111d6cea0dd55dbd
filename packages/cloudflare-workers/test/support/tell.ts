/**
 * How a process with servers speaks to the tests: what it has is told once to
 * the process that forked it, and the large message, and what became of it, go
 * over HTTP. It ends with the process that forked it.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Arrived, Provided } from "./provided.ts";

const OCTETS = 8 * 1024 * 1024;

/** 8 MiB: lines of many lengths, leading dots, text beyond ASCII. */
export const message: Uint8Array = Buffer.from([...text()].join(""));

function* text(): Generator<string> {
  const header = "From: <ann@lab.test>\r\nSubject: large\r\nMIME-Version: 1.0\r\n";
  yield `${header}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`;
  for (let octets = 0, line = 0; octets < OCTETS; line += 1) {
    const next = `${".".repeat(line % 3)}${line} ${"Grüße, ".repeat(line % 40)}\r\n`;
    octets += Buffer.byteLength(next);
    yield next;
  }
}

/** What is told once. */
export interface Told {
  /** The certificates that workerd shall trust, PEM. */
  readonly ca: string;
  readonly provided: Provided;
}

/**
 * Tells the tests.
 *
 * @param ca the certificates of the authorities to trust, PEM
 * @param arrived tells and forgets what the server of that name took
 * @param servers what else there is to tell
 */
export async function tell(
  ca: string,
  arrived: (server: string) => Promise<readonly Arrived[]>,
  servers: Omit<Provided, "store">,
): Promise<void> {
  const store = createServer((request, response) => {
    const [, name] = /^\/arrived\/(.+)$/.exec(request.url ?? "") ?? [];
    if (name === undefined) return response.end(message);
    return arrived(name).then(
      (copies) => response.end(JSON.stringify(copies)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, "127.0.0.1");
  await once(store, "listening");
  const { port } = store.address() as AddressInfo;
  const provided: Provided = { ...servers, store: `http://127.0.0.1:${port}` };
  process.on("disconnect", () => process.exit());
  process.send?.({ ca, provided } satisfies Told);
}
