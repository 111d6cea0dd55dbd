/** Files as attachments, on Node, Bun and Deno. */
import type { Attachment, ContentStream } from "./draft.ts";

/** What is used of `node:fs`, which is loaded when a file is attached. */
interface FileSystem {
  createReadStream(path: string | URL): ContentStream;
}

/**
 * Attaches a file by its path. It is read when the message is sent, piece by piece, and again if the message is sent
 * again. A path that stands in the draft itself is refused, so that data from outside cannot name a file.
 *
 * @param path where it is, as a path or a `file:` URL
 * @param more its `filename`, `contentType`, `cid` and so on; default: name and type by the path
 * @throws {TypeError} on a runtime without files, such as Workers
 * @example
 * const minutes = file("./minutes.pdf", { filename: "Minutes of May.pdf" });
 */
export function file(path: string | URL, more: Omit<Attachment, "content"> = {}): Attachment {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => unknown };
  };
  const fs = process?.getBuiltinModule?.("node:fs") as FileSystem | undefined;
  if (typeof fs?.createReadStream !== "function") {
    throw new TypeError(
      "This runtime has no files. Give the bytes of the attachment as `content` instead.",
    );
  }
  const name = path instanceof URL ? pathOf(path) : path;
  return {
    filename: name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1),
    ...more,
    content: () => fs.createReadStream(path),
  };
}

function pathOf(url: URL): string {
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    throw new TypeError("The URL of the file is not percent-encoded correctly. Write % as %25.");
  }
}
