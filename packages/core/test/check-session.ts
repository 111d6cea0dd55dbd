/** Checks a whole session against the rules of the protocol, the user's wishes, and the server's mailbox. */
import { formatMailbox, isAscii } from "../src/protocol/address/address.ts";
import { hasEightBit } from "../src/protocol/bytes/octets.ts";
import type { Parameter } from "../src/protocol/command/command.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { Feature } from "../src/protocol/plan/feature.ts";
import { encodeUtf8, equalBytes, join } from "../src/testing/octets.ts";
import type { Sample } from "./arbitrary.ts";
import { checkOutcome, recipientsOf } from "./check-outcome.ts";
import { canonical } from "./content-reference.ts";
import { formsOf as messageForms } from "./mime/recode.ts";
import { bad, good } from "./observation.ts";
import { asGiven } from "./observe-session.ts";
import type { Delivery, Played } from "./play.ts";

/** Lists all faults of a session that the observed octets show. */
export function faultsOf(played: Played): string[] {
  const { observation, deliveries, refused, session } = played;
  const odd = refused.filter((error) => !SmtpError.is(error));
  return [
    ...observation.faults,
    ...odd.map((error) => `threw what is no SmtpError: ${String(error)}`),
    ...deliveries.flatMap((delivery) => [
      ...checkOutcome(delivery.transactions, delivery.result, delivery.sample.message),
      ...checkContent(delivery),
      ...checkData(delivery),
      ...checkCost(played, delivery),
      ...checkWishes(played, delivery),
      ...checkAsked(played, delivery),
      ...(delivery.dangling ? ["left a connection open that is of no more use"] : []),
    ]),
    ...(session.connection.open ? ["left the connection open"] : []),
  ];
}

/** What may go out of a message: all of it as it is, or re-encoded where that can be. */
function formsOf(sample: Sample, inHeader: boolean): readonly Uint8Array[] {
  return messageForms(wholeOf(sample, inHeader), sample.message.reencode);
}

/** What went out is the message: all of it where it was handed over, else its beginning. */
function checkContent({ sample, transactions: told }: Delivery): string[] {
  return told.flatMap(({ mail, content, handedOver, recipients }) => {
    const forms = formsOf(sample, !mail.includes(" MT-PRIORITY="));
    const forSomebody = recipients.some(({ reply }) => !bad(reply));
    const sent = join(content);
    const complete = handedOver !== undefined && forSomebody;
    const right = forms.some((form) =>
      equalBytes(sent, complete ? form : form.subarray(0, sent.length)),
    );
    const undeclared = hasEightBit(sent) && !mail.includes(" BODY=8BITMIME");
    const lines = [mail, ...recipients.map(({ line }) => line)];
    const unannounced = !lines.every(isAscii) && !/ SMTPUTF8\b/.test(mail);
    return [
      ...(right ? [] : ["sent something else than the message"]),
      ...(undeclared ? ["sent octets over 127 undeclared (RFC 6152 3)"] : []),
      ...(unannounced ? ["wrote an address beyond ASCII without SMTPUTF8 (RFC 6531 3.4)"] : []),
    ];
  });
}

/** The message as it goes out: a priority that no parameter says stands before it (RFC 6758 3.3). */
function wholeOf({ message, pieces }: Sample, inHeader: boolean): Uint8Array {
  const asked = message.parameters?.find(({ keyword }) => keyword === "MT-PRIORITY");
  const line = asked && inHeader ? encodeUtf8(`MT-Priority: ${asked.value}\r\n`) : encodeUtf8("");
  return join([line, canonical(join([...pieces]))]);
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
  const lengths = formsOf(sample, false).map(({ length }) => length);
  const counts = !played.attemptFailed;
  return [
    ...(lengths.includes(octets) ? [] : [`${octets} octets, not ${lengths.join(" or ")}`]),
    ...(!counts || claimed === roundTrips ? [] : [`${claimed} round trips, not ${roundTrips}`]),
    ...(!counts || claimed - extra >= floorOf(played, delivery)
      ? []
      : [`of ${claimed} round trips ${extra} cannot have been for nothing`]),
  ];
}

