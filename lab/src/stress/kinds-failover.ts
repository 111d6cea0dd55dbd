/** Several servers, some of which refuse, stall, lie, or go down. */
import { type Kind, type PartialPlan, pick, SPOKEN } from "./kind.ts";
import type { Misbehaviour } from "./plan.ts";

const NEVER_LISTENS: PartialPlan = { goesDownAfter: 0 };
const GOOD: PartialPlan = {};

const always = (...misbehaviours: readonly Misbehaviour[]): PartialPlan => ({ misbehaviours });

/** Gives the fault to the first server, or the first two; the last one works. */
const firstFail =
  (faulty: (random: () => number) => PartialPlan) =>
  (random: () => number): readonly PartialPlan[] =>
    random() < 0.5 ? [faulty(random), GOOD] : [faulty(random), faulty(random), GOOD];

const SECURITY = ["clear", "starttls", "implicit and login"] as const;

/** Two or three servers per session. */
export const FAILOVER: readonly Kind[] = [
  {
    name: "failover: refuses connections",
    servers: firstFail(() => NEVER_LISTENS),
    security: SECURITY,
    harmless: true,
  },
  {
    name: "failover: says nothing at all",
    servers: firstFail(() => always({ stage: "connect", ending: "silence" })),
  },
  {
    name: "failover: closes, resets or says 421 where it should greet",
    servers: firstFail((random) =>
      always({
        stage: "connect",
        says: pick(random, ["", "421 4.3.2 Busy\r\n", "554 5.3.2 No\r\n"]),
        ending: pick(random, ["close", "reset"]),
      }),
    ),
    security: SECURITY,
    harmless: true,
  },
  {
    name: "failover: goes down between messages",
    servers: firstFail((random) => ({ goesDownAfter: 1 + Math.floor(random() * 3) })),
    security: SECURITY,
    connections: 5,
  },
  {
    name: "failover: all go down",
    servers: (random) => [
      { goesDownAfter: Math.floor(random() * 3) },
      { goesDownAfter: Math.floor(random() * 3) },
    ],
    connections: 5,
  },
  {
    name: "failover: closes anywhere, each time",
    servers: firstFail((random) => always({ stage: pick(random, SPOKEN), ending: "close" })),
    security: SECURITY,
  },
  {
    name: "failover: 421 anywhere, each time",
    servers: firstFail((random) =>
      always({
        stage: pick(random, SPOKEN),
        says: "421 4.3.2 Shutting down\r\n",
        ending: "close",
      }),
    ),
    security: SECURITY,
  },
  {
    name: "failover: temporary failures, and the mailer goes on",
    servers: firstFail((random) =>
      always({
        stage: pick(random, ["MAIL", "RCPT", "DATA", "END"]),
        says: "451 4.3.0 Try later\r\n",
      }),
    ),
    temporary: true,
  },
  {
    name: "failover: permanent failures",
    servers: firstFail((random) =>
      always({ stage: pick(random, ["MAIL", "RCPT", "DATA", "END"]), says: "550 5.7.1 No\r\n" }),
    ),
  },
  {
    name: "failover: stores, and the answer is lost",
    servers: firstFail((random) =>
      always({ stage: "END", stores: true, ending: pick(random, ["close", "reset", "silence"]) }),
    ),
    security: SECURITY,
  },
  {
    name: "failover: stores, and answers half",
    servers: firstFail(() => always({ stage: "END", says: "25", stores: true, ending: "reset" })),
    temporary: true,
  },
  {
    name: "failover: the first certificate is of another authority",
    servers: () => [{ tls: { mode: "starttls", shows: "another authority" } }, GOOD],
    security: ["starttls and login"],
    nothingArrives: true,
  },
  {
    name: "failover: the caller aborts",
    servers: firstFail((random) =>
      always({ stage: pick(random, SPOKEN), ending: pick(random, ["close", "silence"]) }),
    ),
    caller: "aborts",
  },
  {
    name: "failover: the whole call has little time",
    servers: firstFail((random) => always({ stage: pick(random, SPOKEN), ending: "silence" })),
    onlyTotal: true,
  },
  {
    name: "failover: all servers say anything",
    servers: () => [{ chaos: 0.1 }, { chaos: 0.1 }, { chaos: 0.1 }],
    security: SECURITY,
    temporary: true,
  },
];
