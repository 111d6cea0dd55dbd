/**
 * What was seen with every server and profile: which way each feature took, and
 * why. Kept in docs/seen, one file a server, from which docs/status.md is made.
 */
import { connect, type Decision, type Feature, type SessionEvent } from "@parley-smtp/node-socket";
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

/** One session: a refused message, one that is taken, the questions; then all that was decided. */
async function observe(server: LabServer, profile: Profile): Promise<Seen[]> {
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
    onEvent: (event) => events.push(event),
  });
  const message = {
    from: "ann@lab.test",
    to: "test@lab.test",
    raw: "Subject: seen\r\n\r\nSeen.\r\n",
  };
  const decisions: Decision[] = [];
  for (const to of ["no-such-user@lab.test", "test@lab.test"]) {
    await connection.send({ ...message, to }).then(
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
  const rows = [...decisions, ...asked, ...verbs].map((row) => seen(profile, row));
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
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
      const text = `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`;
      await expect(text).toMatchFileSnapshot(`../../../docs/seen/${name}.json`);
    });
  });
}
