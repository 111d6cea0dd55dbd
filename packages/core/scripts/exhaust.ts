/**
 * `pnpm exhaust`: plays every session that a server can make of a few messages, to the depth that
 * test/exhaustive/sessions.ts gives for the long run, and prints how many there were.
 *
 *     node --conditions=@parley-smtp/source packages/core/scripts/exhaust.ts [--short] [--without guard]
 *
 * With `--without` the named guard is taken out of the scripts first, and the run ends at the first
 * session that notices.
 */
import { registerHooks } from "node:module";
import { parseArgs } from "node:util";
import { GUARDS } from "../test/exhaustive/guards.ts";

const { values } = parseArgs({
  options: { short: { type: "boolean", default: false }, without: { type: "string" } },
});
if (values.without !== undefined) takeOut(values.without);
const { explore } = await import("../test/exhaustive/explore.ts");
const { PLANS } = await import("../test/exhaustive/sessions.ts");
let sessions = 0;
let faulty = 0;
const { plan = "" } = GUARDS.find(({ name }) => name === values.without) ?? {};
for (const { name, short, long, play } of PLANS) {
  if (!name.startsWith(plan)) continue;
  const start = performance.now();
  const before = sessions;
  for (const { did, faults } of explore(values.short ? short : long, play)) {
    sessions += 1;
    if (faults.length === 0) continue;
    faulty += 1;
    if (faulty <= 20) console.log(`FAULT: ${faults.join("; ")}\n  ${did.join(", ")}`);
    if (values.without !== undefined) process.exit(1);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${sessions - before} sessions, ${seconds} s: ${name}`);
}
console.log(`${sessions} sessions, ${faulty} of them with faults`);
process.exitCode = faulty > 0 ? 1 : 0;

/** Changes the source of a guard as it is loaded. */
function takeOut(name: string): void {
  const guard = GUARDS.find((one) => one.name === name);
  if (!guard) throw new Error(`There is no guard "${name}".`);
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(`/src/protocol/${guard.file}`)) return loaded;
      const source = String(loaded.source);
      if (source.split(guard.was).length !== 2) throw new Error(`${guard.file} has no such guard.`);
      return { ...loaded, source: source.replace(guard.was, () => guard.is) };
    },
  });
}
