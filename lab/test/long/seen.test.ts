/**
 * The results with every server and profile: the method of each feature, and the reason. Stored in docs/seen, one
 * file per server, from which docs/status.md is generated.
 */
import {
  connect,
  type Decision,
  type Feature,
  login,
  type Message,
  type NodeOptions,
  type SessionEvent,
  SmtpError,
} from "@parley-smtp/node-socket";
import { cramMd5 } from "@parley-smtp/node-socket/cram-md5";
import { expect, it } from "vitest";
import { type LabServer, type Profile, SERVER_NAMES, type ServerName } from "../../src/mod.ts";
import { type Delivery, deliveries, literal } from "../client/deliveries.ts";
import { describeServer } from "../client/suite.ts";

interface Seen {
  readonly profile: Profile;
  readonly feature: Feature;
  readonly method: string;
  readonly reason?: string;
  readonly code?: number;
  /** The literal reply that excluded a better method. */
  readonly reply?: string;
  readonly extraRoundTrips?: number;
}

/** Servers that check no password, and profiles that require none. */
const LETS_ANYONE_IN: readonly string[] = ["smtp-sink", "lmtp"];

const QUESTIONS = ["VRFY", "EXPN", "HELP", "ETRN"] as const;

const RAW = "Subject: seen\r\n\r\nSeen.\r\n";

/** Content without lines, so that only the whole content counts. */
const BINARY = `Subject: seen\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n\0\n\r`;

/**
 * The messages to send: to no existing recipient, plain, with 8-bit and with binary content, to an address that is
 * not ASCII, and with message options.
 */
const MESSAGES: readonly Omit<Message, "from">[] = [
  { to: "no-such-user@lab.test", raw: RAW },
  { to: "test@lab.test", raw: RAW },
  { to: "test@lab.test", raw: RAW.replace("Seen", "Gesehen, jawohl, schön") },
  { to: "test@lab.test", raw: BINARY },
  { to: "jörg@lab.test", raw: RAW },
  { to: "test@lab.test", raw: RAW, dsn: { notify: ["failure"], ret: "headers" } },
  { to: "test@lab.test", raw: RAW, deliverBy: { seconds: 3600, mode: "notify" } },
  { to: "test@lab.test", raw: RAW, requireTls: true },
];

/** Servers that recognize the account by something other than its password. */
const OTHERWISE: Readonly<
  Partial<Record<ServerName, (server: LabServer) => Partial<NodeOptions>>>
> = {
  exim: ({ clientCertificate }) => ({ ...clientCertificate, auth: { external: true } }),
  "smtp-server": ({ credentials: { user, pass } }) => ({ auth: { user, token: pass } }),
};

/** Message options are required, unless the wishes are weaker. */
const LENIENT = { DSN: "prefer", DELIVERBY: "prefer" } as const;

function optionsFor(server: LabServer, profile: Profile): NodeOptions {
  const port = server.ports[profile];
  if (port === undefined) throw new RangeError(`${server.name} has no profile ${profile}.`);
  return {
    host: "localhost",
    port,
    ca: server.ca,
    ...(profile === "implicit" ? { tls: "implicit" } : {}),
    ...(profile === "lmtp" ? { protocol: "lmtp" } : {}),
    ...(LETS_ANYONE_IN.includes(server.name) || LETS_ANYONE_IN.includes(profile)
      ? { features: LENIENT }
      : { auth: server.credentials, features: { ...LENIENT, AUTH: "prefer", TLS: "prefer" } }),
    timeouts: { total: 60_000 },
  };
}

/** Runs one session: the messages, the queries; then returns all decisions. */
async function observe(
  server: LabServer,
  profile: Profile,
  more: Partial<NodeOptions> = {},
): Promise<Seen[]> {
  const events: SessionEvent[] = [];
  const decisions: Decision[] = [];
  const options = { ...optionsFor(server, profile), ...more };
  const connection = await connect({ ...options, onEvent: (event) => events.push(event) }).catch(
    (error: unknown) => {
      if (!SmtpError.is(error)) throw error;
      decisions.push(...error.decisions);
    },
  );
  if (!connection) return decisions.map((row) => seen(server.name, profile, row));
  for (const message of MESSAGES) {
    await connection.send({ ...message, from: "ann@lab.test" }).then(
      (receipt) => decisions.push(...receipt.decisions),
      (error: unknown) => {
        if (!SmtpError.is(error)) throw error;
        decisions.push(...error.decisions);
      },
    );
  }
  const questions = [
    () => connection.vrfy("test@lab.test"),
    () => connection.expn("test@lab.test"),
    () => connection.help(),
    () => connection.etrn("lab.test"),
  ];
  for (const ask of questions) {
    await ask().catch((error: unknown) => {
      if (!SmtpError.is(error)) throw error;
    });
  }
  const { choices } = connection.plan;
  await connection.close();
  const asked = QUESTIONS.map((feature) => ({
    ...choices[feature],
    method: choices[feature].method ?? "",
  }));
  const verbs = (["RSET", "QUIT"] as const)
    .filter((verb) => answered(events, verb))
    .map((feature) => ({ feature, method: feature }));
  return [...decisions, ...asked, ...verbs].map((row) => seen(server.name, profile, row));
}

function seen(
  server: ServerName,
  profile: Profile,
  row: Pick<Decision, "feature" | "method" | "reason" | "reply"> & Partial<Decision>,
): Seen {
  const { feature, method, reason, reply, extraRoundTrips = 0 } = row;
  return {
    profile,
    feature,
    method,
    ...(reason === undefined ? {} : { reason }),
    ...(reply === undefined ? {} : { code: reply.code, reply: literal(reply, server) }),
    ...(extraRoundTrips > 0 ? { extraRoundTrips } : {}),
  };
}

function answered(events: readonly SessionEvent[], verb: string): boolean {
  return events.some(
    (event) => event.type === "reply" && event.answers === verb && event.reply.code < 300,
  );
}

for (const name of SERVER_NAMES) {
  await describeServer(name, `${name}, as seen by the client`, (running) => {
    it("uses for each feature the method in docs/seen", async () => {
      const server = running();
      const rows: (Seen | ({ readonly profile: Profile } & Delivery))[] = [];
      for (const profile of Object.keys(server.ports).sort() as Profile[]) {
        rows.push(...(await observe(server, profile)));
        const delivered = await deliveries(server, optionsFor(server, profile));
        rows.push(...delivered.map((row) => ({ profile, ...row })));
      }
      for (const mechanism of [login, cramMd5]) {
        rows.push(...(await observe(server, "plain", { mechanisms: [mechanism] })));
      }
      const otherwise = OTHERWISE[name]?.(server);
      if (otherwise) rows.push(...(await observe(server, "plain", otherwise)));
      const lines = new Set(rows.map((row) => `  ${JSON.stringify(row)}`));
      const text = `[\n${[...lines].join(",\n")}\n]\n`;
      await expect(text).toMatchFileSnapshot(`../../../docs/seen/${name}.json`);
    });
  });
}
