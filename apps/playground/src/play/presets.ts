/** Example servers: each shows one situation that occurs in practice. */
import { modernServer, type Personality } from "@parley-smtp/core/testing";
import { type ClientScene, type Scene, sceneOf } from "./scene.ts";

const modernTls = modernServer.capabilitiesTls ?? [];
const without = (lines: readonly string[], ...keywords: readonly string[]): readonly string[] =>
  lines.filter((line) => !keywords.includes(line.split(" ")[0] ?? ""));

const modern = (differences: Partial<Personality>): Personality => ({
  ...modernServer,
  ...differences,
});

const login: Partial<ClientScene> = { login: "password" };

/** The presets in the order of the page; their titles are in the words of each language. */
export const presets = {
  modern: sceneOf(modernServer),
  "bdat-502": sceneOf(
    modern({ answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }] }),
  ),
  "helo-only": sceneOf(
    {
      name: "old.example.net",
      greeting: "220 old.example.net ready",
      capabilities: [],
      tls: "none",
      answers: [{ to: "EHLO", reply: "502 Command not implemented" }],
    },
    { port: 25 },
  ),
  "auth-liar": sceneOf(
    modern({
      answers: [
        {
          to: "AUTH",
          when: { parameter: "PLAIN" },
          reply: "504 5.5.4 Unrecognized authentication type",
        },
      ],
    }),
    login,
  ),
  "tls-stripped": sceneOf(
    modern({ capabilities: without(modernServer.capabilities, "STARTTLS"), tls: "none" }),
    { ...login, port: 587 },
  ),
  masked: sceneOf(
    modern({
      capabilities: ["PIPELINING", "SIZE 52428800", "XXXXXXXA", "8BITMIME", "XXXXXXXB"],
      tls: "none",
    }),
    { port: 25 },
  ),
  greylisting: sceneOf(
    modern({ answers: [{ to: "RCPT", nth: 1, reply: "451 4.7.1 Greylisted, try again later" }] }),
  ),
  "starttls-454": sceneOf(
    modern({ answers: [{ to: "STARTTLS", reply: "454 4.7.0 TLS not available" }] }),
    { port: 25 },
  ),
  certificate: sceneOf(modern({ tlsHandshake: "certificate" }), { port: 587 }),
  "wrong-password": sceneOf(
    modern({ answers: [{ to: "AUTH", reply: "535 5.7.8 Authentication credentials invalid" }] }),
    login,
  ),
  "size-555": sceneOf(
    modern({
      answers: [
        {
          to: "MAIL",
          when: { parameter: "SIZE" },
          reply: "555 5.5.4 Unsupported option: SIZE",
        },
      ],
    }),
  ),
  serial: sceneOf(modern({ pipelining: "discards" })),
  "hangs-up": sceneOf(
    modern({ answers: [{ to: "EHLO", nth: 1, close: "before" }], tls: "none", capabilities: [] }),
    { port: 25 },
  ),
  "lost-reply": sceneOf(
    modern({
      capabilities: without(modernServer.capabilities, "CHUNKING"),
      capabilitiesTls: without(modernTls, "CHUNKING"),
      answers: [{ to: "CONTENT", close: "before" }],
    }),
  ),
  "recipient-unknown": {
    ...sceneOf(
      modern({ refuse: [{ recipient: "carol@*", reply: "550 5.1.1 No such user here" }] }),
    ),
    mail: {
      from: "ann@example.org",
      to: ["bob@example.net", "carol@example.net"],
      content: "plain",
      count: 1,
    },
  },
  "early-552": {
    ...sceneOf(
      modern({
        answers: [{ to: "CONTENT", reply: "552 5.3.4 Message too big for system" }],
        capabilities: without(modernServer.capabilities, "SIZE", "CHUNKING"),
        capabilitiesTls: without(modernTls, "SIZE", "CHUNKING"),
      }),
    ),
    mail: { from: "ann@example.org", to: ["bob@example.net"], content: "large", count: 1 },
  },
} as const satisfies Readonly<Record<string, Scene>>;

/** Returns the name of a preset. */
export type PresetName = keyof typeof presets;

/** Returns the preset with this name, if there is one. */
export function preset(name: string): Scene | undefined {
  return Object.hasOwn(presets, name) ? presets[name as PresetName] : undefined;
}
