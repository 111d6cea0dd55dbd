/**
 * Decides how addresses and header text that are not ASCII are sent: in ASCII if that says the same (RFC 6531 3.2,
 * RFC 2047, RFC 2231), else with SMTPUTF8, else not at all. The encoding itself is in `protocol/mime`.
 */
import { formatMailbox } from "../address/address.ts";
import { type HeaderForm, HeaderSwap } from "../content/header-forms.ts";
import { SmtpError } from "../errors/errors.ts";
import { createUnmetError } from "../errors/failure.ts";
import type { HeaderMode } from "../mime/header-text.ts";
import type { Choice } from "../plan/plan.ts";
import { choiceOf, decisionsUntil } from "../plan/session-plan.ts";
import { type Delivery, noteFields } from "../session/delivery.ts";
import type { Session } from "../session/session.ts";

/**
 * Checks that every domain of the envelope has a form that DNS can look up.
 *
 * @throws {SmtpError} FEATURE_UNMET for a domain without A-labels
 */
export function checkDomains(session: Session, { aLabels, message }: Delivery): void {
  for (const [domain, labels] of aLabels) {
    if (labels !== undefined) continue;
    const [address] = [message.from, ...message.to].filter((one) => one?.domain === domain);
    throw new SmtpError(
      `The domain of ${address ? formatMailbox(address) : domain} has no A-labels (IDNA, UTS 46), so no server can find it in DNS. No mail was sent. Correct the address.`,
      {
        code: "FEATURE_UNMET",
        phase: "envelope",
        retry: "never",
        decisions: decisionsUntil(session, "envelope"),
      },
    );
  }
}

/** Returns the unavailable features and the parts of the message that need them, if SMTPUTF8 is one of them. */
export function lacksUtf8(
  session: Session,
  delivery: Delivery,
  lacking: readonly Choice[],
): SmtpError {
  return createUnmetError(
    session,
    lacking,
    "envelope",
    {},
    `${whyUtf8(delivery)} ${SMTPUTF8_ADVICE}`,
  );
}

const SMTPUTF8_ADVICE = "Take a server with SMTPUTF8, or change that.";

function whyUtf8({ message, header }: Delivery): string {
  const local = [message.from, ...message.to].find((one) => one && !one.ascii);
  if (local) return `SMTPUTF8 is needed for the local part of ${formatMailbox(local)}.`;
  if (header?.reason === "signed") {
    return "SMTPUTF8 is needed for the UTF-8 text in the header, which was not encoded since the message is signed.";
  }
  if (header?.reason === "wish") {
    return 'SMTPUTF8 is needed for the UTF-8 text in the header, which was not encoded as `reencode` is "never".';
  }
  if (header?.field !== undefined) {
    const what = header.field === "" ? "a line of the header" : `the header field ${header.field}`;
    return `SMTPUTF8 is needed for ${what}, which holds UTF-8 that cannot be written in ASCII.`;
  }
  return "SMTPUTF8 is required.";
}

/** Decides the form of the header, and which features the message then needs. */
export function settleHeader(session: Session, delivery: Delivery): void {
  const { header, needs, body, form } = delivery;
  if (!header || !body) return;
  const next = usesUtf8(session, delivery) ? header.unicode : header.ascii;
  delivery.form = next;
  const grown = next.octets.length - (form?.octets ?? delivery.head).length;
  delivery.needs = {
    ...needs,
    eightBit: next.eightBit || body.eightBit,
    binary: next.long || body.binary,
    size: needs.size === undefined ? undefined : needs.size + grown,
  };
}

function usesUtf8(session: Session, { needs }: Delivery): boolean {
  return needs.utf8 && choiceOf(session, "SMTPUTF8").method === "SMTPUTF8";
}

/** Returns the replaced header, if only the header of the message changes. */
export function swapped({ form, head, source }: Delivery): (() => HeaderSwap) | undefined {
  if (!form || form.octets === head) return undefined;
  const before = source.leadOctets;
  return () => new HeaderSwap(before, head.length, form.octets);
}

/** Records a notice for the sender about the form of the header. */
export function noteForm(delivery: Delivery, form: HeaderForm, recoded: boolean): void {
  if (!recoded) noteFields(delivery, "field-not-utf8", form.kept);
  noteFields(delivery, "field-unknown-8bit", recoded ? form.kept : form.unknown);
  noteFields(delivery, "field-folded", form.folded);
}

/** Returns which characters header fields may keep when the message is re-encoded. */
export function headerMode({ header }: Delivery, utf8: boolean): HeaderMode {
  return { toAscii: header?.toAscii ?? (() => undefined), ...(utf8 ? { utf8 } : {}) };
}
