/**
 * The errors of calls that end before anything is sent: the mailer is closed, or the call was aborted while it
 * waited.
 */
import { formatMailbox } from "../../protocol/address/address.ts";
import { SmtpError } from "../../protocol/errors/errors.ts";
import type { CheckedMessage } from "../message/message.ts";
import { toAbortError } from "./call-clock.ts";

/** Creates the error of a call after the mailer was closed. */
export function mailerClosed(): SmtpError {
  return new SmtpError("The mailer is closed. Create a new one with createMailer().", {
    code: "CLOSED",
    phase: "ready",
    retry: "never",
  });
}

/** Creates the error of a call that was aborted, or whose time was over, while it waited for a connection. */
export function abortedInLine(signal: AbortSignal, message: CheckedMessage | undefined): SmtpError {
  const reason = toAbortError(signal);
  const late = reason.kind === "expired";
  return new SmtpError(`${reason.message} It was waiting for its turn; nothing was sent.`, {
    code: late ? "TIMEOUT" : "ABORTED",
    phase: "ready",
    retry: late ? "later" : "now",
    recipients: (message?.outgoing.to ?? []).map((mailbox) => ({
      address: formatMailbox(mailbox),
      outcome: "not-sent",
      temporary: true,
    })),
    cause: late ? reason : signal.reason,
  });
}