/** Round trips that nobody could have saved. Of a later message what opening anew costs is estimated. */
function floorOf({ events, deliveries }: Played, { transactions: told }: Delivery): number {
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
function checkWishes(
  { session }: Played,
  { result, transactions: told, sample }: Delivery,
): string[] {
  const last = told.findLast(({ final }) => good(final));
  if (!("receipt" in result) || !last) return [];
  const size = "size" in sample.message;
  const shown: Readonly<Partial<Record<Feature, boolean>>> = {
    ESMTP: last.greeted === "EHLO",
    TLS: last.tls,
    AUTH: last.authenticated,
    // Recipients who were refused for a parameter are asked for again.
    PIPELINING:
      last.envelope.size === (sample.message.partial === "refuse" ? 2 : 1) ||
      last.recipients.some(({ line }) => line.endsWith(">")),
    CHUNKING: last.by === "BDAT",
    SIZE: last.mail.includes(" SIZE=") || !size,
    "8BITMIME": last.mail.includes(" BODY=8BITMIME") || !hasEightBit(join(last.content)),
  };
  const required = Object.entries(session.wishes).filter(([, wish]) => wish === "require");
  return required.flatMap(([feature]) => {
    return shown[feature as Feature] === false ? [`${feature} was required`] : [];
  });
}

/** What a message asks for stands on the command where it belongs, unless the user's wish is less. */
function checkAsked(
  { session }: Played,
  { result, transactions: told, sample }: Delivery,
): string[] {
  const { parameters = [], to } = sample.message;
  const required = (asked: readonly Parameter[]): string[] =>
    asked.flatMap(({ keyword, value, extension }) => {
      const wish = session.config.wishes?.[extension as Feature] ?? "require";
      const must = extension === "REQUIRETLS" || (wish === "require" && keyword !== "MT-PRIORITY");
      return must ? [` ${keyword}${value === undefined ? "" : `=${value}`}`] : [];
    });
  return recipientsOf(result).flatMap(({ address, outcome }) => {
    const recipient = to.find((one) => formatMailbox(one) === address);
    if (outcome !== "accepted" || !recipient) return [];
    const mine = told.findLast(
      ({ final, recipients }) =>
        good(final) && recipients.some((one) => one.address === address && good(one.reply)),
    );
    const line = mine?.recipients.findLast((one) => one.address === address)?.line ?? "";
    const missing = [
      ...required(parameters).filter((parameter) => !mine?.mail.includes(parameter)),
      ...required(recipient.parameters ?? []).filter((parameter) => !line.includes(parameter)),
    ];
    return missing.map((parameter) => `${address} was sent to without${parameter}`);
  });
}

/**
 * What is wrong with a session by what an honest server has in its mailbox.
 *
 * The server may have messages that the client does not know of, but never lacks one that it has accepted.
 */
export function mailboxFaults({ deliveries }: Played): string[] {
  return deliveries.flatMap((delivery) => {
    const { sample, mailbox, result } = delivery;
    const faults: string[] = [];
    for (const { content, parameters } of mailbox) {
      const told = parameters.mail.some((parameter) => parameter.startsWith("MT-PRIORITY="));
      if (!formsOf(sample, !told).some((form) => equalBytes(content, form)))
        faults.push("another message");
    }
    const there = mailbox.flatMap(({ to }) => to.map(asGiven));
    if (new Set(there).size < there.length) faults.push(`copies for ${there}`);
    for (const { address, outcome } of recipientsOf(result)) {
      const has = there.includes(address);
      if (outcome === "accepted" && !has) faults.push(`${address} is missing`);
      if (outcome !== "accepted" && outcome !== "unknown" && has) faults.push(`${address} has it`);
    }
    const strangers = there.filter((one) => !sample.message.to.map(formatMailbox).includes(one));
    return [...faults, ...strangers.map((one) => `${one} is a stranger`)];
  });
}
