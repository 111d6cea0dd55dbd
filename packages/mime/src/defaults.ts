/** Defaults for the drafts of a mailer. */
import { type ComposedMessage, compose } from "./compose.ts";
import type { Draft } from "./draft.ts";

/** What the drafts of a mailer have in common. */
export interface DraftDefaults {
  /** The author of drafts without `from`. */
  readonly from?: Draft["from"] | undefined;
  /** Where answers go, for drafts without `replyTo`. */
  readonly replyTo?: Draft["replyTo"];
  /** Header fields for drafts that do not have them, in any case of their names. */
  readonly headers?: Draft["headers"];
}

/** A draft whose author may come from the defaults. */
export interface DraftWithDefaults extends Omit<Draft, "from"> {
  /** The author, or authors; absent: that of the defaults. */
  readonly from?: Draft["from"] | undefined;
}

const DEFAULT_NAMES: readonly string[] = ["from", "replyTo", "headers"];

/**
 * Makes a function for the option `compose` of a mailer, which fills in what a draft leaves out. A key of a draft
 * replaces its default, unless it is `undefined`; header fields are merged, and one that is an empty list is left out.
 *
 * @param defaults `from`, `replyTo` and `headers`; they are read once
 * @returns a function that composes drafts, which need no `from` if the defaults have one
 * @throws {TypeError} for another name in `defaults`
 * @example
 * import { withDefaults } from "@parley-smtp/mime";
 *
 * const compose = withDefaults({ from: "Shop <shop@example.com>", replyTo: "help@example.com" });
 * const mailer = createMailer({ host: "smtp.example.com", auth: { user, pass }, compose });
 * await mailer.send({ to: "bob@example.net", subject: "Your order", text: "Thank you." });
 */
export function withDefaults(
  defaults: DraftDefaults,
): (draft: DraftWithDefaults) => Promise<ComposedMessage> {
  if (typeof defaults !== "object" || defaults === null) {
    throw new TypeError('Defaults must be an object such as { from: "ann@example.com" }.');
  }
  const other = Object.keys(defaults).find((name) => !DEFAULT_NAMES.includes(name));
  if (other !== undefined) {
    throw new TypeError(
      `Defaults cannot have \`${other}\`. There are: ${DEFAULT_NAMES.join(", ")}.`,
    );
  }
  const { from, replyTo, headers } = defaults;
  const common = headers && { ...headers };
  return async (draft) => {
    // `compose` says what is wrong with anything else.
    if (typeof draft !== "object" || draft === null) return compose(draft);
    return compose({
      ...draft,
      ...(draft.from === undefined && from !== undefined && { from }),
      ...(draft.replyTo === undefined && replyTo !== undefined && { replyTo }),
      ...(common && { headers: mergeHeaders(common, draft.headers) }),
    } as Draft);
  };
}

type Headers = NonNullable<Draft["headers"]>;

function mergeHeaders(common: Headers, own: Headers = {}): Headers {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const left = Object.entries(common).filter(([name]) => !names.has(name.toLowerCase()));
  return Object.fromEntries([...left, ...Object.entries(own)]);
}
