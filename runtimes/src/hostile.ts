/**
 * Peers that fail, over real sockets: whole sessions with STARTTLS and AUTH, in which the peer fails at some octet of
 * its output. The server's own mailbox shows the true outcome of every recipient. packages/core/test/hostile.test.ts
 * tries every octet in memory; these are samples of it.
 */
import { SmtpError } from "@parley-smtp/core";
import type { Failing, Fault, Personality } from "@parley-smtp/core/testing";
import type { Case, Group } from "./case.ts";
import { intruderCases } from "./intruder.ts";
import type { Arrived, Ask, Faulted } from "./outside.ts";
import type { Runtime } from "./runtime.ts";
import { same, sha256 } from "./same.ts";

/** A way to send the messages. */
interface Way {
  readonly named: string;
  readonly by: "DATA" | "BDAT";
  readonly pipelining: boolean;
  /** The most unacknowledged messages. */
  readonly overlap: number;
}

const WAYS: readonly Way[] = [
  { named: "DATA, one command per flight", by: "DATA", pipelining: false, overlap: 1 },
  { named: "DATA, pipelined messages", by: "DATA", pipelining: true, overlap: 3 },
  { named: "BDAT, pipelined", by: "BDAT", pipelining: true, overlap: 1 },
  { named: "BDAT, pipelined messages", by: "BDAT", pipelining: true, overlap: 3 },
];

const HOWS: readonly Failing[] = [
  "close",
  "reset",
  "421",
  "4yz",
  "5yz",
  "2yz",
  "garbage",
  "stall",
  "two replies",
  "a mismatched reply",
  "an endless line",
];

/** The number of faults for each way, and how many run at the same time: Workers have six connections. */
const SAMPLES = 33;
const AT_ONCE = 4;

/** Milliseconds; only a peer that stalls takes so long. */
const PATIENCE = 400;
const WAITS = ["greeting", "ehlo", "tls", "auth", "mail", "rcpt", "data", "content"] as const;
const timeouts = Object.fromEntries(
  [...WAITS, "final" as const, "command" as const, "quit" as const].map((wait) => [wait, PATIENCE]),
);

const auth = { user: "ann", pass: "correct horse" };
const NOBODY = "no@example.net";

const letters = [["bob@example.net", NOBODY], ["dan@example.net"], ["eve@example.net"]].map(
  (to, index) => ({
    from: "ann@example.org",
    to,
    raw: `Subject: letter ${index}\r\n\r\n.Letter ${index}.\r\n`,
  }),
);

function personalityFor({ by, pipelining }: Way): Personality {
  const listed = [
    "ENHANCEDSTATUSCODES",
    ...(pipelining ? ["PIPELINING"] : []),
    ...(by === "BDAT" ? ["CHUNKING"] : []),
  ];
  return {
    tls: "starttls",
    capabilities: [...listed, "STARTTLS"],
    capabilitiesTls: [...listed, "AUTH PLAIN LOGIN"],
    requireTls: true,
    requireAuth: true,
    users: { [auth.user]: auth.pass },
    refuse: [{ recipient: "no@*", reply: "550 5.1.1 Nobody of that name" }],
  };
}

/** The results of a session: the client's report, the server's mailbox, and open resources. */
interface Came {
  readonly told: ReadonlyMap<number, SmtpError["recipients"]>;
  readonly arrived: readonly Arrived[];
  readonly peer: Faulted;
}

/**
 * Returns the cases.
 *
 * @param runtime the runtime under test
 * @param ask the connection to the servers
 */
