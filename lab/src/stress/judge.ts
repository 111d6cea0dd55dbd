/**
 * Compares what the client says of each message with what the servers have in their mailboxes, all together.
 *
 * An accepted message must be there once, octet for octet; a rejected or unsent message must be absent; an unknown
 * one may be there at most once. The threat model has one exception: the client believes a whole reply where the
 * reply to a message is due. A message is therefore excused if its connection carried too many replies before its
 * own, and, with pipelining, an acceptance if its connection left out a reply. Even then, a stored message must be
 * the one that was sent.
 */
import type { StressContent } from "./content.ts";
import { credentialsIn } from "./logins.ts";
import type { Copy, Doubt, ServerReport } from "./plan.ts";

/** The outcome of a recipient according to the client; `misuse` is a TypeError or RangeError. */
export type Said = "accepted" | "rejected" | "unknown" | "not-sent" | "misuse";

/** The inputs of the comparison. */
export interface Evidence {
  readonly contents: readonly StressContent[];
  /** By message and recipient, as `keyOf` names them. */
  readonly said: ReadonlyMap<string, Said>;
  /** Messages that the client re-encoded, so that they arrive changed. */
  readonly recoded: ReadonlySet<string>;
  readonly overlapped: boolean;
  /** Whether TLS was required. */
  readonly secured: boolean;
  readonly nothingArrives: boolean;
  readonly servers: readonly ServerReport[];
}

/** The faults, and what would be faults without the exception. */
export interface Verdict {
  readonly violations: readonly string[];
  readonly excused: readonly string[];
}

/** Returns a key for one recipient of a message. */
export function keyOf(id: string, recipient: string): string {
  return `${id} ${recipient}`;
}

/** Judges one session. */
export function judge(evidence: Evidence): Verdict {
  const { contents, said, servers } = evidence;
  const violations: string[] = [];
  const excused: string[] = [];
  const copies = Map.groupBy(
    servers.flatMap(({ stored }) => stored),
    ({ id, recipient }) => keyOf(id, recipient),
  );
  for (const [key, found] of copies) {
    const [id = ""] = key.split(" ");
    const content = contents.find((each) => each.id === id);
    if (!content) {
      violations.push(`a server has a message that nobody sent: ${key}`);
      continue;
    }
    violations.push(...contentFaults(key, found, content, evidence));
    const doubt = doubtOf(id, servers);
    const into = doubt === "extra" ? excused : violations;
    if (found.length > 1) into.push(`${key} was delivered ${found.length} times`);
    const told = said.get(key);
    if (told !== "accepted" && told !== "unknown" && told !== undefined) {
      into.push(`${key} is there, and the client says ${told}`);
    }
  }
  for (const [key, told] of said) {
    if (told !== "accepted" || copies.has(key)) continue;
    const doubt = doubtOf(key.split(" ")[0] ?? "", servers);
    const believed = doubt === "extra" || (doubt === "missing" && evidence.overlapped);
    (believed ? excused : violations).push(`${key} is not there, and the client says accepted`);
  }
  violations.push(...exposures(evidence));
  return { violations, excused };
}

function contentFaults(
  key: string,
  found: readonly Copy[],
  { id, sha256, overwrite, octets, shape }: StressContent,
  { said, recoded, secured, nothingArrives }: Evidence,
): string[] {
  const same = (copy: Copy): boolean => copy.sha256 === sha256 || copy.sha256 === overwrite?.sha256;
  const wrong = recoded.has(id) ? [] : found.filter((copy) => !same(copy));
  return [
    ...wrong.map(
      ({ octets: there }) =>
        `${key} is not what was sent: ${there} octets of a ${shape} of ${octets}, which the client calls ${said.get(key)}`,
    ),
    ...(secured && !found.every(({ tls }) => tls) ? [`${key} went in clear text`] : []),
    ...(nothingArrives ? [`${key} arrived`] : []),
  ];
}

function exposures({ servers, nothingArrives }: Evidence): string[] {
  return servers.flatMap(({ exposed, logins }) => [
    ...exposed.map((what) => `a server could read ${what}`),
    ...(nothingArrives && logins > 0 ? ["the client logged in"] : []),
  ]);
}

function doubtOf(id: string, servers: readonly ServerReport[]): Doubt | undefined {
  const doubts = servers.map(({ doubts }) => doubts[id]);
  return doubts.find((doubt) => doubt === "extra") ?? doubts.find((doubt) => doubt !== undefined);
}

/** Finds the password in the text of a receipt or an error. */
export function secretsIn(result: unknown): string[] {
  const error = result instanceof Error ? result : undefined;
  const cause = error?.cause instanceof Error ? `${error.cause.message} ${error.cause.stack}` : "";
  const text = `${error?.message} ${error?.stack} ${cause} ${JSON.stringify(result)}`;
  return credentialsIn(text)
    .filter((what) => what.startsWith("the pass"))
    .map((what) => `${what} stands in what the client says: ${error?.message}`);
}
