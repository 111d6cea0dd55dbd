/** All that German says of replies and errors, apart from the rest: most of its weight. */
import { germanMeanings } from "../../meaning/sentences-de.ts";
import type { Catalogue, ReplySentences } from "../catalogue.ts";
import { ALTERNATIVES } from "./alternatives.ts";
import { CLASSES, FIRST_DIGITS, OTHER_SECOND_DIGIT, SECOND_DIGITS, SUBJECTS } from "./digits.ts";
import { ADDRESS_CODES } from "./enhanced-address.ts";
import { CONTENT_CODES } from "./enhanced-content.ts";
import { POLICY_CODES } from "./enhanced-policy.ts";
import { SECURITY_CODES } from "./enhanced-security.ts";
import { SYSTEM_CODES } from "./enhanced-system.ts";
import { ERRORS, RETRY } from "./errors.ts";
import { ADDRESS_KINDS } from "./kinds-address.ts";
import { DELIVERY_KINDS } from "./kinds-delivery.ts";
import { LOGIN_KINDS } from "./kinds-login.ts";
import { COMMAND_CAUSES, DOES, NEXT_WAYS, WHEN } from "./reactions.ts";
import { SUCCESS_REPLIES } from "./replies-2.ts";
import { TRANSIENT_REPLIES } from "./replies-4.ts";
import { SYNTAX_REPLIES } from "./replies-50.ts";
import { AUTHENTICATION_REPLIES } from "./replies-53.ts";
import { MAILBOX_REPLIES } from "./replies-55.ts";

/** All that German says of errors. */
export const germanErrors: Pick<Catalogue, "errors" | "retry"> = { errors: ERRORS, retry: RETRY };

/** All that German says of replies. */
export const germanReplies: ReplySentences = {
  meanings: germanMeanings,
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
    code: "Der Code ist nicht registriert, so dass seine erste Ziffer entscheidet.",
    enhanced:
      "Der Code ist hier nicht registriert, so dass seine Klasse und sein Thema entscheiden.",
    class: "Die Klasse ist nicht registriert.",
    subject: "Das Thema ist nicht registriert.",
  },
  does: DOES,
  nextWays: NEXT_WAYS,
  commandCauses: COMMAND_CAUSES,
  when: WHEN,
};
