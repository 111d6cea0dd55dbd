/**
 * The English sentences about replies and errors, in a separate file because they are most of the catalogue's size.
 */
import { englishMeanings } from "../meaning/sentences.ts";
import type { Catalogue, ReplySentences } from "./catalogue.ts";
import {
  CLASSES,
  FIRST_DIGITS,
  OTHER_SECOND_DIGIT,
  SECOND_DIGITS,
  SUBJECTS,
} from "./sentences-digits.ts";
import { ADDRESS_CODES } from "./sentences-enhanced-address.ts";
import { CONTENT_CODES } from "./sentences-enhanced-content.ts";
import { POLICY_CODES } from "./sentences-enhanced-policy.ts";
import { SECURITY_CODES } from "./sentences-enhanced-security.ts";
import { SYSTEM_CODES } from "./sentences-enhanced-system.ts";
import { ERRORS, RETRY } from "./sentences-errors.ts";
import { ADDRESS_KINDS } from "./sentences-kinds-address.ts";
import { DELIVERY_KINDS } from "./sentences-kinds-delivery.ts";
import { LOGIN_KINDS } from "./sentences-kinds-login.ts";
import { ALTERNATIVES, COMMAND_CAUSES, DOES, NEXT_WAYS } from "./sentences-reactions.ts";
import { SUCCESS_REPLIES } from "./sentences-replies-2.ts";
import { TRANSIENT_REPLIES } from "./sentences-replies-4.ts";
import { SYNTAX_REPLIES } from "./sentences-replies-50.ts";
import { AUTHENTICATION_REPLIES } from "./sentences-replies-53.ts";
import { MAILBOX_REPLIES } from "./sentences-replies-55.ts";
import { WHEN } from "./sentences-when.ts";

/** The English sentences about errors. */
export const englishErrors: Pick<Catalogue, "errors" | "retry"> = { errors: ERRORS, retry: RETRY };

/** The English sentences about replies. */
export const englishReplies: ReplySentences = {
  meanings: englishMeanings,
  kinds: { ...ADDRESS_KINDS, ...LOGIN_KINDS, ...DELIVERY_KINDS },
  alternatives: ALTERNATIVES,
  firstDigits: FIRST_DIGITS,
  secondDigits: SECOND_DIGITS,
  otherSecondDigit: OTHER_SECOND_DIGIT,
  classes: CLASSES,
  subjects: SUBJECTS,
  codes: {
    ...SUCCESS_REPLIES,
    ...TRANSIENT_REPLIES,
    ...SYNTAX_REPLIES,
    ...AUTHENTICATION_REPLIES,
    ...MAILBOX_REPLIES,
  },
  enhanced: {
    ...ADDRESS_CODES,
    ...SYSTEM_CODES,
    ...CONTENT_CODES,
    ...SECURITY_CODES,
    ...POLICY_CODES,
  },
  unknown: {
    code: "The code is not registered, so that its first digit decides.",
    enhanced: "The code is not registered here, so that its class and subject decide.",
    class: "The class is not registered.",
    subject: "The subject is not registered.",
  },
  does: DOES,
  nextWays: NEXT_WAYS,
  commandCauses: COMMAND_CAUSES,
  when: WHEN,
};
