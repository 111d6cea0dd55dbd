/**
 * Attackers that want the password, in the network or as a false server: the client's output is searched octet by
 * octet, on the network and under TLS.
 */
import { SmtpError } from "@parley-smtp/core";
import type { Answer, Personality } from "@parley-smtp/core/testing";
import type { Case } from "./case.ts";
import type { Ask, Certificate, Heard } from "./outside.ts";
import type { Runtime } from "./runtime.ts";
import { same } from "./same.ts";

const auth = { user: "canary.bird", pass: "c4n4ry+Sïngs/loud" };
const letter = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

const LOGINS = "AUTH SCRAM-SHA-256 PLAIN LOGIN CRAM-MD5";

/** Accepts a password in clear text as well. */
const greedy: Personality = {
  tls: "starttls",
  capabilities: ["PIPELINING", "STARTTLS", LOGINS],
  capabilitiesTls: ["PIPELINING", LOGINS],
  users: { [auth.user]: auth.pass },
};

function answering(...answers: Answer[]): Personality {
  return { ...greedy, answers };
}

interface Attack {
  readonly named: string;
  readonly server: Personality;
  readonly shows?: Certificate;
}

const withoutTls = (...capabilities: string[]): Personality => ({
  ...greedy,
  tls: "none",
  capabilities: [...capabilities, LOGINS],
});

const injected = "250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n";

const ATTACKS: readonly Attack[] = [
  { named: "removes STARTTLS", server: withoutTls("PIPELINING") },
  { named: "masks STARTTLS", server: withoutTls("XXXXXXXA", "XXXXXXXB") },
  ...["454 4.7.0 Not now", "502 5.5.1 Not implemented", "554 5.7.0 No"].map((reply) => ({
    named: `answers STARTTLS with ${reply.slice(0, 3)}`,
    server: answering({ to: "STARTTLS", reply }),
  })),
  {
    named: "sends more replies after the one to STARTTLS",
    server: answering({ to: "STARTTLS", inject: injected }),
  },
  { named: "lets the handshake fail", server: answering({ to: "TLS", close: "before" }) },
  {
    named: "refuses EHLO, and so offers no STARTTLS",
    server: answering({ to: "EHLO", reply: "502 5.5.1 Not implemented" }),
  },
  {
    named: "asks for the password before STARTTLS",
    server: answering({ to: "STARTTLS", reply: "530 5.7.0 Authentication required" }),
  },
  ...(["starttls", "implicit"] as const).flatMap((tls) =>
    (["wrong-host", "common-name-only", "expired", "untrusted"] as const).map((shows) => ({
      named: `presents a certificate that is ${shows} (${tls})`,
      server: { ...greedy, tls },
      shows,
    })),
  ),
];

/** Returns the cases: each attack causes an error, and the client sends not one octet of a login. */
export function intruderCases(runtime: Runtime, ask: Ask): Case[] {
  async function send({ server, shows = "good" }: Omit<Attack, "named">): Promise<{
    heard: Heard;
    error: unknown;
  }> {
    const { port, ca } = await ask({ start: server, shows, tapped: true });
    const tls = server.tls === "implicit" ? { tls: server.tls } : {};
    let error: unknown;
    {
      await using mailer = runtime.createMailer({ host: "localhost", port, ca, auth, ...tls });
      error = await mailer.send(letter).then(
        () => undefined,
        (reason: unknown) => reason,
      );
    }
    return { heard: await ask({ heard: port }), error };
  }

  const attacks = ATTACKS.map(
    ({ named, ...attack }): Case => ({
      name: `sends no byte of a login and no mail to a peer that ${named}`,
      async run() {
        const { heard, error } = await send(attack);
        same(SmtpError.is(error), true, "whether it fails as it should");
        for (const said of [heard.wire, heard.inside]) {
          same(givenAway(said), [], "what it gave away");
          same(/^(?:AUTH|MAIL)\b/im.test(said), false, "whether it began to");
        }
      },
    }),
  );
  return [
    {
      name: "sends a login only under TLS, to a trusted peer",
      async run() {
        const server = { ...greedy, capabilitiesTls: ["AUTH PLAIN"] };
        const { heard, error } = await send({ server });
        same(error, undefined, "the error");
        same(givenAway(heard.wire), [], "what stood on the wire");
        same(givenAway(heard.inside).includes("base64 of the password"), true, "the login seen");
      },
    },
    ...attacks,
  ];
}

/** Returns the forms in which parts of the name or password occur. */
function givenAway(said: string): string[] {
  const found: string[] = [];
  for (const [what, text] of [
    ["name", auth.user],
    ["password", auth.pass],
  ]) {
    const octets = String.fromCharCode(...new TextEncoder().encode(text));
    if (said.includes(octets)) found.push(`the ${what}`);
    if (said.includes(hexadecimal(octets))) found.push(`hexadecimal of the ${what}`);
    const aligned = ["", "x", "xx"].some((before) => {
      // Only the characters that contain no other bits.
      const from = Math.ceil((before.length * 8) / 6);
      const to = Math.floor(((before + octets).length * 8) / 6);
      return said.includes(btoa(before + octets).slice(from, to));
    });
    if (aligned) found.push(`base64 of the ${what}`);
  }
  return found;
}

function hexadecimal(octets: string): string {
  return Array.from(octets, (octet) => octet.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
