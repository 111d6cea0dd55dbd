/** What sendMail resolves with: nodemailer's fields, and Parley's receipt. */
import type { Decision, Receipt } from "@parley-smtp/node-socket";
import type { NodemailerError, SentMessageInfo } from "nodemailer";
import { line, rejections } from "./errors.ts";

/** nodemailer's `info`, as its SMTP transport gives it, and what Parley knows beside. */
export interface ParleyInfo extends SentMessageInfo {
  /** Addresses that the server took. */
  accepted: string[];
  /** Addresses that it refused; `rejectedErrors` has the reasons. */
  rejected: string[];
  /** Why, one error for each of `rejected`; absent where nobody was. */
  rejectedErrors?: NodemailerError[];
  /** Always empty: SMTP decides about every recipient at once. */
  pending: string[];
  /** The reply to the content, as one line. */
  response: string;
  /** The lines that the server answered EHLO with, without the greeting line. */
  ehlo: string[];
  /** Octets of the message. */
  messageSize: number;
  /** What was done another way than wished, with the reply that caused it. */
  fallbacks: readonly Decision[];
  /** All that is known of the delivery. */
  receipt: Receipt;
}

/**
 * Makes nodemailer's info of a receipt.
 *
 * @param receipt of the mailer
 * @param message what was sent
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
