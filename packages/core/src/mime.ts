/**
 * MIME encodings that the re-encoder and composers share: line ends, quoted-printable, base64, encoded words, and
 * parameters beyond ASCII; and the check of the names of options. Header text is a string with one character per byte.
 *
 * @module
 */
export { checkNames } from "./client/options/check-names.ts";
export { LineEndNormalizer } from "./protocol/content/line-ends.ts";
export { Base64Lines } from "./protocol/mime/base64-lines.ts";
export {
  type Charset,
  encodeUnits,
  encodeWords,
  foldedField,
  type TextUnit,
  type WordToken,
  wordUnits,
} from "./protocol/mime/encoded-words.ts";
export { extendedParameter } from "./protocol/mime/parameter-text.ts";
export { QuotedPrintable } from "./protocol/mime/quoted-printable.ts";
