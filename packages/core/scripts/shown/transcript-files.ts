/** The transcripts in their folders. */
import { readdirSync, readFileSync } from "node:fs";

const folder: URL = new URL("../../transcripts/", import.meta.url);

/** The text of every transcript by its name, such as `chunking/refused-502`, in the order of the names. */
export function readTranscripts(): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const names = files.flatMap((file) => /^(.*)\.smtp$/.exec(file.replaceAll("\\", "/"))?.[1] ?? []);
  return new Map(
    names.sort().map((name) => [name, readFileSync(new URL(`${name}.smtp`, folder), "utf8")]),
  );
}
