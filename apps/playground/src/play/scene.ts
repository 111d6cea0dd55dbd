/**
 * The type of a scene: a server, a network, a client and its messages. Plain data for links, files and tests. It
 * never contains a credential, only that there is one, and its kind.
 */
import type { Wish } from "@parley-smtp/core";
import type { Feature } from "@parley-smtp/core/tables";
import type { Personality } from "@parley-smtp/core/testing";

/** The content of the message. */
export type Content = "plain" | "eight-bit" | "utf8" | "large";

/** The credentials of the client. */
export type Login = "none" | "password" | "token";

/** The client's wishes and options. */
export interface ClientScene {
  readonly tls?: "implicit" | "starttls" | "none";
  readonly port?: number;
  readonly login: Login;
  /** Credentials may be sent without TLS. */
  readonly cleartext?: boolean;
  readonly features: Readonly<Partial<Record<Feature, Wish>>>;
}

/** The messages to send. */
export interface MailScene {
  readonly from: string;
  readonly to: readonly string[];
  readonly content: Content;
  /** Number of messages, one after the other on one connection. */
  readonly count: number;
}

/** One server, one client, and the network between them. */
export interface Scene {
  readonly server: Personality;
  /** Milliseconds of a round trip. */
  readonly roundTripTime: number;
  /** Octets of the server per piece; absent: as the server wrote them. */
  readonly pieces?: number;
  readonly client: ClientScene;
  readonly mail: MailScene;
  /**
   * A session as text: its server lines are replayed, its head has the client's options, and the rest of the scene is
   * ignored.
   */
  readonly transcript?: string;
}

/** Secrets that the user enters. They are never put into a link. */
export interface Secrets {
  readonly user: string;
  readonly pass: string;
  readonly token: string;
}

/** The default secrets, until the user enters others. */
export const demoSecrets: Secrets = {
  user: "ann@example.org",
  pass: "correct horse battery staple",
  token: "ya29.an-access-token",
};

/** A round trip across a continent. */
const farAway = 80;

/** Returns a scene with this server, and defaults for everything else. */
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

/** Returns the message of a scene in the form of a transcript's head. */
export function messageOf({ from, to, content }: MailScene): {
  readonly from: string | null;
  readonly to: readonly string[];
  readonly raw: string;
  readonly lines?: number;
} {
  return { from: from === "" ? null : from, to, ...raws[content] };
}

/** Returns the client's options of a scene in the form of `connect`, with these secrets. */
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

/** Features for which a wish can change a message; TLS and AUTH also depend on other options. */
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
