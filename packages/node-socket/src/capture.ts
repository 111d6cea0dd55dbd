/**
 * Captures messages in development instead of sending them: in a function, or in files.
 *
 * @module
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OnCapturedMessage } from "@parley-smtp/core/capture";

export {
  captureDial,
  type Dial,
  type OnCapturedMessage,
  type ReceivedMessage,
} from "@parley-smtp/core/capture";

/**
 * Makes a function for `captureDial` that writes each message into a file: `2026-11-30T19-40-00-000Z-1.eml`, which
 * mail programs open. Two header fields come before those of the message: `X-Envelope-From` and `X-Envelope-To`, since
 * recipients in Bcc are in the envelope only.
 *
 * @param folder where the files go; it is created with the first message
 * @returns the function; it rejects with the error of the file system, and the message then counts as refused
 * @throws {TypeError} if `folder` is not a text
 * @example
 * import { createMailer } from "@parley-smtp/node-socket";
 * import { captureDial, toFolder } from "@parley-smtp/node-socket/capture";
 *
 * const dial = captureDial(toFolder("./mail"));
 * const mailer = createMailer({ host: "smtp.example.com", auth: { user, pass }, dial });
 */
export function toFolder(folder: string): OnCapturedMessage {
  if (typeof folder !== "string" || folder === "") {
    throw new TypeError("toFolder needs the path of a folder.");
  }
  let count = 0;
  return async ({ from, to, content }) => {
    const time = new Date().toISOString().replaceAll(/[:.]/g, "-");
    const envelope = [
      `X-Envelope-From: <${from}>`,
      ...to.map((address) => `X-Envelope-To: <${address}>`),
    ];
    await mkdir(folder, { recursive: true });
    const head = new TextEncoder().encode(`${envelope.join("\r\n")}\r\n`);
    const bytes = Buffer.concat([head, content]);
    do count += 1;
    while (!(await writeNew(join(folder, `${time}-${count}.eml`), bytes)));
  };
}

/** Returns false if there is such a file: another function or process may write in the same millisecond. */
async function writeNew(file: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(file, bytes, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
