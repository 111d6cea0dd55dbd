/** Recognizes codes that programs write as words. */

/** The words of System.Net.Mail for a code, before "The server response was:". */
const DOT_NET: readonly (readonly [words: string, code: number])[] = [
  ["service not available, closing transmission channel", 421],
  ["mailbox unavailable", 550],
  ["error in processing", 451],
  ["insufficient system storage", 452],
  ["syntax error, command unrecognized", 500],
  ["syntax error in parameters or arguments", 501],
  ["command not implemented", 502],
  ["bad sequence of commands", 503],
  ["command parameter not implemented", 504],
  ["the smtp server requires a secure connection or the client was not authenticated", 530],
  ["user not local; please try a different path", 551],
  ["exceeded storage allocation", 552],
  ["mailbox name not allowed", 553],
  ["transaction failed", 554],
  ["client does not have permission to submit mail to this server", 530],
];

/**
 * Returns the code for .NET's words.
 *
 * @param left the text before "The server response was:"
 * @returns the code; `undefined` if the words mean no code, or several
 */
export function dotNetCode(left: string): number | undefined {
  const lower = left.toLowerCase();
  return DOT_NET.find(([words]) => lower.includes(words))?.[1];
}

const SEVERITY: Readonly<Record<string, number>> = {
  TransientNegativeCompletion: 4,
  PermanentNegativeCompletion: 5,
};
const CATEGORY: Readonly<Record<string, number>> = {
  Syntax: 0,
  Information: 1,
  Connections: 2,
  Unspecified3: 3,
  Unspecified4: 4,
  MailSystem: 5,
};
const DETAIL = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

const CODE = /severity: (\w{1,40}), category: (\w{1,40}), detail: (\w{1,8})/;

/** The text of the reply, which lettre shows after the code. */
const SOURCE = /\bsource: "((?:[^"\\]|\\.){1,2000})"/;

/**
 * Returns the code that lettre writes as `Code { severity: ..., category: ..., detail: ... }`, and the text after it.
 */
export function lettreReply(line: string): { code: number; text: string } | undefined {
  const spelled = CODE.exec(line);
  if (!spelled) return undefined;
  const [, severity = "", category = "", detail = ""] = spelled;
  const [first, second, third] = [SEVERITY[severity], CATEGORY[category], DETAIL.indexOf(detail)];
  if (first === undefined || second === undefined || third < 0) return undefined;
  const text = SOURCE.exec(line.slice(spelled.index))?.[1] ?? "";
  return { code: first * 100 + second * 10 + third, text };
}
