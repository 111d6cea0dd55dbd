/**
 * What was seen with every server and profile: which way each feature took, and
 * why. Kept in docs/seen, one file a server, from which docs/status.md is made.
 */
import {
  connect,
  type Decision,
  defaultMechanisms,
  type Feature,
  login,
  type Mechanism,
  type SessionEvent,
} from "@parley-smtp/node-socket";
import { cramMd5 } from "@parley-smtp/node-socket/cram-md5";
import { expect, it } from "vitest";
import { type LabServer, type Profile, SERVER_NAMES } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";

interface Seen {
  readonly profile: Profile;
  readonly feature: Feature;
  readonly way: string;
  readonly because?: string;
  readonly code?: number;
}

const QUESTIONS = ["VRFY", "EXPN", "HELP"] as const;

const RAW = "Subject: seen\r\n\r\nSeen.\r\n";

/** What is sent in turn: to nobody, plainly, with 8-bit content, and to an address that is not ASCII. */
const MESSAGES = [
  { to: "no-such-user@lab.test", raw: RAW },
  { to: "test@lab.test", raw: RAW },
  { to: "test@lab.test", raw: RAW.replace("Seen", "Gesehen, jawohl, schön") },
  { to: "jörg@lab.test", raw: RAW },
];

/** One session: the messages, the questions; then all that was decided. */
async function observe(
  server: LabServer,
  profile: Profile,
  mechanisms: readonly Mechanism[] = defaultMechanisms,
): Promise<Seen[]> {
  const events: SessionEvent[] = [];
  const port = server.ports[profile];
  if (port === undefined) throw new RangeError(`${server.name} has no profile ${profile}.`);
  const connection = await connect({
    host: "localhost",
    port,
    ca: server.ca,
    ...(profile === "implicit" ? { tls: "implicit" } : {}),
    ...(server.name !== "smtp-sink"
      ? { auth: server.credentials, features: { AUTH: "prefer", TLS: "prefer" } }
      : {}),
    mechanisms,
    onEvent: (event) => events.push(event),
  });
  const decisions: Decision[] = [];
  for (const message of MESSAGES) {
    await connection.send({ ...message, from: "ann@lab.test" }).then(
      (receipt) => decisions.push(...receipt.decisions),
      (error) => decisions.push(...error.decisions),
    );
  }
  await connection.vrfy("test@lab.test");
  await connection.expn("test@lab.test");
  await connection.help();
  const { choices } = connection.plan;
  await connection.close();
  const asked = QUESTIONS.map((feature) => ({
    ...choices[feature],
    instead: choices[feature].way ?? "",
  }));
  const verbs = (["RSET", "QUIT"] as const)
    .filter((verb) => answered(events, verb))
    .map((feature) => ({ feature, instead: feature }));
  return [...decisions, ...asked, ...verbs].map((row) => seen(profile, row));
}

function seen(
  profile: Profile,
  row: Pick<Decision, "feature" | "instead" | "because" | "reply">,
): Seen {
  const { feature, instead: way, because, reply } = row;
  return {
    profile,
    feature,
    way,
    ...(because === undefined ? {} : { because }),
    ...(reply === undefined ? {} : { code: reply.code }),
  };
}

function answered(events: readonly SessionEvent[], verb: string): boolean {
  return events.some(
    (event) => event.type === "reply" && event.answers === verb && event.reply.code < 300,
  );
}

for (const name of SERVER_NAMES) {
  await describeServer(name, `${name}, as seen by the client`, (running) => {
    it("takes each feature the way that docs/seen tells", async () => {
      const server = running();
      const rows: Seen[] = [];
      for (const profile of Object.keys(server.ports).sort() as Profile[]) {
        rows.push(...(await observe(server, profile)));
      }
      for (const mechanism of [login, cramMd5]) {
        rows.push(...(await observe(server, "plain", [mechanism])));
      }
      const lines = new Set(rows.map((row) => `  ${JSON.stringify(row)}`));
      const text = `[\n${[...lines].join(",\n")}\n]\n`;
      await expect(text).toMatchFileSnapshot(`../../../docs/seen/${name}.json`);
    });
  });
}
