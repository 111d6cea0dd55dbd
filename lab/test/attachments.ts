/** Attachments by nodemailer in every shape that it takes, sent to a server and compared with what that stored. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, type Transform } from "node:stream";
import { parley } from "@parley-smtp/nodemailer-transport";
import nodemailer from "nodemailer";
import type { Attachment } from "nodemailer/lib/mailer/index.js";
import { compareStored, type LabServer } from "../src/mod.ts";

/** How nodemailer is given an attachment. */
export const ATTACHED_AS = ["buffer", "base64", "data URL", "path", "stream"] as const;
export type AttachedAs = (typeof ATTACHED_AS)[number];

/** The pieces of a stream: small ones, and one that is larger than any window. */
function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = Math.min(size * 4, 2 ** 20)) {
    yield bytes.subarray(at, at + size);
  }
}

function attachment(as: AttachedAs, bytes: Buffer, file: string): Attachment {
  const filename = "attached.bin";
  switch (as) {
    case "buffer":
      return { filename, content: bytes };
    case "base64":
      return { filename, content: bytes.toString("base64"), encoding: "base64" };
    case "data URL":
      return {
        filename,
        path: `data:application/octet-stream;base64,${bytes.toString("base64")}`,
      };
    case "path":
      return { filename, path: file };
    case "stream":
      return { filename, content: Readable.from(pieces(bytes)) };
  }
}

/** One message, as nodemailer made it and as the server has it. */
export interface AttachmentComparison {
  readonly as: AttachedAs;
  readonly sentSha256: string;
  readonly storedSha256: string;
  /** The decoded attachment is what was attached. */
  readonly intact: boolean;
}

/**
 * Sends each shape twice over one kept connection.
 *
 * @param server a running server of the laboratory
 * @param octets size of the attachment
 */
export async function sendAttachments(
  server: LabServer,
  octets: number,
): Promise<{ readonly compared: AttachmentComparison[]; readonly connections: number }> {
  const folder = await mkdtemp(join(tmpdir(), "parley-attachments-"));
  let connections = 0;
  const transport = parley({
    host: "localhost",
    port: server.ports.plain,
    ca: server.ca,
    ...(server.name === "smtp-sink" ? {} : { auth: server.credentials }),
    features: { TLS: "prefer", AUTH: "prefer" },
    pool: { size: 1, idle: 60_000 },
    onEvent: ({ type }) => {
      if (type === "connected") connections += 1;
    },
  });
  const transporter = nodemailer.createTransport(transport);
  try {
    const bytes = randomBytes(octets);
    const file = join(folder, "attached.bin");
    await writeFile(file, bytes);
    let sent: Buffer[] = [];
    transporter.use("stream", ({ message }, done) => {
      message.transform((): Transform => {
        const tee = new PassThrough();
        sent = [];
        const push = tee.push.bind(tee);
        tee.push = (chunk, encoding) => {
          if (chunk) sent.push(Buffer.from(chunk));
          return push(chunk, encoding);
        };
        return tee;
      });
      done();
    });
    const compared: AttachmentComparison[] = [];
    for (const as of [...ATTACHED_AS, ...ATTACHED_AS]) {
      await server.clearMessages();
      await transporter.sendMail({
        from: "ann@lab.test",
        to: "test@lab.test",
        subject: `attached as ${as}`,
        text: "See the attachment.\n",
        attachments: [attachment(as, bytes, file)],
      });
      const [stored] = await server.messages();
      const raw = stored?.raw ?? Buffer.alloc(0);
      const { sentSha256, storedSha256 } = compareStored(withCrlf(Buffer.concat(sent)), raw);
      compared.push({ as, sentSha256, storedSha256, intact: attachedTo(raw) === sha256(bytes) });
    }
    return { compared, connections };
  } finally {
    await transport.close();
    await rm(folder, { recursive: true });
  }
}

/** nodemailer makes line ends CRLF behind its plugins. */
function withCrlf(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1").replace(/\r\n|\r|\n/g, "\r\n");
  return Buffer.from(text.endsWith("\r\n") ? text : `${text}\r\n`, "latin1");
}

/** The hash of the attachment that a message holds as base64. */
function attachedTo(raw: Uint8Array): string {
  const text = Buffer.from(raw).toString("latin1").replaceAll("\r\n", "\n");
  const header = text.indexOf("Content-Disposition: attachment");
  const from = text.indexOf("\n\n", header) + 2;
  const until = text.indexOf("\n--", from);
  return sha256(Buffer.from(text.slice(from, until), "base64"));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
