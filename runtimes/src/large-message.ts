/** Creates a message of 8 MiB, the same at each call: lines of many lengths, leading dots, non-ASCII text. */

const OCTETS = 8 * 1024 * 1024;
const HEADER =
  "From: <ann@lab.test>\r\nSubject: large\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";

/** Creates the message, with CRLF line ends. */
export function largeMessage(): Uint8Array {
  const encoder = new TextEncoder();
  const message = new Uint8Array(OCTETS);
  let { written } = encoder.encodeInto(HEADER, message);
  for (let line = 0; ; line += 1) {
    const next = `${".".repeat(line % 3)}${line} ${"Grüße, ".repeat(line % 40)}\r\n`;
    const { read, written: more } = encoder.encodeInto(next, message.subarray(written));
    if (read < next.length) return message.subarray(0, written);
    written += more;
  }
}
