import { Buffer } from "node:buffer";
import { Transform, type TransformCallback } from "node:stream";

/** Makes every bare CR and LF a CRLF (RFC 5322 2.3): text may come with the line ends of any system. */
export class LineEnds extends Transform {
  #held = "";

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    const text = this.#held + chunk.toString("latin1");
    // A CR at the end of this piece is kept, because the next piece decides its meaning.
    this.#held = text.endsWith("\r") ? "\r" : "";
    done(null, ended(text.slice(0, text.length - this.#held.length)));
  }

  override _flush(done: TransformCallback): void {
    done(null, ended(this.#held));
  }
}

function ended(text: string): Buffer {
  return Buffer.from(text.replace(/\r\n?|\n/g, "\r\n"), "latin1");
}
