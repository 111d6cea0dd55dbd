/** The end-to-end cases: the whole client on this runtime with a virtual server behind real sockets. */
import { type Mailer, SmtpError, type SmtpErrorCode } from "@parley-smtp/core";
import { type AnswerTo, modernServer, type Personality } from "@parley-smtp/core/testing";
import type { Case, Group } from "./case.ts";
import { largeMessage } from "./large-message.ts";
import { leftoverCases } from "./leftovers.ts";
import type { Arrived, Ask } from "./outside.ts";
import type { Runtime } from "./runtime.ts";
import { same, sha256 } from "./same.ts";

type Options = Omit<Parameters<Runtime["createMailer"]>[0], "host" | "port" | "ca">;

const auth = { user: "ann", pass: "correct horse" };
const small = { from: "ann@example.org", to: "bob@example.net", raw: "Subject: Hi\r\n\r\nHi.\r\n" };

/** Accepts mail only under TLS and after AUTH. */
const strict: Personality = {
  ...modernServer,
  users: { [auth.user]: auth.pass },
  requireTls: true,
  requireAuth: true,
};
const refusesBdat: Personality = {
  ...strict,
  answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
};

/** The places at which a server can become silent, and the deadlines for them. */
const SILENCES: readonly {
  to: AnswerTo;
  wait: keyof NonNullable<Options["timeouts"]>;
  /** The server's transcript at that time. */
  shows: string;
  /** The code of the expected error; absent: `TIMEOUT` or `ABORTED`. */
  code?: SmtpErrorCode;
}[] = [
  { to: "GREETING", wait: "greeting", shows: "--- connect ---" },
  { to: "EHLO", wait: "ehlo", shows: "C: EHLO" },
  { to: "STARTTLS", wait: "tls", shows: "C: STARTTLS" },
  { to: "TLS", wait: "tls", shows: "--- TLS fails ---" },
  { to: "AUTH", wait: "auth", shows: "C: AUTH" },
  { to: "MAIL", wait: "mail", shows: "C: MAIL" },
  { to: "RCPT", wait: "rcpt", shows: "C: RCPT" },
  { to: "DATA", wait: "data", shows: "C: DATA" },
  { to: "CONTENT", wait: "final", shows: "\nC: .\n", code: "OUTCOME_UNKNOWN" },
];

/** So simple that each command is one flight, and content is sent by DATA. */
const stepByStep: Options = {
  auth,
  tls: "starttls",
  features: { PIPELINING: "avoid", CHUNKING: "avoid" },
};

/**
 * Returns the cases.
 *
 * @param runtime the runtime under test
 * @param ask the connection to the servers
 */
export function endToEndGroup(runtime: Runtime, ask: Ask): Group {
  /** Starts a server and creates a client for it. */
  async function meet(personality: Personality, options: Options): Promise<Meeting> {
    const { port, ca } = await ask({ start: personality });
    const mailer = runtime.createMailer({ host: "localhost", port, ca, ...options });
    return {
      mailer,
      arrived: () => ask({ arrived: port }),
      transcript: () => ask({ transcript: port }),
      async shows(text) {
        while (!`${await ask({ transcript: port })}\n`.includes(text));
      },
      [Symbol.asyncDispose]: () => mailer.close(),
    };
  }

  const large: readonly [how: string, Personality, Options][] = [
    ["over STARTTLS with AUTH", strict, { auth, tls: "starttls" }],
    ["over implicit TLS with AUTH", { ...strict, tls: "implicit" }, { auth, tls: "implicit" }],
    ["by DATA after a 502 to BDAT", refusesBdat, { auth, tls: "starttls" }],
  ];
  const arrivals = large.map(
    ([how, personality, options]): Case => ({
      name: `a message of 8 MiB arrives unchanged, ${how}`,
      async run() {
        await using met = await meet(personality, options);
        const raw = largeMessage();
        const { accepted, fallbacks, server } = await met.mailer.send({ ...small, raw });
        same(accepted.length, 1, "the number of accepted recipients");
        same(server.tls, true, "server.tls");
        const bdat = fallbacks.find(({ feature }) => feature === "CHUNKING");
        const refused = personality === refusesBdat ? ["DATA", 502] : [undefined, undefined];
        same([bdat?.method, bdat?.reply?.code], refused, "the fallback of CHUNKING");
        const { from, to } = small;
        const digest = await sha256(raw);
        same(
          await met.arrived(),
          [{ from, to: [to], tls: true, user: auth.user, sha256: digest }],
          "what arrived",
        );
      },
    }),
  );

  const silences = SILENCES.flatMap(({ to, wait, shows, code }): Case[] => {
    const personality: Personality = { ...strict, answers: [{ to, silence: true }] };
    return [
      {
        name: `a deadline ends the wait of a session whose server falls silent at ${to}`,
        async run() {
          const options = { ...stepByStep, timeouts: { [wait]: 200 } };
          await using met = await meet(personality, options);
          same(await codeOf(met.mailer.send(small)), code ?? "TIMEOUT", "the error's code");
        },
      },
      {
        name: `an AbortSignal ends the wait of a session whose server falls silent at ${to}`,
        async run() {
          await using met = await meet(personality, stepByStep);
          const caller = new AbortController();
          const sending = codeOf(met.mailer.send(small, { signal: caller.signal }));
          await met.shows(shows);
          caller.abort();
          same(await sending, code ?? "ABORTED", "the error's code");
          // The virtual server records no end of a failed handshake.
          if (to !== "TLS") await met.shows("--- client closes ---");
        },
      },
    ];
  });

  const others: readonly Case[] = [
    {
      name: "several messages go over one connection",
      async run() {
        await using met = await meet(strict, { auth });
        for (let count = 1; count <= 3; count += 1) await met.mailer.send(small);
        same((await met.arrived()).length, 3, "the number of messages");
        same((await met.transcript()).split("--- connect ---").length - 1, 1, "the connections");
      },
    },
    {
      name: "a wrong password is reported",
      async run() {
        await using met = await meet(strict, { auth: { ...auth, pass: "wrong" } });
        same(await codeOf(met.mailer.send(small)), "AUTH_REFUSED", "the error's code");
      },
    },
    {
      name: "a lost connection before the reply to the content is an unknown outcome",
      async run() {
        const personality = { ...strict, answers: [{ to: "CONTENT", close: "before" }] } as const;
        await using met = await meet(personality, stepByStep);
        same(await codeOf(met.mailer.send(small)), "OUTCOME_UNKNOWN", "the error's code");
      },
    },
  ];
  return {
    name: "End to end",
    cases: [...arrivals, ...others, ...silences, ...leftoverCases(runtime, ask)],
  };
}

interface Meeting extends AsyncDisposable {
  readonly mailer: Mailer;
  arrived(): Promise<readonly Arrived[]>;
  transcript(): Promise<string>;
  /** Waits until the server's transcript contains this text. */
  shows(text: string): Promise<void>;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error("It should have failed."),
    (reason: unknown) => reason,
  );
  if (!SmtpError.is(error)) throw error;
  return error.code;
}
