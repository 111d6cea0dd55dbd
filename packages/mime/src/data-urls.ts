/** Turns images that HTML holds as data URLs into parts of the message (RFC 2397, RFC 2392). */

/** An image of the HTML. */
export interface DataImage {
  readonly cid: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** A data URL is looked for behind this, in the characters before it. */
const SOURCE = /\b(?:src|background|href)\s{0,9}=\s{0,9}["']?$|url\(\s{0,9}["']?$/i;

/**
 * Takes the data URLs out of HTML. Each becomes a `cid:` URL; equal ones become the same.
 *
 * @param id makes the Content-ID of the n-th image
 */
export function extractDataUrls(
  html: string,
  id: (number: number) => string,
): { readonly html: string; readonly images: readonly DataImage[] } {
  const images = new Map<string, DataImage>();
  const made: string[] = [];
  let from = 0;
  for (let at = html.indexOf("data:"); at !== -1; at = html.indexOf("data:", at + 1)) {
    if (at < from || !SOURCE.test(html.slice(Math.max(0, at - 40), at))) continue;
    const before = html[at - 1];
    const quote = before === '"' || before === "'" ? before : undefined;
    const end = endOf(html, at, quote);
    const url = html.slice(at, end);
    const image = images.get(url) ?? decodeDataUrl(url, id(images.size + 1));
    if (!image) {
      // What is inside is not looked at again.
      at = end - 1;
      continue;
    }
    images.set(url, image);
    made.push(html.slice(from, at), `cid:${image.cid}`);
    from = end;
  }
  return { html: made.join("") + html.slice(from), images: [...images.values()] };
}

function endOf(html: string, from: number, quote: string | undefined): number {
  if (quote) {
    const end = html.indexOf(quote, from);
    return end === -1 ? html.length : end;
  }
  const pattern = /[\s>")']/g;
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
}

/** The image of a data URL; undefined for one that is not valid. */
function decodeDataUrl(url: string, cid: string): DataImage | undefined {
  const comma = url.indexOf(",");
  const [, contentType, base64] =
    /^data:(image\/[\w.+-]+)(;base64)?$/i.exec(url.slice(0, comma)) ?? [];
  if (contentType === undefined) return undefined;
  try {
    const text = decodeURIComponent(url.slice(comma + 1));
    const content = base64
      ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
      : new TextEncoder().encode(text);
    return { cid, contentType: contentType.toLowerCase(), content };
  } catch {
    return undefined;
  }
}
