import { createMailer, logEvents } from "@parley-smtp/node-socket";
import { startServer } from "../../lab/src/mod.ts";
const s = await startServer((process.argv[2] ?? "postfix") as "postfix");
console.log(s.name, s.version, s.ports);
for (const [profile, port] of Object.entries(s.ports)) {
  console.log("=====", profile);
  const mailer = createMailer({ host: "localhost", port: port!, ca: s.ca, ...(profile === "implicit" ? { tls: "implicit" as const } : {}), ...(["plain","implicit","tlsRequired","noChunking"].includes(profile) && s.name !== "smtp-sink" ? { auth: { ...s.credentials } } : {}), onEvent: logEvents(console), timeouts: { total: 20000 } });
  try {
    const r = await mailer.send({ from: "me@lab.test", to: ["test@lab.test", "second@lab.test"], raw: "Subject: hi\r\n\r\nHello\r\n.dot\r\n" });
    console.log("RESULT", r.roundTrips, r.fallbacks.map((f) => [f.feature, f.instead, f.because].join(":")));
    const r2 = await mailer.send({ from: "me@lab.test", to: ["test@lab.test", "no-such-user@lab.test"], raw: "Subject: hi 2\r\n\r\nHello\r\n" });
    console.log("RESULT2", r2.roundTrips, r2.rejected.map((x) => x.reply?.lines[0]));
  } catch (e) { console.log("ERROR", (e as any).code, (e as Error).message, JSON.stringify((e as any).recipients)); }
  await mailer.close();
}
console.log((await s.messages()).map((m) => m.recipient + " " + m.raw.length));
await s.stop();
