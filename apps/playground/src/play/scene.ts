/**
 * What is played: a server, a wire, a client and its mail. Plain data, so that a
 * link, a file or a test can hold it. No credential is ever part of it: a scene
 * says only that there is one, and of which kind.
 */
import type { Wish } from "@parley-smtp/core";
import type { Feature } from "@parley-smtp/core/tables";
import type { Personality } from "@parley-smtp/core/testing";

/** What the message holds. */
export type Content = "plain" | "eight-bit" | "utf8" | "large";

/** How the client proves who it is. */
export type Login = "none" | "password" | "token";

/** The client's wishes and options. */
export interface ClientScene {
  readonly tls?: "implicit" | "starttls" | "none";
  readonly port?: number;
  readonly login: Login;
  /** Credentials may go out without TLS. */
  readonly cleartext?: boolean;
  readonly features: Readonly<Partial<Record<Feature, Wish>>>;
}

/** The mail that is to be sent. */
export interface MailScene {
  readonly from: string;
  readonly to: readonly string[];
  readonly content: Content;
  /** Messages, one after the other on one connection. */
  readonly count: number;
}

/** One server, one client, and the wire between them. */
export interface Scene {
  readonly server: Personality;
  /** Milliseconds from one side to the other and back. */
  readonly roundTripTime: number;
  /** Octets of the server in one piece; absent: a reply comes as the server wrote it. */
  readonly pieces?: number;
  readonly client: ClientScene;
  readonly mail: MailScene;
  /** A session as text: its server speaks, its head says what the client wants, and the rest of the scene is not used. */
  readonly transcript?: string;
}

/** Secrets that the user enters. They are never put into a link. */
export interface Secrets {
  readonly user: string;
  readonly pass: string;
  readonly token: string;
}

/** What is used as long as nobody has typed anything else. */
export const demoSecrets: Secrets = {
  user: "ann@example.org",
  pass: "correct horse battery staple",
  token: "ya29.an-access-token",
};

/** A round trip across a continent. */
const farAway = 80;

/** A scene with this server, and nothing special about the rest. */
export function sceneOf(server: Personality, client: Partial<ClientScene> = {}): Scene {
  return {
    server,
    roundTripTime: farAway,
    client: { login: "none", features: {}, ...client },
    mail: { from: "ann@example.org", to: ["bob@example.net"], content: "plain", count: 1 },
  };
}

const raws: Readonly<Record<Content, { readonly raw: string; readonly lines?: number }>> = {
  plain: { raw: "Subject: Hello\r\n\r\nHello, Bob.\r\n" },
  "eight-bit": {
    raw: "Subject: Hello\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße aus Köln.\r\n",
  },
  utf8: {
    raw: "Subject: Grüße aus Köln\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nHello, Bob.\r\n",
  },
  large: { raw: "Subject: Hello\r\n\r\n", lines: 2500 },
};

/** The message of a scene, as a transcript's head has it. */
export function messageOf({ from, to, content }: MailScene): {
  readonly from: string | null;
  readonly to: readonly string[];
  readonly raw: string;
  readonly lines?: number;
} {
  return { from: from === "" ? null : from, to, ...raws[content] };
}

/** The client's options of a scene, as `connect` has them, with these secrets. */
export function optionsOf(
  { tls, port, login, cleartext, features }: ClientScene,
  { user, pass, token }: Secrets,
) {
  const auth = { user, ...(login === "token" ? { token } : { pass }) };
  return {
    ...(port === undefined ? {} : { port }),
    ...(tls === undefined ? {} : { tls }),
    ...(login === "none" ? {} : { auth: cleartext ? { ...auth, allowCleartext: true } : auth }),
    ...(Object.keys(features).length === 0 ? {} : { features: { ...features } }),
  };
}

/** Features for which a wish makes a difference to a message; TLS and AUTH follow from the other options too. */
export const requestedFeatures: readonly Feature[] = [
  "ESMTP",
  "TLS",
  "AUTH",
  "PIPELINING",
  "CHUNKING",
  "SIZE",
  "8BITMIME",
  "SMTPUTF8",
  "DSN",
  "REQUIRETLS",
  "DELIVERBY",
  "FUTURERELEASE",
  "MT-PRIORITY",
  "RRVS",
  "RSET",
  "QUIT",
];
