import { describe, expect, it } from "vitest";
import { open } from "../src/protocol/scripts/open.ts";
import {
  createConnectionState,
  createStateUnderTls,
} from "../src/protocol/session/connection-state.ts";
import type { ConnectionInfo, Effect } from "../src/protocol/session/effects.ts";
import { type Knowledge, ServerKnowledge } from "../src/protocol/session/server-knowledge.ts";
import { createSession, type Session } from "../src/protocol/session/session.ts";
import { adopt } from "../src/protocol/session/wire.ts";

const encoder = new TextEncoder();
const CLEAR: ConnectionInfo = { tls: false, verified: false, canStartTls: true };
const SECURE: ConnectionInfo = { tls: true, verified: true, canStartTls: false };
/** Nothing that a script could have put there. */
const LEFT_OVER = { left: "over" };

/** What a connection keeps under TLS: what the client itself did on it. */
const KEPT_UNDER_TLS = ["phase", "messagesSent"];

/** Puts something into every field of a record. */
function poison(record: object): void {
  for (const field of Object.keys(record)) Object.assign(record, { [field]: LEFT_OVER });
}

/** Puts something into every field of a connection's state, and of all that was learned on it. */
function poisonConnection({ connection }: Session): void {
  poison(connection.knowledge);
  poison(connection);
}

/** The fields of the connection's state and its knowledge that still have what was there before. */
function leftOver({ connection }: Session): string[] {
  return Object.entries<unknown>({ ...connection, ...connection.knowledge })
    .filter(([, value]) => value === LEFT_OVER)
    .map(([field]) => field);
}

/** A server that says these in turn; `hook` sees every effect first. */
function world(replies: readonly string[], hook: (effect: Effect) => void) {
  const due = [...replies];
  return (effect: Effect): unknown => {
    hook(effect);
    if (effect.do === "connect") return CLEAR;
    if (effect.do === "starttls") return SECURE;
    if (effect.do === "listen") return true;
    if (effect.do === "write") return false;
    if (effect.do === "read") return encoder.encode(due.shift() ?? "421 nothing is left\r\n");
    return undefined;
  };
}

/** Opens a session as far as the effect for which `until` is true. */
function openUntil(
  session: Session,
  perform: (effect: Effect) => unknown,
  until: (effect: Effect) => boolean,
): void {
  const script = open(session);
  let step = script.next();
  while (!step.done && !until(step.value)) step = script.next(perform(step.value));
  expect(step.done).toBe(false);
}

describe("the state of a connection", () => {
  const replies = [
    "220 mail.example ESMTP\r\n",
    "250-mail.example\r\n250-STARTTLS\r\n250-SIZE 1000\r\n250 CHUNKING\r\n",
    "220 go ahead\r\n",
  ];
  const isSecured = (effect: Effect): boolean =>
    effect.do === "emit" && effect.event.type === "secured";

  it("keeps nothing from clear text after STARTTLS", () => {
    const session = createSession({ host: "mail.example", tls: "starttls" });
    const fresh = createSession({ host: "mail.example" }).serverKnowledge.underTls;
    const perform = world(replies, (effect) => {
      if (effect.do !== "starttls") return;
      expect(session.connection.capabilities.size).toBe(1000);
      poisonConnection(session);
    });
    openUntil(session, perform, isSecured);
    expect(leftOver(session)).toEqual(KEPT_UNDER_TLS);
    expect(session.connection.knowledge).toEqual(fresh);
  });

  it("is under TLS like that of a new connection, except for what the client did", () => {
    const session = createSession({ host: "mail.example", tls: "starttls" });
    openUntil(
      session,
      world(replies, () => {}),
      isSecured,
    );
    const fresh = createConnectionState(session.serverKnowledge, SECURE);
    const { phase, messagesSent } = session.connection;
    expect(session.connection).toEqual({
      ...fresh,
      parser: session.connection.parser,
      phase,
      messagesSent,
    });
    expect(phase).toBe("greeted");
  });

  it("counts the messages of the connection also after STARTTLS", () => {
    const server = new ServerKnowledge();
    const before = createConnectionState(server, CLEAR);
    before.messagesSent = 2;
    before.transactions = 2;
    const { messagesSent, transactions } = createStateUnderTls(server, SECURE, before);
    expect([messagesSent, transactions]).toEqual([2, 0]);
  });

  it("keeps nothing from the connection before", () => {
    const session = createSession({ host: "mail.example" });
    poison(session.connection);
    adopt(session, CLEAR);
    expect(leftOver(session)).toEqual([]);
  });
});

describe("what a session learned about its server", () => {
  const LEARNED: Knowledge = {
    excludedMethods: [
      { feature: "CHUNKING", method: "BDAT at once", reason: "unsupported", extraRoundTrips: 1 },
    ],
    proven: ["CHUNKING"],
    demandedKeywords: ["STARTTLS"],
    namesRefused: ["client.example"],
    closedOnEhlo: true,
    maxRecipients: 1,
  };

  it.for([
    ["in clear text", CLEAR, SECURE],
    ["under TLS", SECURE, CLEAR],
  ] as const)("%s applies there alone, also on later connections", ([, here, there]) => {
    const session = createSession({ host: "mail.example" });
    const fresh = { ...session.connection.knowledge };
    adopt(session, here);
    Object.assign(session.connection.knowledge, LEARNED);
    adopt(session, there);
    expect(session.connection.knowledge).toEqual(fresh);
    adopt(session, here);
    expect(session.connection.knowledge).toEqual(LEARNED);
  });

  it("has every field in the test above", () => {
    expect(Object.keys(LEARNED).sort()).toEqual(Object.keys(new ServerKnowledge().underTls).sort());
  });

  it("takes each hint for its own state of TLS", () => {
    const hint = { feature: "CHUNKING", method: "BDAT at once", reason: "unsupported" } as const;
    const { inClearText, underTls } = new ServerKnowledge([{ ...hint, tls: true }]);
    expect(inClearText.excludedMethods).toEqual([]);
    expect(underTls.excludedMethods).toMatchObject([{ ...hint, reason: "hint" }]);
  });

  it("knows in both states which methods of TLS failed", () => {
    const server = new ServerKnowledge();
    const failed = {
      feature: "TLS",
      method: "STARTTLS",
      reason: "silence",
      extraRoundTrips: 1,
    } as const;
    server.exclude(server.inClearText, [failed]);
    expect(server.excludedTlsMethods).toEqual([failed]);
    expect([server.inClearText.excludedMethods, server.allExcludedMethods]).toEqual([[], [failed]]);
  });
});
