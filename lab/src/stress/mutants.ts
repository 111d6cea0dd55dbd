/**
 * `pnpm stress:mutants`: takes guards and deadlines out of the client, one at a time, and runs the stress on
 * what is left. A run that finds nothing wrong then is no test of that guard.
 *
 *     node --conditions=@parley-smtp/source lab/src/stress/mutants.ts [name]
 */
import { spawnSync } from "node:child_process";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** A change of one source file, and the kinds of session that must find it. */
interface Mutant {
  readonly name: string;
  /** What is changed: the end of a file's path, the text that is there once, and what takes its place. */
  readonly changes: readonly (readonly [file: string, was: string, is: string])[];
  readonly kinds: readonly string[];
}

/** A piece of a large message is lost on its way: a fault for the content guard to find. */
const LOSES_A_PIECE = [
  "protocol/content.ts",
  "const canonical = piece === null ? this.#closing() : this.#lines.push(piece);",
  "let canonical = piece === null ? this.#closing() : this.#lines.push(piece); if (this.#pulled > 200_000 && piece) canonical = canonical.subarray(0, 0);",
] as const;

/** The guards that the table takes out. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "no count of what was pulled and handed on",
    changes: [
      LOSES_A_PIECE,
      ["protocol/content.ts", "if (this.#passed === due) return;", "return;"],
    ],
    kinds: ["no fault"],
  },
  {
    name: "no copy of what the source gives",
    changes: [
      [
        "client/pieces.ts",
        "const { buffer, byteOffset, length } = bytes;",
        "return bytes;\n  const { buffer, byteOffset, length } = bytes;",
      ],
    ],
    kinds: ["no fault"],
  },
  {
    name: "no comparison with the bytes that were handed over",
    changes: [
      ["client/body.ts", "|| inspect(piece).checksum !== this.#checksums[from / PIECE]", ""],
    ],
    kinds: ["the source changes its bytes"],
  },
  {
    name: "no memory of the streams that were read",
    changes: [
      ["client/streams.ts", "if (READ.has(stream) || isDisturbed(stream)) throw", "if (0) throw"],
    ],
    kinds: ["the caller uses a stream twice"],
  },
  {
    name: "no deadline for a wait",
    changes: [
      ["client/waiting.ts", "this.#alarm.set(Math.min(ends, this.#deadline), this.#ring);", ""],
    ],
    kinds: ["the source stalls", "replies that take for ever, octet by octet"],
  },
  {
    name: "a deadline that begins anew with each octet of a reply",
    changes: [["client/reply-times.ts", "if (more) return;", ""]],
    kinds: ["replies that take for ever, octet by octet"],
  },
];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { child: { type: "boolean" } },
});
const chosen = MUTANTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (values.child) for (const mutant of chosen) await findsFault(mutant);
else reportAll();

/** Runs this program once for each mutant, since a source file is loaded once by a process. */
function reportAll(): void {
  for (const { name } of chosen) {
    const { stdout } = spawnSync(
      process.execPath,
      ["--conditions=@parley-smtp/source", fileURLToPath(import.meta.url), "--child", name],
      { encoding: "utf8" },
    );
    const found = stdout.trim().split("\n").at(-1) ?? "";
    const killed = found.startsWith("found:");
    console.log(
      `${killed ? "found" : "SURVIVED"}: ${name} (${found.replace("found: ", "").slice(0, 120)})`,
    );
    if (!killed) process.exitCode = 1;
  }
}

/** Loads the client with the change, and runs the sessions that must find it. */
async function findsFault({ changes, kinds }: Mutant): Promise<void> {
  const missing = new Set(changes);
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      for (const change of changes) {
        const [file, was, is] = change;
        if (!url.endsWith(`/core/src/${file}`)) continue;
        const before = String(loaded.source);
        loaded.source = before.replace(was, () => is);
        if (loaded.source !== before) missing.delete(change);
      }
      return loaded;
    },
  });
  const { runStress } = await import("./stress.ts");
  const { violations } = await runStress({ sessions: 24, seed: 1, only: kinds, watchdog: 10_000 });
  for (const [file, was] of missing) console.log(`not there: ${file}: ${was}`);
  if (missing.size === 0)
    console.log(
      violations[0] ? `${violations.join("\n")}\nfound: ${violations[0]}` : "nothing found",
    );
  process.exit();
}
