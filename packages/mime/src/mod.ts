/**
 * Composes messages: a draft becomes an envelope and a message in the format of RFC 5322 and MIME. The same on Node,
 * Bun, Deno and, with `nodejs_compat`, Workers.
 *
 * @module
 */
export { type ComposedMessage, compose, readMessage } from "./compose.ts";
export { type DraftDefaults, type DraftWithDefaults, withDefaults } from "./defaults.ts";
export type {
  AddressInput,
  Alternative,
  Attachment,
  Calendar,
  Content,
  ContentStream,
  Draft,
  GroupInput,
  List,
  ListTarget,
  MailboxInput,
  PartOptions,
  TransferEncoding,
} from "./draft.ts";
export { file } from "./file.ts";
