import { createMailer } from "./src/mod.ts";
import { personalities, personality, testServer } from "./src/testing/mod.ts";
const raw = "From: a@example.org\r\nSubject: x\r\n\r\nHi\r\n";
for (const { name } of personalities) {
  const given = personality(name);
  const { dial } = testServer(given);
  const users = (given as any).users;
  const [user] = Object.keys(users ?? {});
  const withAuth = user ? { auth: { user, pass: users[user].pass ?? users[user], ...(given.tls ? {} : {allowCleartext: true}) } } : {};
  const out: string[] = [];
  try {
    await using mailer = createMailer({ host: "mx.example.net", dial, ...withAuth, ...(given.tls === "implicit" ? { tls: "implicit" } : {}) , ...((given as any).lmtp ? { protocol: "lmtp" } : {})} as any);
    for (let i = 0; i < 2; i += 1) {
      const { fallbacks } = await mailer.send({ from: "a@example.org", to: ["b@example.net"], raw });
      out.push(fallbacks.map((f: any) => `${f.feature}:${f.wish}:${f.method}:${f.reason}:${f.reply?.code}`).join(" | ") || "[]");
    }
  } catch (e: any) { out.push("ERR " + String(e.message).slice(0, 120)); }
  console.log(name, "=>", out[0] === out[1] ? out[0] : out.join(" // "));
}
