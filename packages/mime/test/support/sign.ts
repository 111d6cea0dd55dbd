/** Signs on any runtime: by two keys, content in memory and a stream that is read twice. */
import { type DkimOptions, dkim } from "../../src/dkim/mod.ts";

/** The private keys of a test, as PEM. */
export interface Keys {
  readonly rsa: string;
  readonly ed25519: string;
}

const HEADER = "From: ann@example.com\r\nTo: bob@example.net\r\nSubject: Hi\r\n\r\n";
const LINES = 60_000;

/** Returns a signed short message, and of a long one its signed header with how often its line was there. */
export async function signAll({ rsa, ed25519 }: Keys): Promise<{ short: string; long: string }> {
  const signatures: DkimOptions[] = [
    { domain: "example.com", selector: "r", privateKey: rsa },
    { domain: "example.com", selector: "e", privateKey: ed25519 },
  ];
  const sign = dkim(signatures);
  const short = await textOf(sign(`${HEADER}Hi,  Bob. \r\n\r\n`));
  const text = `${HEADER}${"0123456789\r\n".repeat(LINES)}`;
  const long = await textOf(sign(() => new Blob([text]).stream()));
  return { short, long: long.replace("0123456789\r\n".repeat(LINES), "") };
}

/** The placeholder text for the lines above. */
export const LONG_BODY = "0123456789\r\n".repeat(LINES);

async function textOf(raw: ReturnType<ReturnType<typeof dkim>>): Promise<string> {
  const allowed = { eightBit: false, binary: false, utf8: false };
  const made = typeof raw === "function" ? await raw(allowed) : raw;
  if (typeof made === "string") return made;
  if (made instanceof Uint8Array) return new TextDecoder().decode(made);
  let text = "";
  const decoder = new TextDecoder();
  for await (const piece of made as AsyncIterable<Uint8Array>)
    text += decoder.decode(piece, { stream: true });
  return text;
}
