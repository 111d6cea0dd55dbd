/** Sentences about files that cannot be read, the same for every command. */
import { UsageError } from "./usage.ts";

/** Creates the error for a file that cannot be read. */
export function unreadable(what: string, path: string, error: unknown): UsageError {
  const { code } = error as NodeJS.ErrnoException;
  const why = (code && WHY[code]) ?? `the system says ${code ?? String(error)}`;
  return new UsageError(`${what} cannot be read from ${path}: ${why}.`);
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission is denied",
  EISDIR: "it is a folder",
};

/** Creates the error for a folder that was given as a file. */
export function toFolderError(path: string, wanted: string): UsageError {
  return new UsageError(`${path} is a folder; give ${wanted}.`);
}
