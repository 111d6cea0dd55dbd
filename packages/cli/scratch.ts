import { writeFileSync } from "node:fs";
import { listen } from "../node-socket/src/testing/listen.ts";
import { testCertificates } from "../node-socket/src/testing/certificates.ts";
import { contradictory } from "./src/demo-server.ts";
const c = await testCertificates();
writeFileSync("/tmp/cli-scratch/ca.pem", c.ca);
const s = await listen(process.argv[2] ? JSON.parse(process.argv[2]) : contradictory("pw-1234567"), c);
writeFileSync("/tmp/cli-scratch/port", String(s.port));
process.on("SIGTERM", () => { console.log(s.transcript()); process.exit() });
