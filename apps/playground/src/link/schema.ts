/** Checks the content of a link. Invalid content is refused with its place. */
import * as v from "valibot";
import type { Scene } from "../play/scene.ts";
import { LinkTrouble } from "./trouble.ts";

const text = v.pipe(v.string(), v.maxLength(500));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000));
const lines = v.pipe(v.array(text), v.maxLength(100));
const reply = v.union([text, lines]);

/** `users` and `tokens` are missing, because they are credentials. */
const ownFields = {
  name: v.optional(text),
  greeting: v.optional(reply),
  capabilities: lines,
  capabilitiesTls: v.optional(lines),
  capabilitiesAuth: v.optional(lines),
  tls: v.picklist(["none", "starttls", "implicit"]),
  connect: v.optional(v.picklist(["refused", "unresolved", "unreachable"])),
  tlsHandshake: v.optional(v.picklist(["fail", "certificate"])),
  requireTls: v.optional(v.boolean()),
  requireAuth: v.optional(v.boolean()),
  mechanisms: v.optional(lines),
  refuse: v.optional(
    v.pipe(
      v.array(
        v.strictObject({ recipient: v.optional(text), sender: v.optional(text), reply: text }),
      ),
      v.maxLength(100),
    ),
  ),
  maxRecipients: v.optional(count),
  size: v.optional(count),
  strictEhloName: v.optional(v.boolean()),
  bdat: v.optional(v.picklist(["aware", "unaware"])),
  pipelining: v.optional(v.picklist(["discards", "first-only"])),
  maxErrors: v.optional(count),
  // The core checks the names of replies; it ignores unknown ones.
  replies: v.optional(
    v.pipe(v.record(v.pipe(v.string(), v.maxLength(40)), reply), v.maxEntries(100)),
  ),
  answers: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          // The core checks the moments when the scene is played.
          to: v.pipe(v.string(), v.maxLength(20)),
          nth: v.optional(count),
          from: v.optional(count),
          perConnection: v.optional(v.boolean()),
          when: v.optional(
            v.strictObject({
              parameter: v.optional(text),
              address: v.optional(text),
              tls: v.optional(v.boolean()),
              authenticated: v.optional(v.boolean()),
              initialResponse: v.optional(v.boolean()),
            }),
          ),
          octets: v.optional(count),
          reply: v.optional(reply),
          close: v.optional(v.picklist(["before", "after", "reset"])),
          silence: v.optional(v.literal(true)),
          garbage: v.optional(text),
          split: v.optional(count),
          inject: v.optional(text),
        }),
      ),
      v.maxLength(100),
    ),
  ),
};

const personality = v.looseObject(ownFields);

const scene = v.strictObject({
  server: v.strictObject({
    ...ownFields,
    ports: v.optional(
      v.pipe(
        v.record(v.pipe(v.string(), v.maxLength(5)), v.partial(personality)),
        v.maxEntries(10),
      ),
    ),
  }),
  roundTripTime: v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)),
  pieces: v.optional(count),
  client: v.strictObject({
    tls: v.optional(v.picklist(["implicit", "starttls", "none"])),
    port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
    login: v.picklist(["none", "password", "token"]),
    cleartext: v.optional(v.boolean()),
    features: v.pipe(v.record(text, v.picklist(["require", "prefer", "avoid"])), v.maxEntries(100)),
  }),
  mail: v.strictObject({
    from: text,
    to: v.pipe(v.array(text), v.minLength(1), v.maxLength(100)),
    content: v.picklist(["plain", "eight-bit", "utf8", "large"]),
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  }),
  transcript: v.optional(v.pipe(v.string(), v.maxLength(100_000))),
});

/**
 * Checks the content of a link.
 *
 * @throws {LinkTrouble} with the place of the error
 */
export function readScene(value: unknown): Scene {
  const { success, output, issues } = v.safeParse(scene, value);
  if (success) return output as Scene;
  const [issue] = issues;
  throw new LinkTrouble("shape", `${v.getDotPath(issue) ?? "scene"}: ${issue.message}`);
}
