/** Holds a whole session against the rules: the wire's, the user's, and the mailbox's. */
import { formatMailbox, isAscii } from "../src/protocol/address.ts";
import { hasEightBit } from "../src/protocol/content.ts";
import { SmtpError } from "../src/protocol/errors.ts";
import type { Feature } from "../src/protocol/feature.ts";
import { join, same } from "../src/testing/octets.ts";
import { checkOutcome, recipientsOf } from "./check-outcome.ts";
import { canonical } from "./content-reference.ts";
import type { Delivery, Played } from "./play.ts";
import { bad } from "./told.ts";

/** All that is wrong with a session by what the wire told. */
export function faultsOf(played: Played): string[] {
  const { account, deliveries, refused, session } = played;
  const odd = refused.filter((error) => !SmtpError.is(error));
  return [
    ...account.faults,
    ...odd.map((error) => `threw what is no SmtpError: ${String(error)}`),
    ...deliveries.flatMap((delivery) => [
      ...checkOutcome(delivery.told, delivery.result, delivery.sample.message),
      ...checkContent(delivery),
      ...checkData(delivery),
      ...checkCost(played, delivery),
      ...checkWishes(played, delivery),
      ...(delivery.dangling ? ["left a connection open that is of no more use"] : []),
    ]),
    ...(session.open ? ["left the connection open"] : []),
  ];
}

/** What went out is the message: all of it where it was handed over, else its beginning. */
function checkContent({ sample, told }: Delivery): string[] {
  const whole = canonical(join([...sample.pieces]));
  return told.flatMap(({ mail, content, handedOver, recipients }) => {
    const forSomebody = recipients.some(({ reply }) => !bad(reply));
    const sent = join(content);
    const expected =
      handedOver !== undefined && forSomebody ? whole : whole.subarray(0, sent.length);
    const undeclared = hasEightBit(sent) && !mail.includes(" BODY=8BITMIME");
    const addresses = [mail, ...recipients.map(({ address }) => address)];
    const unannounced = !addresses.every(isAscii) && !/ SMTPUTF8\b/.test(mail);
    return [
      ...(same(sent, expected) ? [] : ["sent something else than the message"]),
      ...(undeclared ? ["sent octets over 127 undeclared (RFC 6152 3)"] : []),
      ...(unannounced ? ["wrote an address beyond ASCII without SMTPUTF8 (RFC 6531 3.4)"] : []),
    ];
  });
}

function checkData({ result }: Delivery): string[] {
  const told = "receipt" in result ? result.receipt : result.error;
  const data: unknown[] = SmtpError.is(told)
    ? [told.recipients, told.decisions, told.reply]
    : [told];
  return data.flatMap((value) => {
    if (value === undefined) return [];
    const plain = JSON.stringify(JSON.parse(JSON.stringify(value))) === JSON.stringify(value);
    return plain && frozen(value) ? [] : [`not frozen plain data: ${JSON.stringify(value)}`];
  });
}

function frozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return typeof value !== "function";
  return Object.isFrozen(value) && Object.values(value).every(frozen);
}

function checkCost(played: Played, delivery: Delivery): string[] {
  const { result, roundTrips, sample } = delivery;
  if (!("receipt" in result)) return [];
  const { roundTrips: claimed, octets, decisions } = result.receipt;
  const extra = decisions.reduce((sum, { extraRoundTrips }) => sum + extraRoundTrips, 0);
  const length = canonical(join([...sample.pieces])).length;
  const counts = !played.attemptFailed;
  return [
    ...(octets === length ? [] : [`${octets} octets, not ${length}`]),
    ...(!counts || claimed === roundTrips ? [] : [`${claimed} round trips, not ${roundTrips}`]),
    ...(!counts || claimed - extra >= floorOf(played, delivery)
      ? []
      : [`of ${claimed} round trips ${extra} cannot have been for nothing`]),
  ];
}

/** Round trips that nobody could have saved. Of a later message what opening anew costs is estimated. */
function floorOf({ events, deliveries }: Played, { told }: Delivery): number {
  const last = told.at(-1);
  if (!last || deliveries.length > 1) return 0;
  const { envelope, handedOver = -1 } = last;
  const connected = events.findLast(({ type }) => type === "connected");
  const implicit = connected?.type === "connected" && connected.tls;
  return [
    implicit ? 4 : 3,
    last.tls && !implicit ? 3 : 0,
    events.some(({ type }) => type === "authenticated") ? 1 : 0,
    envelope.size,
    envelope.has(handedOver) ? 0 : 1,
  ].reduce((sum, trips) => sum + trips, 0);
}

/** A required feature is seen on the wire, and never said to have been left. */
function checkWishes({ session }: Played, { result, told, sample }: Delivery): string[] {
  const last = told.at(-1);
  if (!("receipt" in result) || !last) return [];
  const size = "size" in sample.message;
  const shown: Readonly<Partial<Record<Feature, boolean>>> = {
    ESMTP: last.greeted === "EHLO",
    TLS: last.tls,
    AUTH: last.authenticated,
    PIPELINING: last.envelope.size === (sample.message.partial === "refuse" ? 2 : 1),
    CHUNKING: last.by === "BDAT",
    SIZE: last.mail.includes(" SIZE=") || !size,
    "8BITMIME": last.mail.includes(" BODY=8BITMIME") || !hasEightBit(join(last.content)),
  };
  const required = Object.entries(session.wishes).filter(([, wish]) => wish === "require");
  return required.flatMap(([feature]) => {
    return shown[feature as Feature] === false ? [`${feature} was required`] : [];
  });
}

/**
 * What is wrong with a session by what an honest server has in its mailbox.
 *
 * It may have what the client does not know of, and never lacks what the client was told.
 */
export function mailboxFaults({ deliveries }: Played): string[] {
  return deliveries.flatMap((delivery) => {
    const { sample, mailbox, result } = delivery;
    const faults: string[] = [];
    if (mailbox.length > 1) faults.push(`${mailbox.length} copies`);
    const whole = canonical(join([...sample.pieces]));
    for (const { content } of mailbox) if (!same(content, whole)) faults.push("another message");
    const there = mailbox.flatMap(({ to }) => to);
    for (const { address, outcome } of recipientsOf(result)) {
      const has = there.includes(address);
      if (outcome === "accepted" && !has) faults.push(`${address} is missing`);
      if (outcome !== "accepted" && outcome !== "unknown" && has) faults.push(`${address} has it`);
    }
    const strangers = there.filter((one) => !sample.message.to.map(formatMailbox).includes(one));
    return [...faults, ...strangers.map((one) => `${one} is a stranger`)];
  });
}
