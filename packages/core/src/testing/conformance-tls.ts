/** The conformance cases about TLS: what is verified, and what ends a handshake. */
import type { Transport } from "../client/connection/transport.ts";
import { TransportError } from "../protocol/errors/transport-error.ts";
import {
  assertCondition,
  assertEqual,
  type Bench,
  type BenchCase,
  type ConformanceNeed,
  type Connected,
  GO_AHEAD,
  readText,
  rejects,
} from "./conformance-bench.ts";
import type { PeerBehaviour, PeerFlaw, PeerTls } from "./conformance-peer.ts";
import { decodeUtf8, encodeUtf8 } from "./octets.ts";

/** The two methods to start TLS, and what the second one needs. */
const MODES: readonly { mode: "tls" | "starttls"; named: string; needs: ConformanceNeed[] }[] = [
  { mode: "tls", named: "implicit TLS", needs: [] },
  { mode: "starttls", named: "STARTTLS", needs: ["starttls"] },
];

/** Certificates that must not be accepted. */
const BAD_CERTIFICATES: readonly PeerFlaw[] = [
  "wrong-host",
  "common-name-only",
  "expired",
  "untrusted",
];

/** Other reasons for a failed handshake. */
const HANDSHAKE_FAILURES: readonly { flaw: PeerFlaw; named: string; needs: ConformanceNeed[] }[] = [
  { flaw: "old", named: "refuses a server that supports only TLS 1.1", needs: [] },
  { flaw: "hangup", named: "fails when the peer closes during the handshake", needs: [] },
  { flaw: "gone", named: "fails when the peer closes before the handshake", needs: [] },
  { flaw: "cut", named: "fails when the peer resets during the handshake", needs: ["rst"] },
];

/** The cases for both methods. */
const eachWay: readonly BenchCase[] = MODES.flatMap(({ mode, named, needs }) => {
  const cases: readonly BenchCase[] = [
    {
      name: "encrypts both directions, verifies, and sends the host name",
      async run(bench) {
        const { transport } = await bench.open(`${mode} about`);
        assertEqual(transport.tls?.verified, true, "tls.verified");
        assertEqual(transport.startTls, undefined, "startTls of a connection that is secured");
        assertEqual((await about(transport)).servername, "localhost", "the name in the hello");
        await transport.write(encodeUtf8("NOOP\r\n"));
        assertEqual(await readText(transport, 6), "NOOP\r\n", "what came back");
      },
    },
    ...BAD_CERTIFICATES.map((flaw) => ({
      name: `refuses a certificate that is ${flaw}`,
      run: (bench: Bench) => rejects(bench.open(`${mode} ${flaw}`), `the ${flaw} certificate`),
    })),
    {
      name: "distinguishes a bad certificate from other failures",
      needs: ["certificate-errors"],
      async run(bench) {
        for (const flaw of BAD_CERTIFICATES) {
          await rejects(bench.open(`${mode} ${flaw}`), `the ${flaw} certificate`, "certificate");
        }
        await rejects(bench.open(`${mode} hangup`), "the handshake", "handshake");
      },
    },
    ...HANDSHAKE_FAILURES.map(({ flaw, named, needs }) => ({
      name: named,
      needs,
      run: (bench: Bench) => rejects(bench.open(`${mode} ${flaw}`), "the handshake"),
    })),
    {
      name: "returns the same channel binding as the peer",
      needs: ["channel-binding"],
      async run(bench) {
        const { transport } = await bench.open(`${mode} about`);
        const binding = transport.tls?.channelBindings?.["tls-exporter"];
        assertCondition(binding, "there is no tls-exporter binding.");
        const hexadecimal = [...binding].map((octet) => octet.toString(16).padStart(2, "0"));
        assertEqual(hexadecimal.join(""), (await about(transport)).exporter, "the binding");
      },
    },
  ];
  return cases.map((row) => ({
    ...row,
    name: `${row.name} (${named})`,
    needs: [...needs, ...(row.needs ?? [])],
  }));
});

/** The cases about the upgrade only, and about addresses. */
const others: readonly BenchCase[] = [
  {
    name: "checks the certificate for an IP address, and sends no server name",
    needs: ["ip-san"],
    async run(bench) {
      const to = await bench.peer.request("tls about");
      const transport = await bench.dial({ ...to, host: "127.0.0.1" }, "implicit");
      assertEqual(transport.tls?.verified, true, "tls.verified");
      assertEqual((await about(transport)).servername, false, "the name in the hello");
    },
  },
  {
    name: "ends an upgrade with an unanswered hello when it is closed",
    needs: ["starttls"],
    async run(bench) {
      const { transport, port } = await clear(bench, "starttls silent");
      await bench.askForTls(transport);
      const upgrading = bench.upgrade(transport);
      upgrading.catch(() => undefined);
      await bench.peer.request(`received ${port} ${"STARTTLS\r\n".length + 1}`);
      transport.close();
      await rejects(upgrading, "the upgrade");
    },
  },
  {
    name: "returns the bytes that follow the STARTTLS reply in the same packet",
    needs: ["starttls"],
    async run(bench) {
      const { transport } = await clear(bench, "starttls inject");
      assertEqual(transport.tls, undefined, "tls before the upgrade");
      await transport.write(encodeUtf8("STARTTLS\r\n"));
      const both = `${GO_AHEAD}INJECTED\r\n`;
      assertEqual(await readText(transport, both.length), both, "what came before the upgrade");
    },
  },
  {
    name: "never returns clear text as if it had arrived under TLS",
    needs: ["starttls"],
    async run(bench) {
      const { transport, port } = await clear(bench, "starttls inject-later");
      await bench.askForTls(transport);
      await transport.write(encodeUtf8("MORE\r\n"));
      await bench.peer.request(`received ${port} ${"STARTTLS\r\nMORE\r\n".length}`);
      let first: Uint8Array | null = null;
      try {
        first = await (await bench.upgrade(transport)).read();
      } catch (error) {
        assertCondition(error instanceof TransportError, `the upgrade fails with ${error}.`);
      }
      assertEqual(
        first && decodeUtf8(first),
        null,
        "what comes under TLS after clear text was injected",
      );
    },
  },
];

/** The cases. */
export const tlsCases: readonly BenchCase[] = [...eachWay, ...others];

/** Returns the peer's data about the handshake. */
async function about(transport: Transport): Promise<PeerTls> {
  let line = "";
  while (!line.endsWith("\n")) {
    const bytes = await transport.read();
    assertCondition(bytes, "the stream ended too early.");
    line += decodeUtf8(bytes);
  }
  return JSON.parse(line) as PeerTls;
}

/** Opens a connection before its upgrade. */
async function clear(bench: Bench, behaviour: PeerBehaviour): Promise<Connected> {
  const to = await bench.peer.request(behaviour);
  return { transport: await bench.dial(to, "starttls"), port: to.port };
}
