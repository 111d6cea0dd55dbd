/**
 * Composes messages: who and what goes in, an envelope and a message in the format of
 * RFC 5322 and MIME comes out. The same on Node, Bun, Deno and, with `nodejs_compat`, Workers.
 *
 * @module
 */
export { type ComposedMessage, compose } from "./compose.ts";
export type {
  Alternative,
  Attachment,
  Content,
  ContentStream,
  Draft,
  MailboxInput,
} from "./draft.ts";
