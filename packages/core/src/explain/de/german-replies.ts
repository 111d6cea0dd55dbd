/**
 * The German sentences about replies and errors, in a separate file because they are most of the catalogue's size.
 */
import { germanMeanings } from "../../meaning/sentences-de.ts";
import type { Catalogue, ReplySentences } from "../catalogue.ts";
import { ALTERNATIVES } from "./alternatives.ts";
import {
  GERMAN_CLASSES,
  GERMAN_FIRST_DIGITS,
  GERMAN_OTHER_SECOND_DIGIT,
  GERMAN_SECOND_DIGITS,
  GERMAN_SUBJECTS,
} from "./digits.ts";
import { GERMAN_ADDRESS_CODES } from "./enhanced-address.ts";
import { GERMAN_CONTENT_CODES } from "./enhanced-content.ts";
import { GERMAN_POLICY_CODES } from "./enhanced-policy.ts";
import { GERMAN_SECURITY_CODES } from "./enhanced-security.ts";
import { GERMAN_SYSTEM_CODES } from "./enhanced-system.ts";
import { GERMAN_ERRORS, GERMAN_RETRY } from "./errors.ts";
import { ADDRESS_KINDS } from "./kinds-address.ts";
import { DELIVERY_KINDS } from "./kinds-delivery.ts";
import { LOGIN_KINDS } from "./kinds-login.ts";
import { GERMAN_COMMAND_CAUSES, GERMAN_DOES, GERMAN_METHODS, GERMAN_WHEN } from "./reactions.ts";
import { GERMAN_SUCCESS_REPLIES } from "./replies-2.ts";
import { GERMAN_TRANSIENT_REPLIES } from "./replies-4.ts";
import { GERMAN_SYNTAX_REPLIES } from "./replies-50.ts";
import { GERMAN_AUTHENTICATION_REPLIES } from "./replies-53.ts";
import { GERMAN_MAILBOX_REPLIES } from "./replies-55.ts";

/** The German sentences about errors. */
export const germanErrors: Pick<Catalogue, "errors" | "retry"> = {
  errors: GERMAN_ERRORS,
  retry: GERMAN_RETRY,
};

/** The German sentences about replies. */
export const germanReplies: ReplySentences = {
  meanings: germanMeanings,
  kinds: { ...ADDRESS_KINDS, ...LOGIN_KINDS, ...DELIVERY_KINDS },
  alternatives: ALTERNATIVES,
  firstDigits: GERMAN_FIRST_DIGITS,
  secondDigits: GERMAN_SECOND_DIGITS,
  otherSecondDigit: GERMAN_OTHER_SECOND_DIGIT,
  classes: GERMAN_CLASSES,
  subjects: GERMAN_SUBJECTS,
  codes: {
    ...GERMAN_SUCCESS_REPLIES,
    ...GERMAN_TRANSIENT_REPLIES,
    ...GERMAN_SYNTAX_REPLIES,
    ...GERMAN_AUTHENTICATION_REPLIES,
    ...GERMAN_MAILBOX_REPLIES,
  },
  enhanced: {
    ...GERMAN_ADDRESS_CODES,
    ...GERMAN_SYSTEM_CODES,
    ...GERMAN_CONTENT_CODES,
    ...GERMAN_SECURITY_CODES,
    ...GERMAN_POLICY_CODES,
  },
  unknown: {
    code: "Der Code ist nicht registriert, so dass seine erste Ziffer entscheidet.",
    enhanced:
      "Der Code ist hier nicht registriert, so dass seine Klasse und sein Thema entscheiden.",
    class: "Die Klasse ist nicht registriert.",
    subject: "Das Thema ist nicht registriert.",
  },
  does: GERMAN_DOES,
  nextWays: GERMAN_METHODS,
  commandCauses: GERMAN_COMMAND_CAUSES,
  when: GERMAN_WHEN,
};
