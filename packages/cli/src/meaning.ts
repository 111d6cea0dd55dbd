/** What `parley explain` says of a find beside its codes: the meaning that the core's classifier gives it. */
import type { Reply } from "@parley-smtp/node-socket";
import type { Found, FoundWording } from "@parley-smtp/node-socket/find-replies";
import {
  classifyReply,
  type Kind,
  type ReplyContext,
  type ReplyMeaning,
} from "@parley-smtp/node-socket/meaning";

/** A meaning; of words without any code nobody knows whether the refusal was temporary. */
export type FoundMeaning = Omit<ReplyMeaning, "temporary" | "retry"> &
  Partial<Pick<ReplyMeaning, "temporary" | "retry">>;

/**
 * Finds the meaning of something that a text says.
 *
 * @param found one find
 * @param command what was asked, where the caller knows it better than the text
 * @returns `undefined` where no server said anything
 */
export function meaningOf(found: Found, command?: string): FoundMeaning | undefined {
  const asked = command ?? found.command;
  const context: ReplyContext = {
    ...(asked !== undefined && { command: asked }),
    ...(found.server !== undefined && { server: found.server }),
  };
  if (found.kind === "reply") return classifyReply(found.reply, context);
  return found.kind === "wording" ? meaningOfWords(found, context) : undefined;
}

/** The classifier takes replies with a code, so that words get the plainest one of their class. */
function meaningOfWords({ lines, enhanced }: FoundWording, context: ReplyContext) {
  const code = enhanced?.startsWith("4") ? 450 : 550;
  const meaning = classifyReply({ code, lines, ...(enhanced && { enhanced }) }, context);
  if (meaning.evidence.basis === "code") return undefined;
  if (enhanced !== undefined) return meaning;
  const { temporary, retry, ...known } = meaning;
  return known;
}

/** Whether the meaning is founded on more than the reply code. */
export function isFounded({ certainty, kind }: FoundMeaning): boolean {
  return certainty !== "guess" && kind !== "unknown-policy";
}

const LOGIN: readonly Kind[] = [
  "auth-failed",
  "auth-method-disabled",
  "app-password-needed",
  "oauth-refused",
  "login-blocked",
];
const SERVER: readonly Kind[] = ["server-error", "server-busy", "lookup-failed", "timeout"];

/**
 * What the registered sentence of a reply code is about. Servers use the codes for other things
 * too, and then the sentence would contradict the text. Codes that are not here fit anything.
 */
const ABOUT: Readonly<Record<number, readonly Kind[]>> = {
  422: [],
  432: LOGIN,
  451: SERVER,
  452: ["mailbox-full", "message-too-large", "too-many-recipients", ...SERVER],
  454: ["tls-failed", "server-error", "server-busy", ...LOGIN],
  455: ["parameter-unsupported"],
  500: ["syntax", "command-not-implemented", "message-malformed"],
  502: ["command-not-implemented", "parameter-unsupported", "auth-method-disabled", "tls-failed"],
  503: ["bad-sequence", "auth-required", "tls-required"],
  504: ["parameter-unsupported", "auth-method-disabled", "syntax", "helo-name"],
  521: ["null-mx", "network-block", "server-busy"],
  523: ["tls-required"],
  525: ["account-suspended", "mailbox-disabled", "login-blocked"],
  530: ["auth-required", "tls-required"],
  534: ["auth-method-disabled", "app-password-needed"],
  535: ["auth-failed", "app-password-needed", "oauth-refused"],
  538: ["tls-required"],
  551: ["relay-denied", "mailbox-unknown", "mailbox-disabled"],
  552: ["mailbox-full", "message-too-large"],
  553: [
    "syntax",
    "mailbox-unknown",
    "sender-unknown",
    "sender-not-permitted",
    "parameter-unsupported",
  ],
  555: ["parameter-unsupported", "syntax"],
  556: ["null-mx", "domain-unknown"],
};

/** Whether the registered sentence of the reply code goes with the meaning. */
export function fitsCode(code: number, { kind }: FoundMeaning): boolean {
  return ABOUT[code]?.includes(kind) ?? true;
}

/** Whether the registered sentence of the enhanced code, which has a meaning of its own, is the same. */
export function fitsEnhanced({ code, enhanced }: Reply, meaning: FoundMeaning): boolean {
  if (enhanced === undefined) return true;
  // Gmail uses the code of a sender without MX for SPF, so that it has no row in the classifier.
  if (enhanced.endsWith(".7.27")) return meaning.kind === "sender-unknown";
  const { kind, evidence } = classifyReply({ code, enhanced, lines: [""] });
  return evidence.basis !== "enhanced" || kind === meaning.kind;
}
