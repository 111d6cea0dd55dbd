/**
<<<<<<< HEAD
 * Composes messages: who and what goes in, an envelope and a message in the format of
 * RFC 5322 and MIME comes out, in the encodings that the server takes. The same on every runtime.
=======
 * Composes messages: a draft becomes an envelope and a message in the format of RFC 5322 and MIME. The same on Node,
 * Bun, Deno and, with `nodejs_compat`, Workers.
>>>>>>> 08b127b (all: write the comments of mime, the adapters, the transport and the CLI in plain English)
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
