/**
 * Reactions to replies about the parameters of MAIL and RCPT (RFC 5321 4.1.1.11), and about lines that the parameters
 * make too long.
 */
import type { CommandName } from "../reply/situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

const PARAMETER_COMMANDS: readonly CommandName[] = ["MAIL", "RCPT"];

/** With these enhanced codes, the address or a policy is the cause, whatever the reply code. */
const NOT_ABOUT_PARAMETERS = ["X.1.*", "X.2.*", "X.7.*"];

const WITHOUT_PARAMETERS = {
  action: "without-parameters",
  retry: "now",
  reason: "parameter-unsupported",
  rfc: "RFC 5321 4.1.1.11",
} as const;

const PARAMETER_REQUIRED = {
  action: "fail-permanently",
  retry: "never",
  reason: "parameter-unsupported",
  rfc: "RFC 5321 4.1.1.11",
} as const;

/** In order: the first row that fits decides. */
export const PARAMETER_REACTIONS: readonly ReactionRow[] = [
  {
    id: "no-utf8-address",
    commands: PARAMETER_COMMANDS,
    codes: [4, 5],
    enhanced: ["X.6.7", "X.6.9"],
    action: "next-method",
    feature: "SMTPUTF8",
    retry: "now",
    reason: "unsupported",
    rfc: "RFC 6531 3.5",
  },

  {
    id: "required-parameter-named",
    commands: PARAMETER_COMMANDS,
    codes: [500, 501, 502, 503, 504, 550, 555],
    names: "required",
    notEnhanced: ["X.1.*", "X.2.*"],
    ...PARAMETER_REQUIRED,
  },
  {
    id: "parameters-refused",
    commands: PARAMETER_COMMANDS,
    codes: [455, 501, 504, 555],
    when: { droppable: "some" },
    notEnhanced: ["X.1.*", "X.2.*"],
    ...WITHOUT_PARAMETERS,
  },
  // Servers that cannot parse a parameter may reply that the address is wrong, because they read the address up to
  // the end of the line. If the address is wrong, the second refusal shows that, and nothing is learned.
  {
    id: "parameters-or-address",
    commands: PARAMETER_COMMANDS,
    codes: [501],
    when: { droppable: "some" },
    enhanced: ["X.1.*"],
    ...WITHOUT_PARAMETERS,
  },
  {
    id: "parameters-or-sender",
    commands: ["MAIL"],
    codes: [5],
    when: { droppable: "some" },
    enhanced: ["X.1.7"],
    ...WITHOUT_PARAMETERS,
  },
  {
    // With other codes, X.1.8 is about a domain that does not exist, or an account.
    id: "parameters-or-sender-domain",
    commands: ["MAIL"],
    codes: [553],
    when: { droppable: "some" },
    enhanced: ["X.1.8"],
    ...WITHOUT_PARAMETERS,
  },
  {
    id: "parameters-not-implemented",
    commands: PARAMETER_COMMANDS,
    codes: [500, 502],
    when: { droppable: "some", earlierRefused: false },
    notEnhanced: ["X.1.*", "X.2.*"],
    ...WITHOUT_PARAMETERS,
  },
  {
    id: "parameters-invalid",
    commands: PARAMETER_COMMANDS,
    codes: [503, 550],
    when: { droppable: "some" },
    enhanced: ["X.5.4"],
    ...WITHOUT_PARAMETERS,
  },
  {
    id: "parameters-told",
    commands: PARAMETER_COMMANDS,
    codes: [503, 550],
    when: { droppable: "some" },
    notEnhanced: NOT_ABOUT_PARAMETERS,
    text: "option",
    ...WITHOUT_PARAMETERS,
  },
  {
    id: "parameter-named",
    commands: PARAMETER_COMMANDS,
    codes: [503, 550],
    names: "droppable",
    notEnhanced: ["X.1.*", "X.2.*"],
    ...WITHOUT_PARAMETERS,
  },
  {
    // Repeated, the line would be as long.
    id: "line-too-long",
    commands: [...PARAMETER_COMMANDS, "VRFY", "EXPN", "HELP", "ETRN", "TURN", "OTHER"],
    codes: [5],
    text: "long-line",
    action: "fail-permanently",
    retry: "never",
    reason: "client-fault",
    rfc: "RFC 5321 4.5.3.1.4",
  },

  {
    id: "required-parameter-invalid",
    commands: PARAMETER_COMMANDS,
    codes: [500, 502, 503, 550],
    when: { parameters: "some" },
    enhanced: ["X.3.3", "X.5.4"],
    ...PARAMETER_REQUIRED,
  },
  {
    id: "required-parameter-refused",
    commands: PARAMETER_COMMANDS,
    codes: [501, 504, 555],
    when: { parameters: "some" },
    notEnhanced: ["X.1.*", "X.2.*"],
    ...PARAMETER_REQUIRED,
  },
  {
    id: "no-parameter-to-refuse",
    commands: PARAMETER_COMMANDS,
    codes: [555],
    action: "fail-permanently",
    retry: "never",
    reason: "client-fault",
    rfc: "RFC 5321 4.1.1.11",
  },
];
