import { describe, expect, it } from "vitest";
import { open } from "../src/protocol/scripts/open.ts";
import {
  type ConnectionState,
  createConnectionState,
} from "../src/protocol/session/connection-state.ts";
import type { ConnectionInfo, Effect } from "../src/protocol/session/effects.ts";
import { createSession, type Session } from "../src/protocol/session/session.ts";
import { adopt } from "../src/protocol/session/wire.ts";

const encoder = new TextEncoder();
const FIELDS = Object.keys(createConnectionState()) as (keyof ConnectionState)[];
const CLEAR: ConnectionInfo = { tls: false, verified: false, canStartTls: true };
const SECURE: ConnectionInfo = { tls: true, verified: true, canStartTls: false };
/** Nothing that a script could have put there. */
const LEFT_OVER = { left: "over" };

/** Puts something into every field, so that what is not replaced is found. */
function leaveSomething(session: Session): void {
  for (const field of FIELDS) Object.assign(session, { [field]: LEFT_OVER });
}

/** The fields that still have what was there before. */
function leftOver(session: Session): string[] {
  return Object.keys(session).filter((key) => Reflect.get(session, key) === LEFT_OVER);
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
    const perform = world(replies, (effect) => {
      if (effect.do !== "starttls") return;
      expect(session.capabilities.size).toBe(1000);
      session.proven = ["CHUNKING"];
      leaveSomething(session);
    });
    openUntil(session, perform, isSecured);
    expect(leftOver(session)).toEqual([]);
  });

  it("stands after STARTTLS where a connection under TLS does, but for the greeting", () => {
    const session = createSession({ host: "mail.example", tls: "starttls" });
    const perform = world(replies, (effect) => {
      if (effect.do === "starttls") session.proven = ["CHUNKING"];
    });
    openUntil(session, perform, isSecured);
    const fresh = createConnectionState(SECURE, "greeted");
    for (const field of FIELDS) expect([field, session[field]]).toEqual([field, fresh[field]]);
    expect(session.proven).toEqual([]);
  });

  it("keeps nothing from the connection before", () => {
    const session = createSession({ host: "mail.example" });
    leaveSomething(session);
    expect(leftOver(session)).toEqual(FIELDS);
    adopt(session, CLEAR);
    expect(leftOver(session)).toEqual([]);
  });
});
