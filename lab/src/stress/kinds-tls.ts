/** TLS from the first byte and by STARTTLS, with servers that break it or present a wrong certificate. */
import { always, type Kind, pick, type Security, SPOKEN, says } from "./kind.ts";
import type { Certificate, HandshakeFault } from "./plan.ts";

const SECURED: readonly Security[] = [
  "starttls",
  "implicit",
  "starttls and login",
  "implicit and login",
];
const LOGIN: readonly Security[] = ["starttls and login", "implicit and login"];
const BY_COMMAND: readonly Security[] = ["starttls", "starttls and login"];

const HANDSHAKES: readonly HandshakeFault[] = [
  "closes",
  "resets",
  "is silent",
  "answers in clear text",
  "sends an alert",
  "sends octets that are no TLS",
  "closes after the handshake",
  "resets after the handshake",
];

const WRONG: readonly Certificate[] = ["another authority", "another name", "expired"];

const modeOf = (security: Security): "starttls" | "implicit" =>
  security.startsWith("implicit") ? "implicit" : "starttls";

/** One TLS fault per session, with a login in most of them. */
export const TLS: readonly Kind[] = [
  { name: "TLS: no fault", security: SECURED, harmless: true },
  { name: "TLS: STARTTLS if offered, and it is", security: ["opportunistic"], harmless: true },
  ...HANDSHAKES.flatMap((handshake) =>
    SECURED.slice(2).map(
      (security): Kind => ({
        name: `TLS by ${modeOf(security)}: the server ${handshake}`,
        servers: (random) => [
          {
            tls: {
              mode: modeOf(security),
              handshake,
              ...(random() < 0.5 ? { times: 1 } : {}),
            },
          },
          ...(random() < 0.3 ? [{}] : []),
        ],
        security: [security],
      }),
    ),
  ),
  ...WRONG.flatMap((shows) =>
    LOGIN.map(
      (security): Kind => ({
        name: `TLS by ${modeOf(security)}: the certificate is wrong (${shows})`,
        servers: () => [{ tls: { mode: modeOf(security), shows } }],
        security: [security],
        nothingArrives: true,
      }),
    ),
  ),
  {
    name: "TLS: STARTTLS is not offered",
    servers: () => [{ hidesStartTls: true }],
    security: BY_COMMAND,
    nothingArrives: true,
  },
  always(
    "TLS: STARTTLS is refused",
    ["STARTTLS"],
    { says: "454 4.7.0 TLS not available\r\n" },
    { security: BY_COMMAND, nothingArrives: true },
  ),
  always(
    "TLS: replies behind the one to STARTTLS",
    ["STARTTLS"],
    { says: "220 2.0.0 Go ahead\r\n250-stress.test\r\n250 AUTH PLAIN LOGIN\r\n" },
    { security: BY_COMMAND, nothingArrives: true },
  ),
  says("TLS: cut without its end", SPOKEN, "", { ending: "cut" }, { security: SECURED }),
  says("TLS: close", SPOKEN, "", { ending: "close" }, { security: SECURED }),
  says("TLS: reset", SPOKEN, "", { ending: "reset" }, { security: SECURED }),
  says("TLS: silence", [...SPOKEN, "AUTH"], "", { ending: "silence" }, { security: SECURED }),
  says(
    "TLS: stored, and cut before the answer",
    ["END"],
    "",
    { stores: true, ending: "cut" },
    { security: SECURED },
  ),
  always(
    "TLS: the login is refused",
    ["AUTH"],
    { says: "535 5.7.8 Authentication failed\r\n" },
    { security: LOGIN },
  ),
  always(
    "TLS: the login is refused by a reply that repeats it",
    ["AUTH"],
    { reply: "a refusal that repeats what it heard" },
    { security: LOGIN },
  ),
  {
    name: "TLS: the login fails at times",
    server: (random) => [
      {
        stage: "AUTH",
        nth: 1,
        says: pick(random, ["454 4.7.0 Temporary failure\r\n", "421 4.7.0 Bye\r\n", ""]),
        ending: "close",
      },
    ],
    security: LOGIN,
  },
];
