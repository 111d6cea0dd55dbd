/** Finds the Message-ID of the returned message. */

const MESSAGE_ID = /^message-id:[ \t]{0,20}(?:\r?\n[ \t]{1,20})?(<[^<>\s]{1,900}>)/im;

/** The most characters of headers that are searched. */
const HEADERS = 64_000;

/** Returns the Message-ID in the headers at the beginning of a text. */
export function messageIdIn(text: string): string | undefined {
  const headers = text.slice(0, HEADERS).replace(/^\s+/, "");
  const end = /\r?\n[ \t]*\r?\n/.exec(headers)?.index ?? headers.length;
  return MESSAGE_ID.exec(headers.slice(0, end))?.[1];
}

/** The position at which bounces without parts begin to quote the message. */
const COPY =
  /^[ \t>]{0,8}(?:-{2,}[ \t]?(?:below this line is a copy|(?:this is a copy|original message|returned message|enclosed is a copy|the (?:body|header)|nachricht|ursprüngliche nachricht|unsent message|message header)[^\n]{0,200})|\|-{5,} ?message header follows|original message (?:headers:|follows)|possibly truncated original message follows|message headers follow:|the body of the message is|-{3,} this is a copy of)/im;

/** Splits a text into the bounce and the quoted message. */
export function splitCopy(text: string): { readonly said: string; readonly copy: string } {
  const at = COPY.exec(text)?.index ?? text.length;
  return { said: text.slice(0, at), copy: text.slice(at) };
}

/** Returns the Message-ID anywhere in a quoted message. */
export function quotedMessageId(copy: string): string | undefined {
  return MESSAGE_ID.exec(copy.slice(0, HEADERS))?.[1];
}
