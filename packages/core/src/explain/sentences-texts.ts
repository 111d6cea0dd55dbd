/** The English sentences about pasted texts, and about errors in them that are not replies. */
import { FAILURE_ROWS, type FailureKind } from "../find-replies/failures.ts";
import type { TextSentences } from "./catalogue.ts";

export const TEXTS: TextSentences = {
  foundMany: (total, kinds) =>
    `Found ${total}: ${kinds === 1 ? "all the same" : `${kinds} different, the worst first`}.`,
  nothingFound:
    'No SMTP reply was found in this text, nor an error of a connection. A reply has a code and words, such as "550 5.1.1 No such user".',
  more: (count) => ` and ${count} more`,
  noCode: "There is no reply code here, so only the words say what the reply means.",
  noReason: (status) => `The report gives no reason beside ${status}.`,
  http: (status) =>
    `${status} is an HTTP status here, from a web server or a proxy, not a reply of a mail server.`,
  failures: Object.fromEntries(
    FAILURE_ROWS.map(({ failure, means, advice }) => [failure, { means, advice }]),
  ) as Record<FailureKind, { means: string; advice: string }>,
};
