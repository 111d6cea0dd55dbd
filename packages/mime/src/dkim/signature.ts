/** One DKIM-Signature field (RFC 6376 3.5). */
import type { Canonicalization } from "./canonical-body.ts";
import { toBytes } from "./content-scan.ts";
import { canonicalField, chooseFields, type HeaderField } from "./header-fields.ts";
import type { SignatureSettings } from "./options.ts";

/** Characters of a line, without its line end (RFC 5322 2.1.1). */
const MAX_LINE_CHARACTERS = 76;

/**
 * Signs a message.
 *
 * @param fields the header of the message
 * @param bodyHash SHA-256 of the canonical body, for each form
 * @param now the time of the signature, in milliseconds
 * @returns the field with its line end
 * @throws {DkimError} if the runtime cannot use the key
 */
export async function createSignature(
  settings: SignatureSettings,
  fields: readonly HeaderField[],
  bodyHash: Readonly<Record<Canonicalization, Uint8Array>>,
  now: number,
): Promise<string> {
  const { domain, selector, key, header, body, identity, expiresIn, oversigned } = settings;
  const time = Math.floor(now / 1000);
  const names = settings.names.flatMap((name) =>
    fields.filter((field) => field.name === name).map(() => name),
  );
  const signed = [...names, ...oversigned];
  const tags = [
    "v=1",
    `a=${key.algorithm}`,
    `c=${header}/${body}`,
    `d=${domain}`,
    `s=${selector}`,
    ...(identity === undefined ? [] : [`i=${identity}`]),
    `t=${time}`,
    ...(expiresIn === undefined ? [] : [`x=${time + expiresIn}`]),
    `h=${signed.join(":")}`,
    `bh=${toBase64(bodyHash[body])}`,
  ];
  const unsigned = `${foldTags(tags)};\r\n\tb=`;
  const own = { name: "dkim-signature", text: unsigned };
  const hashed = [...chooseFields(fields, signed), own].map((each) => canonicalField(each, header));
  const value = await sign(settings, toBytes(hashed.join("\r\n")));
  const lines = value.match(new RegExp(`.{1,${MAX_LINE_CHARACTERS - 2}}`, "g")) ?? [];
  return `${unsigned}${lines.join("\r\n\t")}\r\n`;
}

/** RFC 6376 3.3.2; RFC 8463 3: Ed25519 signs the hash. */
async function sign({ key }: SignatureSettings, data: Uint8Array<ArrayBuffer>): Promise<string> {
  const loaded = await key.load();
  const { subtle } = crypto;
  const signature =
    key.algorithm === "rsa-sha256"
      ? await subtle.sign("RSASSA-PKCS1-v1_5", loaded, data)
      : await subtle.sign("Ed25519", loaded, await subtle.digest("SHA-256", data));
  return toBase64(new Uint8Array(signature));
}

/** Folds between tags, and in the list of names behind a colon (RFC 6376 3.2). */
function foldTags(tags: readonly string[]): string {
  let text = "DKIM-Signature:";
  let column = text.length;
  tags.forEach((tag, index) => {
    const words = tag.startsWith("h=") ? tag.split(/(?<=:)/) : [tag];
    words.forEach((word, at) => {
      const ended = at === words.length - 1 && index < tags.length - 1 ? `${word};` : word;
      const space = at === 0 ? 1 : 0;
      if (column + space + ended.length > MAX_LINE_CHARACTERS) {
        text += "\r\n\t";
        column = 8;
      } else if (space === 1) {
        text += " ";
        column += 1;
      }
      text += ended;
      column += ended.length;
    });
  });
  return text;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
