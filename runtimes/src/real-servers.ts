/** The cases with real servers of the lab. */
import type { Case, Group } from "./case.ts";
import { largeMessage } from "./large-message.ts";
import type { Ask, RealServer } from "./outside.ts";
import type { Runtime } from "./runtime.ts";
import { same, sha256 } from "./same.ts";

const RECIPIENTS = ["second@lab.test", "test@lab.test"];

const ROWS: readonly {
  server: RealServer;
  /** The account on the lab's servers. */
  profile: string;
  how: string;
}[] = [
  { server: "postfix", profile: "plain", how: "over STARTTLS with AUTH" },
  { server: "postfix", profile: "implicit", how: "over implicit TLS with AUTH" },
  { server: "postfix", profile: "bdat502", how: "by DATA after a 502 to BDAT" },
  { server: "smtp-server", profile: "plain", how: "over STARTTLS with AUTH" },
  { server: "smtp-server", profile: "implicit", how: "over implicit TLS with AUTH" },
];

/**
 * Returns the cases; they run one after the other.
 *
 * @param runtime the runtime under test
 * @param ask the connection to the servers, which are started
 */
export async function realServerGroup(runtime: Runtime, ask: Ask): Promise<Group> {
  const cases: Case[] = [];
  for (const { server, profile, how } of ROWS) {
    const real = await ask({ real: server });
    const name = `a message of 8 MiB to ${server} arrives unchanged, ${how}`;
    const run = async (): Promise<void> => {
      if ("missing" in real) throw new Error(real.missing);
      const { ports, ca, credentials: auth } = real;
      const port = ports[profile] ?? 0;
      const tls = profile === "implicit" ? "implicit" : "starttls";
      await using mailer = runtime.createMailer({ host: "localhost", port, ca, tls, auth });
      const raw = largeMessage();
      const receipt = await mailer.send({ from: "ann@lab.test", to: RECIPIENTS, raw });
      same(receipt.server.tls, true, "server.tls");
      const refused = receipt.fallbacks.find(({ reply }) => reply?.code === 502);
      same(refused?.feature, profile === "bdat502" ? "CHUNKING" : undefined, "what got a 502");
      const copies = await ask({ stored: server });
      same(copies.map(({ recipient }) => recipient).toSorted(), RECIPIENTS, "the mailboxes");
      const digest = await sha256(raw);
      for (const copy of copies) same(copy.sha256, digest, "the digest of what was stored");
    };
    cases.push({ name, run, ...("missing" in real && { missing: real.missing }) });
  }
  return { name: "Real servers", cases };
}
