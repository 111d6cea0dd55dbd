/** The conformance cases about connecting, and about aborting a connection attempt. */
import { assertEqual, type Bench, type BenchCase, readText, rejects } from "./conformance-bench.ts";
import { encodeUtf8 } from "./octets.ts";

/** The cases. */
export const connectCases: readonly BenchCase[] = [
  {
    name: "fails when nothing listens, and when the name has no address",
    async run(bench) {
      await rejects(toClosed(bench), "dialing a closed port", "refused", "unreachable");
      await rejects(toNowhere(bench), "dialing an unknown name", "unresolved", "unreachable");
    },
  },
  {
    name: "reports a closed port as refused and an unknown name as unresolved",
    needs: ["connect-errors"],
    async run(bench) {
      await rejects(toClosed(bench), "dialing a closed port", "refused");
      await rejects(toNowhere(bench), "dialing an unknown name", "unresolved");
    },
  },
  {
    name: "does not connect if the signal was aborted before",
    async run(bench) {
      const to = await bench.peer.request("echo");
      const dialing = bench.dial(to, "none", { signal: AbortSignal.abort() });
      await rejects(dialing, "dialing with a fired signal", "aborted");
      const { connections } = await bench.peer.request(`look ${to.port}`);
      assertEqual(connections, 0, "the number of connections");
    },
  },
  {
    name: "stops connecting when the signal aborts",
    async run(bench) {
      const to = await bench.peer.request("echo");
      const caller = new AbortController();
      const dialing = bench.dial(to, "none", { signal: caller.signal });
      caller.abort();
      await rejects(dialing, "dialing", "aborted");
    },
  },
  {
    name: "abandons an unanswered TLS hello when the signal aborts",
    async run(bench) {
      const { dialing } = await giveUpHello(bench);
      await rejects(dialing, "dialing", "aborted");
    },
  },
  {
    name: "leaves no connection open when the signal aborts",
    needs: ["release"],
    async run(bench) {
      const { port } = await giveUpHello(bench);
      await bench.peer.request(`ended ${port}`);
    },
  },
  {
    name: "keeps the connection when the signal aborts afterwards",
    async run(bench) {
      const caller = new AbortController();
      const to = await bench.peer.request("echo");
      const transport = await bench.dial(to, "none", { signal: caller.signal });
      caller.abort();
      await transport.write(encodeUtf8("NOOP"));
      assertEqual(await readText(transport, 4), "NOOP", "what came back");
    },
  },
  {
    name: "reports the address it connects from",
    needs: ["local-address"],
    async run(bench) {
      const { transport, port } = await bench.open("echo");
      const { remote } = await bench.peer.request(`look ${port}`);
      assertEqual(transport.localAddress, remote, "the local address");
    },
  },
  {
    name: "reports the address it connects to, in clear text and under TLS",
    needs: ["addresses"],
    async run(bench) {
      for (const behaviour of ["echo", "tls echo"] as const) {
        const { transport, port } = await bench.open(behaviour);
        // On a loopback interface both ends have the same address.
        const { remote } = await bench.peer.request(`look ${port}`);
        assertEqual(transport.remoteAddress, remote, "the remote address");
      }
      // The address is reported before the handshake, so it is known if the handshake fails.
      let reached: string | undefined;
      const onAddress = (address: string): void => {
        reached = address;
      };
      const to = await bench.peer.request("tls echo");
      const { remoteAddress } = await bench.dial(to, "implicit", { onAddress });
      assertEqual(reached, remoteAddress, "the address that was reached");
    },
  },
  {
    name: "does not connect to an excluded address",
    needs: ["addresses"],
    async run(bench) {
      const to = await bench.peer.request("echo");
      const avoid = ["127.0.0.1", "::1"];
      for (const host of [to.host, "127.0.0.1"]) {
        await rejects(bench.dial({ ...to, host }, "none", { avoid }), `dialing ${host} alone`);
      }
      const { connections } = await bench.peer.request(`look ${to.port}`);
      assertEqual(connections, 0, "the number of connections");
    },
  },
  {
    name: "connects if only other addresses are excluded",
    needs: ["addresses"],
    async run(bench) {
      const to = await bench.peer.request("tls echo");
      const transport = await bench.dial(to, "implicit", { avoid: ["192.0.2.1"] });
      await transport.write(encodeUtf8("NOOP"));
      assertEqual(await readText(transport, 4), "NOOP", "what came back");
    },
  },
];

async function toClosed(bench: Bench): Promise<unknown> {
  return bench.dial(await bench.peer.request("closed"), "none");
}

/** Connects to a name that never has an address (RFC 6761 6.4). */
async function toNowhere(bench: Bench): Promise<unknown> {
  const to = await bench.peer.request("echo");
  return bench.dial({ ...to, host: "nowhere.invalid" }, "none");
}

/**
 * Connects to a peer that never answers the TLS handshake, and fires the signal after the peer has received the
 * client's hello.
 */
async function giveUpHello(bench: Bench): Promise<{ dialing: Promise<unknown>; port: number }> {
  const to = await bench.peer.request("tls silent");
  const caller = new AbortController();
  const dialing = bench.dial(to, "implicit", { signal: caller.signal });
  dialing.catch(() => undefined);
  await bench.peer.request(`received ${to.port} 1`);
  caller.abort();
  return { dialing, port: to.port };
}
