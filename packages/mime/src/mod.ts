/**
 * Composes messages: who and what goes in, an envelope and a message in the format of
 * RFC 5322 and MIME comes out, in the encodings that the server takes. The same on every runtime.
 *
 * @module
 */
export { type ComposedMessage, compose, readMessage } from "./compose.ts";
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
