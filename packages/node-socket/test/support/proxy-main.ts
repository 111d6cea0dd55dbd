/** Sends a message through each proxy of `PARLEY_PROXIES`, on the runtime that runs this, and prints what came of it. */
import process from "node:process";
import { createMailer, SmtpError } from "@parley-smtp/node-socket";
import { proxyDial } from "@parley-smtp/node-socket/proxy";

/** One message to send. */
interface Attempt {
  readonly proxy: string;
  readonly host: string;
  /** Whether the authority of the server is trusted. */
  readonly trusts: boolean;
}

const { port, tls, ca, attempts } = JSON.parse(process.env["PARLEY_PROXIES"] ?? "{}") as {
  readonly port: number;
  readonly tls: "implicit" | "starttls";
  readonly ca: string;
  readonly attempts: readonly Attempt[];
};
const outcomes: string[] = [];
for (const { proxy, host, trusts } of attempts) {
  const dial = proxyDial(proxy, { ...(trusts && { ca }), proxyTls: { ca } });
  const auth = { user: "u", pass: "p" };
  await using mailer = createMailer({ host, port, tls, auth, dial, timeouts: { connect: 10_000 } });
  const sending = mailer.send({
    from: "a@example.org",
    to: "b@example.net",
    raw: "Subject: x\r\n\r\nx\r\n",
  });
  outcomes.push(
    await sending.then(
      ({ accepted }) => `accepted ${accepted.length}`,
      (error: unknown) => (SmtpError.is(error) ? `${error.code}: ${error.message}` : String(error)),
    ),
  );
}
process.stdout.write(JSON.stringify(outcomes));
