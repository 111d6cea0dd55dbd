/** The result of sendMail: nodemailer's fields, and Parley's receipt. */
import type { Decision, Receipt } from "@parley-smtp/node-socket";
import type { NodemailerError, SentMessageInfo } from "nodemailer";
import { line, rejections } from "./errors.ts";

/** nodemailer's `info`, like that of its SMTP transport, and Parley's additions. */
export interface ParleyInfo extends SentMessageInfo {
  /** Addresses that the server accepted. */
  accepted: string[];
  /** Addresses that it refused; `rejectedErrors` has the reasons. */
  rejected: string[];
  /** One error for each of `rejected`; absent if there is none. */
  rejectedErrors?: NodemailerError[];
  /** Always empty: SMTP decides about every recipient at once. */
  pending: string[];
  /** The reply to the content, as one line. */
  response: string;
  /** The lines of the server's EHLO reply, without the greeting line. */
  ehlo: string[];
  /** Octets of the message. */
  messageSize: number;
  /** The fallbacks, with the replies that caused them. */
  fallbacks: readonly Decision[];
  /** The complete receipt. */
  receipt: Receipt;
}

/**
 * Creates nodemailer's info from a receipt.
 *
 * @param receipt the mailer's receipt
 * @param message the sent message
 * @param ehlo the lines of the server's EHLO reply
 */
export function infoOf(
  receipt: Receipt,
  message: Pick<ParleyInfo, "envelope" | "messageId">,
  ehlo: readonly string[],
): ParleyInfo {
  const { accepted, rejected, reply, octets, fallbacks } = receipt;
  return {
    accepted: accepted.map(({ address }) => address),
    pending: [],
    ehlo: [...ehlo],
    ...(rejected.length > 0 ? rejections(rejected) : { rejected: [] }),
    messageSize: octets,
    response: line(reply),
    ...message,
    fallbacks,
    receipt,
  };
}
