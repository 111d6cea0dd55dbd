/** The conformance peer as a process: prints its control port in one line, and ends with its standard input. */
import { listenConformancePeer } from "../../src/testing/conformance-peer.ts";

const { port } = await listenConformancePeer();
process.stdout.write(`${port}\n`);
process.stdin.resume().on("end", () => process.exit());
