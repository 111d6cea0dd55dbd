/**
 * Decides whether the content goes unchanged or re-encoded (RFC 6152, RFC 3030 3), before the envelope and again
 * after a refusal; `nextPiece` then returns the content in that form. The re-encoding itself is in `protocol/mime`, the
 * form of the header in `header.ts`.
 */

import { hasLongLine, MAX_TEXT_LINE_BYTES } from "../content/line-lengths.ts";
import { type Phase, SmtpError } from "../errors/errors.ts";
import { createUnmetError, describeUnavailability } from "../errors/failure.ts";
import { ObstacleError, type ObstacleReason } from "../mime/obstacle.ts";
import { Reencoder } from "../mime/recoder.ts";
import type { ChoiceOf } from "../plan/plan.ts";
import { choiceOf, decisionsUntil } from "../plan/session-plan.ts";
import { type BodyEncoding, type Delivery, emitNotices, noteFields } from "../session/delivery.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { closeConnection } from "../session/wire.ts";
import { recordMethodInUse } from "./fallback.ts";
import { headerMode, noteForm, swapped } from "./header.ts";
import type { NextStep } from "./next-step.ts";

/**
 * Decides whether the content is sent unchanged or re-encoded.
 *
 * @throws {SmtpError} FEATURE_UNMET if neither is possible
 */
export function chooseBodyEncoding(session: Session, delivery: Delivery): void {
  const { needs, source } = delivery;
  const feature = getBodyFeature(delivery);
  const choice = needs.binary ? binaryChoice(session) : choiceOf(session, "8BITMIME");
  const needed = needs.binary === true || needs.eightBit === true;
  delivery.carriage =
    needed || needs.eightBit === undefined ? carriageOf(choice) : { body: "7BIT", recoded: false };
  const { recoded } = delivery.carriage;
  // A header in UTF-8 makes the message 8-bit content, even if the body is ASCII.
  const utf8 = recoded && keepsUtf8(session, delivery);
  if (utf8) delivery.carriage = { body: "8BITMIME", recoded };
  source.recode(recoded ? () => recoderFor(delivery, utf8) : swapped(delivery));
  if (needed) recordMethodInUse(session, feature);
  if (needed && choice.method === undefined) throw createUnmetError(session, [choice], "envelope");
  const obstacle = recoded ? obstacleOf(delivery, utf8) : undefined;
  if (obstacle) throw createReencodingError(session, delivery, obstacle, "envelope");
  if (delivery.form) noteForm(delivery, delivery.form, recoded);
  if (!recoded || !source.whole || session.wishes.SIZE !== "require") return;
  delivery.carriage = {
    ...delivery.carriage,
    size: recodedSize(delivery, recoderFor(delivery, utf8)),
  };
}

/** Returns whether the server accepts the header in UTF-8 and the content is 8-bit with line ends. */
function keepsUtf8(session: Session, { needs, form, header }: Delivery): boolean {
  if (!needs.utf8 || !header?.utf8 || form !== header.unicode) return false;
  return choiceOf(session, "8BITMIME").method === "BODY=8BITMIME";
}

function recoderFor(delivery: Delivery, utf8: boolean): Reencoder {
  const { reencode = "unsigned" } = delivery.message;
  return new Reencoder(reencode, headerMode(delivery, utf8));
}

function recodedSize({ source }: Delivery, recoder: Reencoder): number {
  const octets = source.kept.reduce((sum, piece) => sum + recoder.push(piece).length, 0);
  return octets + recoder.end().length;
}

/** The features that use the parameter BODY. */
type BodyFeature = "8BITMIME" | "BINARYMIME";

function getBodyFeature({ needs }: Delivery): BodyFeature {
  return needs.binary ? "BINARYMIME" : "8BITMIME";
}

function carriageOf({ method }: ChoiceOf<BodyFeature>): BodyEncoding {
  if (method === "BODY=BINARYMIME") return { body: "BINARYMIME", recoded: false };
  if (method === "BODY=8BITMIME") return { body: "8BITMIME", recoded: false };
  return { body: "7BIT", recoded: true };
}

/** Chooses the method for binary content. Binary content can only be sent by BDAT (RFC 3030 3). */
function binaryChoice(session: Session): ChoiceOf<"BINARYMIME"> {
  const choice = choiceOf(session, "BINARYMIME");
  const chunking = choiceOf(session, "CHUNKING");
  if (choice.method !== "BODY=BINARYMIME" || chunking.method !== "DATA") return choice;
  const { reason = "not-possible-here", reply } = chunking;
  const exclusion = {
    feature: "BINARYMIME",
    method: choice.method,
    reason,
    extraRoundTrips: 0,
  } as const;
  session.serverKnowledge.exclude(session.connection.knowledge, [
    { ...exclusion, ...(reply ? { reply } : {}) },
  ]);
  return choiceOf(session, "BINARYMIME");
}

/** Returns the reason why the message must not be re-encoded, as far as its content is buffered. */
function obstacleOf(delivery: Delivery, utf8 = false): ObstacleError | undefined {
  if (utf8) return findObstacle(delivery, utf8);
  if (delivery.obstacle === undefined) {
    delivery.obstacle = findObstacle(delivery, utf8) ?? null;
  }
  return delivery.obstacle ?? undefined;
}

function findObstacle(delivery: Delivery, utf8: boolean): ObstacleError | undefined {
  const { source } = delivery;
  const recoder = recoderFor(delivery, utf8);
  try {
    for (const piece of source.kept) recoder.push(piece);
    if (source.whole) recoder.end();
    return undefined;
  } catch (error) {
    if (!(error instanceof ObstacleError)) throw error;
    return error;
  }
}

