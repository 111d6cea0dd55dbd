/** The conformance peer and virtual servers, as a process of their own. */
import { createHash } from "node:crypto";
import { networkInterfaces } from "node:os";
import { conformancePeerAt, modernServer, type Personality } from "@parley-smtp/core/testing";
import { nodeDial } from "@parley-smtp/node-socket";
import { listen, listenConformancePeer, testCertificates } from "@parley-smtp/node-socket/testing";
import type { Arrived } from "./provided.ts";
import { tell } from "./tell.ts";

const credentials = { user: "ann", pass: "correct horse" };
const honest: Personality = {
  ...modernServer,
  users: { [credentials.user]: credentials.pass },
  requireTls: true,
  requireAuth: true,
};
const behaviours: Readonly<Record<string, Personality>> = {
  plain: honest,
  implicit: { ...honest, tls: "implicit" },
  bdat502: { ...honest, answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }] },
};

const { ca, ...pair } = await testCertificates();
const listening = await Promise.all(
  Object.entries(behaviours).map(
    async ([name, personality]) => [name, await listen(personality, pair)] as const,
  ),
);

const told = new Map<string, number>();
async function arrived(): Promise<Arrived[]> {
  return listening.flatMap(([name, { messages }]) => {
    const fresh = messages.slice(told.get(name));
    told.set(name, messages.length);
    return fresh.map(({ content }) => ({
      sha256: createHash("sha256").update(content).digest("hex"),
    }));
  });
}

const { port } = await listenConformancePeer();
const peer = conformancePeerAt({ host: "127.0.0.1", port }, nodeDial());
const locals = Object.values(networkInterfaces()).flat();
await tell(ca + (await peer.request("closed")).ca, arrived, {
  conformance: { port, ipv6: locals.some((local) => local?.address === "::1") },
  servers: [
    {
      name: "virtual-server",
      ports: Object.fromEntries(listening.map(([name, { port }]) => [name, port])),
      credentials,
    },
  ],
});