export function hostileGroup(runtime: Runtime, ask: Ask): Group {
  async function session(method: Way, fault?: Fault): Promise<Came> {
    const { port, ca } = await ask({ start: personalityFor(method), ...(fault && { fault }) });
    const told = new Map<number, SmtpError["recipients"]>();
    {
      await using mailer = runtime.createMailer({
        host: "localhost",
        port,
        ca,
        auth,
        tls: "starttls",
        // One session for all letters, so that a fault affects each of them.
        pool: { size: 1 },
        ...(fault ? { timeouts } : {}),
      });
      const options = { maxUnacknowledged: method.overlap };
      for await (const { index, receipt, error } of mailer.sendMany(letters, options)) {
        if (error !== undefined && !SmtpError.is(error)) throw error;
        same(told.has(index), false, `letter ${index} reported twice`);
        told.set(index, receipt?.recipients ?? error?.recipients ?? []);
      }
    }
    let peer = await ask({ faulted: port });
    // The client has closed; the server notices that a little later.
    while (peer.open > 0) peer = await ask({ faulted: port });
    return { told, arrived: await ask({ arrived: port }), peer };
  }

  const failing = WAYS.map(
    (method): Case => ({
      name: `wherever the peer fails, every outcome agrees with the mailbox: ${method.named}`,
      async run() {
        const calm = await session(method);
        same(await wrong(calm), [], "what is wrong without any fault");
        same(outcomes(calm), ["accepted", "rejected", "accepted", "accepted"], "the outcomes");
        const faults = sampled(calm.peer);
        const seen = new Set<string>();
        const found: string[] = [];
        const work = faults.values();
        const worker = async (): Promise<void> => {
          for (const fault of work) {
            const came = await session(method, fault);
            for (const outcome of outcomes(came)) seen.add(outcome);
            if (came.peer.lied[method.by]) continue;
            for (const what of await wrong(came)) found.push(`${JSON.stringify(fault)}: ${what}`);
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, worker));
        same(found, [], "what is wrong");
        for (const outcome of ["accepted", "unknown", "not-sent"]) {
          same(seen.has(outcome), true, `the outcome "${outcome}" seen`);
        }
        // biome-ignore lint/suspicious/noConsole: the checks repeat this line.
        console.log(
          `> tried ${faults.length} faults over sockets on ${runtime.name}: ${method.named}`,
        );
      },
    }),
  );
  return { name: "Hostile peers", cases: [...failing, ...intruderCases(runtime, ask)] };
}

/**
 * Returns places all over the session, where replies begin, after their codes, and elsewhere; the kinds of failures
 * alternate.
 */
function sampled({ said, beginnings }: Faulted): Fault[] {
  const marked = beginnings.map(([at]) => at);
  return Array.from({ length: SAMPLES }, (_, nth) => {
    const mark = marked[Math.floor((nth * marked.length) / SAMPLES)] ?? 0;
    const at = [mark, mark + 4, Math.floor((nth * said) / SAMPLES)][nth % 3] ?? mark;
    return { at, how: HOWS[nth % HOWS.length] ?? "close" };
  });
}

function outcomes({ told }: Came): string[] {
  return [...told.values()].flat().map(({ outcome }) => outcome);
}

/** Lists all differences between the reported outcomes and the server's mailbox. */
async function wrong({ told, arrived }: Came): Promise<string[]> {
  const found: string[] = [];
  const digests = await Promise.all(
    letters.map(({ raw }) => sha256(new TextEncoder().encode(raw))),
  );
  for (const { sha256 } of arrived) {
    if (!digests.includes(sha256)) found.push("a message that nobody sent");
  }
  for (const [index, { to }] of letters.entries()) {
    const has = arrived.filter(({ sha256 }) => sha256 === digests[index]).flatMap(({ to }) => to);
    const recipients = told.get(index) ?? [];
    if (new Set(has).size !== has.length) found.push(`letter ${index} came twice`);
    if (String(recipients.map(({ address }) => address)) !== String(to)) {
      found.push(`letter ${index} tells of ${recipients.map(({ address }) => address)}`);
    }
    for (const { address, outcome } of recipients) {
      const there = has.includes(address);
      if (there ? outcome === "rejected" || outcome === "not-sent" : outcome === "accepted") {
        found.push(`letter ${index}: ${address} is told ${outcome}`);
      }
    }
  }
  return found;
}