/** Returns whether the content can be re-encoded, as far as that is known. */
export function isRecodable(delivery: Delivery): boolean {
  const { needs } = delivery;
  const needed = needs.eightBit === true || needs.binary === true;
  // What is made for the plan is made again.
  return !needed || delivery.message.adaptive === true || obstacleOf(delivery) === undefined;
}

/** Returns the feature with which unchanged content was sent. */
export function bodyFeature({ carriage }: Delivery): "BINARYMIME" | "8BITMIME" {
  return carriage.body === "BINARYMIME" ? "BINARYMIME" : "8BITMIME";
}

/** Returns whether a refused message can be sent again, re-encoded. */
export function* canResendReencoded(session: Session, delivery: Delivery): Script<boolean> {
  const { needs, carriage, source } = delivery;
  if (carriage.recoded || session.wishes[bodyFeature(delivery)] === "require") return false;
  // Re-encoding would change nothing.
  if (needs.eightBit === false && needs.binary === false) return false;
  if (delivery.message.adaptive) return true;
  if (obstacleOf(delivery)) return false;
  return yield* source.tryRestart();
}

/**
 * Returns the next piece of the content.
 *
 * @returns the piece, `null` at the end, or the place to retry the whole message
 * @throws {SmtpError} FEATURE_UNMET if the content must be re-encoded and must not be: only closing the connection
 * ends the message then
 */
export function* nextPiece(
  session: Session,
  delivery: Delivery,
): Script<NextStep<Uint8Array | null>> {
  const { source } = delivery;
  try {
    const piece = yield* source.next();
    const next = source.turnsBinary ? yield* turnToBinary(session, delivery) : "done";
    if (next !== "done") return next;
    return piece;
  } catch (error) {
    if (!(error instanceof ObstacleError)) throw error;
    yield* closeConnection(session, "the message cannot be re-encoded");
    throw createReencodingError(session, delivery, error, "content");
  }
}

/**
 * Handles NUL or a line over 998 bytes that is found late in a message that is sent unchanged. No server has to
 * accept such content. The message is sent again on a new connection, re-encoded or with BINARYMIME, because only
 * closing the connection ends the message now. If the body cannot be read again, the content continues unchanged if
 * the caller allows that.
 *
 * @returns the place to retry the message, if the body can be read again
 * @throws {SmtpError} FEATURE_UNMET if the message cannot be read again and must not be sent unchanged
 */
function* turnToBinary(session: Session, delivery: Delivery): Script<NextStep> {
  const { needs, carriage, source, message, notices } = delivery;
  if (needs.binary !== undefined || carriage.recoded || carriage.body === "BINARYMIME")
    return "done";
  const again = message.replayable || source.isKept;
  if (!again && message.lateBinary === "send") {
    if (!notices.has("binary")) notices.set("binary", Object.freeze({ about: "binary-sent" }));
    yield* emitNotices(delivery);
    return "done";
  }
  delivery.needs = { ...needs, binary: true };
  session.connection.unusable = true;
  if (again) return "on a new connection";
  throw new SmtpError(
    `The message was not sent: NUL or a line of more than ${MAX_TEXT_LINE_BYTES} bytes came in its stream, too late to re-encode it. Hand it over as bytes or as a function that makes a stream, so that it can be read again, encode it (RFC 2045 2.7), or send it as it is with \`lateBinary: "send"\`.`,
    {
      code: "FEATURE_UNMET",
      phase: "content",
      retry: "never",
      decisions: decisionsUntil(session, "content"),
    },
  );
}

/** Records at the end of the content whether re-encoding has changed anything. */
export function recordReencoding(session: Session, delivery: Delivery): void {
  const { source } = delivery;
  if (source.changed) recordMethodInUse(session, getBodyFeature(delivery));
  noteFields(delivery, "field-unknown-8bit", source.unknown);
}

function createReencodingError(
  session: Session,
  delivery: Delivery,
  obstacle: ObstacleError,
  phase: Phase,
): SmtpError {
  const choice = choiceOf(session, getBodyFeature(delivery));
  const { code, retry, decisions, reply } = createUnmetError(session, [choice], phase);
  const { host } = session.config;
  const { needs, source } = delivery;
  const line = `a line of more than ${MAX_TEXT_LINE_BYTES} bytes`;
  const has = source.kept.some(hasLongLine) ? line : `NUL or ${line}`;
  const why = needs.binary ? `it has ${has}, which takes BINARYMIME: ` : `${choice.feature}: `;
  return new SmtpError(
    `${host} cannot take the message as it is (${why}${describeUnavailability(session, choice)}), and it was not re-encoded: ${obstacle.message}. No mail was sent. ${OBSTACLE_ADVICE[obstacle.reason]}`,
    { code, phase, retry, decisions, ...(reply ? { reply } : {}), cause: obstacle },
  );
}

const OBSTACLE_ADVICE: Readonly<Record<ObstacleReason, string>> = {
  wish: "Take another server, or allow more by `reencode`.",
  signed: "Take another server, or encode the content before it is signed.",
  encrypted: "Take another server, or encode the content before it is encrypted.",
  attached: 'Take another server, or allow it by `reencode: "attached"`.',
  header: "Take another server, or write that field in ASCII.",
  "outside-parts":
    "Take another server, or correct the boundary of the multipart or the text outside its parts.",
  "unknown-encoding": 'Take another server, or name an encoding of RFC 2045, such as "8bit".',
  unencodable: "Take another server, or change that part.",
};
