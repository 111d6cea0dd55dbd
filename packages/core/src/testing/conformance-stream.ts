/** The conformance cases about bytes, the end of a connection and closing: the same in clear text and under TLS. */
import type { Transport } from "../client/connection/transport.ts";
import {
  assertCondition,
  assertEqual,
  type Bench,
  type BenchCase,
  readOctets,
  readText,
  rejects,
} from "./conformance-bench.ts";
import { decodeUtf8, encodeUtf8 } from "./octets.ts";

const MEBIBYTE = 1 << 20;
/**
 * More than the send and receive buffers of any kernel hold, so that writing to a peer that does not read must wait.
 */
const FLOOD = 64 * MEBIBYTE;

/** The methods to write. A transport without `writeNow` has one. */
const WRITES: readonly (readonly [string, (transport: Transport) => Write])[] = [
  ["by write", (transport) => transport.write],
  ["by writeNow", (transport) => (bytes) => writeAtOnce(transport, bytes)],
];

/** The cases, for connections in clear text or under TLS. */
export function streamCases(over: "" | "tls "): readonly BenchCase[] {
  const cases: readonly BenchCase[] = [
    {
      name: "sends and receives 1 MiB in order",
      async run(bench) {
        const { transport } = await bench.open(`${over}echo`);
        const sent = noise(MEBIBYTE);
        const [back] = await Promise.all([
          readOctets(transport, sent.length),
          writePieces(transport.write, sent, 10_000),
        ]);
        const first = back.findIndex((octet, at) => octet !== sent[at]);
        assertEqual(
          [back.length, first],
          [sent.length, -1],
          "the length and first difference of what came",
        );
      },
    },
    {
      name: "releases the bytes of a resolved write, if it declares this",
      async run(bench) {
        const { transport } = await bench.open(`${over}echo`);
        const sent = noise(4 * MEBIBYTE);
        const [back] = await Promise.all([
          readOctets(transport, sent.length),
          writePieces(
            transport.write,
            sent,
            65_536,
            transport.releasesBytes && new Uint8Array(65_536),
          ),
        ]);
        const first = back.findIndex((octet, at) => octet !== sent[at]);
        assertEqual(
          [back.length, first],
          [sent.length, -1],
          "the length and first difference of what came",
        );
      },
    },
    {
      name: "sends the bytes of writeNow and write in order",
      async run(bench) {
        const { transport } = await bench.open(`${over}echo`);
        const sent = noise(MEBIBYTE);
        let turn = 0;
        const write = (bytes: Uint8Array) => {
          turn += 1;
          return turn % 3 === 0 ? transport.write(bytes) : writeAtOnce(transport, bytes);
        };
        const [back] = await Promise.all([
          readOctets(transport, sent.length),
          writePieces(write, sent, 10_000),
        ]);
        const first = back.findIndex((octet, at) => octet !== sent[at]);
        assertEqual(
          [back.length, first],
          [sent.length, -1],
          "the length and first difference of what came",
        );
      },
    },
    {
      name: "sends several writes as one stream",
      async run(bench) {
        const { transport } = await bench.open(`${over}echo`);
        for (const piece of ["EHLO", " me\r", "\n"]) await transport.write(encodeUtf8(piece));
        assertEqual(await readText(transport, 9), "EHLO me\r\n", "what came back");
      },
    },
    {
      name: "returns half a line if no more bytes have arrived",
      async run(bench) {
        const { transport } = await bench.open(`${over}halves`);
        assertEqual(await readText(transport, 6), "220 ha", "the first half");
        await transport.write(encodeUtf8("."));
        assertEqual(await readText(transport, 4), "lf\r\n", "the second half");
      },
    },
    {
      name: "does not change the bytes of an earlier read",
      async run(bench) {
        const { transport } = await bench.open(`${over}echo`);
        await transport.write(encodeUtf8("first"));
        const bytes = await transport.read();
        assertCondition(bytes, "the stream ended.");
        const before = decodeUtf8(bytes);
        await transport.write(encodeUtf8("other"));
        await transport.read();
        assertEqual(decodeUtf8(bytes), before, "the earlier bytes");
      },
    },
    {
      name: "accepts a write while a read is waiting",
      async run(bench) {
        const { transport } = await bench.open(`${over}echo`);
        const reading = readText(transport, 5);
        const [came] = await Promise.all([reading, transport.write(encodeUtf8("NOOP\n"))]);
        assertEqual(came, "NOOP\n", "what came back");
      },
    },
    {
      name: "returns null for every read after the last bytes",
      async run(bench) {
        for (const behaviour of ["fin", "leave"] as const) {
          const { transport } = await bench.open(`${over}${behaviour}`);
          assertEqual(await readText(transport, 5), "12345", "what came before the end");
          assertEqual(await transport.read(), null, `the end of ${behaviour}`);
          assertEqual(await transport.read(), null, "what follows the end");
        }
      },
    },
    {
      name: "keeps a read waiting while the peer is silent, until close() fails it as reset",
      async run(bench) {
        const { transport, port } = await bench.open(`${over}stall`);
        const reading = transport.read();
        assertCondition(await bench.pending(reading, port), "a read settled though nothing came.");
        transport.close();
        await rejects(reading, "the read that close() cut off", "reset");
      },
    },
    ...WRITES.flatMap(([named, writeBy]): readonly BenchCase[] => [
      {
        name: `delays writes while the peer does not read, and loses nothing, ${named}`,
        async run(bench) {
          const { transport, port } = await bench.open(`${over}stall`);
          const { writing, octets } = await writeUntilStuck(bench, writeBy(transport), port);
          await bench.peer.request(`resume ${port}`);
          await writing;
          const { received } = await bench.peer.request(`received ${port} ${octets}`);
          assertEqual(received, octets, "the number of octets that arrived");
        },
      },
      {
        name: `fails a blocked write as reset when it is closed, ${named}`,
        async run(bench) {
          const { transport, port } = await bench.open(`${over}stall`);
          const { writing } = await writeUntilStuck(bench, writeBy(transport), port);
          transport.close();
          await rejects(writing, "the write that close() cut off", "reset");
        },
      },
    ]),
    {
      name: "ends the connection when it is closed",
      async run(bench) {
        const { transport, port } = await bench.open(`${over}echo`);
        await transport.write(encodeUtf8("half a li"));
        await readOctets(transport, 9);
        transport.close();
        const { received } = await bench.peer.request(`ended ${port}`);
        assertEqual(received, 9, "the number of octets that arrived");
      },
    },
    {
      name: "fails reads and writes as reset after close()",
      async run(bench) {
        const { transport } = await bench.open(`${over}echo`);
        transport.close();
        await rejects(transport.read(), "a read after close()", "reset");
        await rejects(transport.write(encodeUtf8(".")), "a write after close()", "reset");
        const late = (async () => writeAtOnce(transport, encodeUtf8(".")))();
        await rejects(late, "a write at once after close()", "reset");
      },
    },
    {
      name: "can be closed twice, also after the peer has closed",
      async run(bench) {
        for (const behaviour of ["echo", "fin"] as const) {
          const { transport } = await bench.open(`${over}${behaviour}`);
          if (behaviour === "fin") await readOctets(transport, 6);
          transport.close();
          transport.close();
        }
      },
    },
    {
      name: "fails reads and writes as reset when the peer resets",
      needs: ["rst"],
      async run(bench) {
        const { transport } = await bench.open(`${over}rst`);
        assertEqual(await readText(transport, 5), "12345", "what came before the reset");
        await transport.write(encodeUtf8("."));
        await rejects(transport.read(), "a read", "reset");
        await rejects(transport.write(encodeUtf8(".")), "a write", "reset");
      },
    },
  ];
  const where = over === "" ? "in clear text" : "under TLS";
  return cases.map((row) => ({ ...row, name: `${row.name} (${where})` }));
}

