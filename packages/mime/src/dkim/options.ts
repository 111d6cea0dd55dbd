/** The options of signatures, checked before any message is sent. */
import type { Canonicalization } from "./canonical-body.ts";
import { readPrivateKey, type SigningKey } from "./private-key.ts";

/** One signature. */
export interface DkimOptions {
  /** The domain that takes responsibility (d=), usually that of the author's address. */
  readonly domain: string;
  /** Where the public key is published: in DNS at `selector._domainkey.domain` (s=). */
  readonly selector: string;
  /**
   * The private key, for RSA of 1024 bits or more, or Ed25519: a PEM text (PKCS#8, or `BEGIN RSA PRIVATE KEY`), or a
   * CryptoKey with the usage `sign`.
   */
  // Projects for Node alone do not know the name CryptoKey.
  readonly privateKey: string | Awaited<ReturnType<typeof crypto.subtle.importKey>>;
  /**
   * How much of the white space may change on the way (c=): of the header and of the body. Default
   * `relaxed/relaxed`.
   */
  readonly canonicalization?: `${Canonicalization}/${Canonicalization}` | undefined;
  /** Names of header fields to sign, if they are in the message. Absent: those of RFC 6376 5.4.1 and of lists. */
  readonly headers?: readonly string[] | undefined;
  /**
   * Names of header fields that nobody can add to the signed message (RFC 6376 5.4.2). Default From, To and Subject.
   */
  readonly oversign?: readonly string[] | undefined;
  /** The identity for which the domain signs (i=), such as `@news.example.com`. It ends with the domain. */
  readonly identity?: string | undefined;
  /** Seconds after which the signature is no longer valid (x=). Absent: it does not expire. */
  readonly expiresIn?: number | undefined;
}

/** A signature whose options make sense. */
export interface SignatureSettings {
  readonly domain: string;
  readonly selector: string;
  readonly key: SigningKey;
  readonly header: Canonicalization;
  readonly body: Canonicalization;
  readonly names: readonly string[];
  readonly oversigned: readonly string[];
  readonly identity: string | undefined;
  readonly expiresIn: number | undefined;
}

/** RFC 6376 5.4.1; those of lists, of which RFC 8058 4 requires two. */
const USUAL_NAMES: readonly string[] =
  "from sender reply-to subject date message-id to cc mime-version content-type content-transfer-encoding content-id content-description resent-date resent-from resent-sender resent-to resent-cc resent-message-id in-reply-to references list-id list-help list-unsubscribe list-unsubscribe-post list-subscribe list-post list-owner list-archive".split(
    " ",
  );

/** Fields that servers add or remove on the way (RFC 6376 5.4), and the signatures themselves. */
const CHANGING_NAMES: readonly string[] = ["bcc", "dkim-signature", "received", "return-path"];

const NAMES: readonly string[] = [
  "domain",
  "selector",
  "privateKey",
  "canonicalization",
  "headers",
  "oversign",
  "identity",
  "expiresIn",
] satisfies (keyof DkimOptions)[];

/**
 * Checks the options of one signature.
 *
 * @throws {TypeError | RangeError} for an option that makes no sense
 */
export function checkSignature(given: DkimOptions): SignatureSettings {
  if (typeof given !== "object" || given === null) {
    throw new TypeError(
      "`dkim` needs an object { domain, selector, privateKey }, or a list of them.",
    );
  }
  const unknown = Object.keys(given).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(
      `There is no option \`${unknown}\` of dkim. There are: ${NAMES.join(", ")}.`,
    );
  }
  const { canonicalization = "relaxed/relaxed", identity, expiresIn } = given;
  const [header, body, ...more] = String(canonicalization).split("/");
  if (!isForm(header) || !isForm(body) || more.length > 0) {
    throw new TypeError(
      '`canonicalization` must be "relaxed/relaxed", "relaxed/simple", "simple/relaxed" or "simple/simple".',
    );
  }
  const domain = toDomain("domain", given.domain);
  if (!domain.includes(".")) {
    throw new TypeError(`\`domain\` must be a whole domain such as example.com, not "${domain}".`);
  }
  checkIdentity(identity, domain);
  if (expiresIn !== undefined && !(Number.isSafeInteger(expiresIn) && expiresIn > 0)) {
    throw new RangeError("`expiresIn` must be a whole number of seconds, 1 or more.");
  }
  const names = checkNames("headers", given.headers) ?? USUAL_NAMES;
  // RFC 6376 5.4: From must be signed.
  if (!names.includes("from")) throw new TypeError("`headers` must contain From (RFC 6376 5.4).");
  const oversigned = checkNames("oversign", given.oversign) ?? ["from", "to", "subject"];
  const selector = toDomain("selector", given.selector);
  const key = readPrivateKey(given.privateKey);
  return { domain, selector, key, header, body, names, oversigned, identity, expiresIn };
}

function isForm(value: unknown): value is Canonicalization {
  return value === "relaxed" || value === "simple";
}

/** A name in DNS; an internationalized one in its A-labels (RFC 8616 5). */
function toDomain(option: string, given: unknown): string {
  const text = typeof given === "string" && given !== "" ? given : undefined;
  const ascii =
    text === undefined || /^[\x21-\x7e]+$/.test(text)
      ? text
      : URL.canParse(`http://${text}`)
        ? new URL(`http://${text}`).hostname
        : undefined;
  if (ascii && ascii.length < 254) {
    if (ascii.split(".").every((label) => /^[a-z\d](?:[\w-]{0,61}[a-z\d])?$/i.test(label)))
      return ascii.toLowerCase();
  }
  throw new TypeError(`\`${option}\` must be a name in DNS such as ${EXAMPLES[option]}.`);
}

const EXAMPLES: Readonly<Record<string, string>> = { domain: "example.com", selector: "mail2030" };

function checkIdentity(identity: unknown, domain: string): void {
  if (identity === undefined) return;
  const text = typeof identity === "string" ? identity : "";
  const at = text.lastIndexOf("@");
  const host = text.slice(at + 1).toLowerCase();
  // RFC 6376 3.5: the same domain or one below it.
  const below = host === domain || host.endsWith(`.${domain}`);
  if (at >= 0 && below && /^[!-:<-~]+$/.test(text) && !text.includes("=")) return;
  throw new TypeError(
    `\`identity\` must be @${domain}, or an address or a subdomain of it, in ASCII (RFC 6376 3.5).`,
  );
}

function checkNames(option: string, given: unknown): readonly string[] | undefined {
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) {
    throw new TypeError(`\`${option}\` must be a list of names of header fields.`);
  }
  const names = given.map((name: unknown) => String(name).toLowerCase());
  for (const name of names) {
    if (!/^[!-9<-~]+$/.test(name)) {
      throw new TypeError(`\`${option}\` contains "${name}", which is no name of a header field.`);
    }
    if (CHANGING_NAMES.includes(name)) {
      throw new TypeError(
        `\`${option}\` contains ${name}, which changes on the way: the signature would not last (RFC 6376 5.4).`,
      );
    }
  }
  return [...new Set(names)];
}