/** Returns octets without a pattern, so that a lost or doubled piece is noticed. */
function noise(length: number): Uint8Array {
  let state = 1;
  // The constants of Numerical Recipes' generator; only the upper bits are random enough.
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

type Write = (bytes: Uint8Array) => Promise<void> | undefined;

/** Writes with `writeNow` if the transport has it. */
function writeAtOnce({ write, writeNow = write }: Transport, bytes: Uint8Array): ReturnType<Write> {
  return writeNow(bytes);
}

/** Writes piece by piece; with a buffer, every piece from the same memory. */
async function writePieces(
  write: Write,
  bytes: Uint8Array,
  size: number,
  buffer?: Uint8Array | false,
): Promise<void> {
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    if (buffer) buffer.set(piece);
    await write(buffer ? buffer.subarray(0, piece.length) : piece);
  }
}

/** Writes to a peer that does not read, until a write stays pending. */
async function writeUntilStuck(
  bench: Bench,
  write: Write,
  port: number,
): Promise<{ writing: Promise<void>; octets: number }> {
  const piece = new Uint8Array(MEBIBYTE);
  for (let octets = MEBIBYTE; octets <= FLOOD; octets += MEBIBYTE) {
    const writing = write(piece);
    if (writing && (await bench.pending(writing, port))) return { writing, octets };
    await writing;
  }
  throw new Error(
    "The transport breaks its contract: writes resolve though nobody takes the bytes.",
  );
}
