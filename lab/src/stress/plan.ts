/**
 * The instructions for the servers of the stress run, and their reports. Plain data that can be sent to another
 * process.
 */

/** The name that good certificates are for, whichever address a server has. */
export const SERVER_NAME = "localhost";

/** A moment of a session at which the server replies, or could reply. */
export type Stage =
  | "connect"
  | "EHLO"
  | "HELO"
  | "STARTTLS"
  | "AUTH"
  | "MAIL"
  | "RCPT"
  | "DATA"
  | "BDAT"
  | "END"
  | "RSET"
  | "QUIT"
  /** The first piece of a message's content arrived; a reply here answers the message too early. */
  | "content"
  /** Nothing was requested, some milliseconds after a message. */
  | "idle";

/** What the server does instead of its usual reply. */
export interface Misbehaviour {
  readonly stage: Stage;
  /** The number of the stage's occurrence over all connections, from 1; absent: every one. */
  readonly nth?: number;
  /** The name of a reply in replies.ts, instead of everything below. */
  readonly reply?: string;
  /** Raw data to send; absent: nothing is sent. */
  readonly says?: string;
  /** Milliseconds between the octets of what is said. */
  readonly drip?: number;
  /** What happens to the connection afterwards. Default: it goes on. */
  readonly ending?: Ending;
  /** At `END`: the message is stored although the usual reply is not given. */
  readonly stores?: boolean;
}

/** How a connection ends: by FIN, by RST, by FIN without TLS's own end, or never. */
export type Ending = "close" | "reset" | "cut" | "silence";

/** What happens while content arrives. */
export interface ContentMisbehaviour {
  /** Octets of content after which it happens. */
  readonly after: number;
  readonly says?: string;
  readonly ending: "close" | "reset" | "stop-reading" | "discard";
}

/** Certificates that a server may show; clients trust the first alone. */
export type Certificate = "good" | "another authority" | "another name" | "expired";

/** How a server breaks a TLS handshake, once the client has begun it. */
export type HandshakeFault =
  | "closes"
  | "resets"
  | "is silent"
  | "answers in clear text"
  | "sends an alert"
  | "sends octets that are no TLS"
  | "closes after the handshake"
  | "resets after the handshake";

/** A server's TLS. */
export interface TlsPlan {
  readonly mode: "starttls" | "implicit";
  /** Default `good`. */
  readonly shows?: Certificate;
  readonly handshake?: HandshakeFault;
  /** Connections whose handshake is broken, from the first on. Default: all. */
  readonly times?: number;
}

/** How the server behaves. */
export interface ServerPlan {
  readonly keywords: readonly string[];
  /** The seed of the server's own random choices. */
  readonly seed: number;
  readonly misbehaviours?: readonly Misbehaviour[];
  /** The chance, from 0 to 1, that any answer is another reply of replies.ts. */
  readonly chaos?: number;
  readonly content?: ContentMisbehaviour;
  /** Connections that it serves at the same time; others are answered 421. */
  readonly connections?: number;
  /** Messages after which a connection neither answers nor closes. */
  readonly diesAfter?: number;
  /** Messages after which the server resets every connection, and refuses new ones. 0: it never listens. */
  readonly goesDownAfter?: number;
  readonly tls?: TlsPlan;
  /** The server has STARTTLS, and EHLO does not say so. */
  readonly hidesStartTls?: true;
  /** The server offers AUTH, and takes no mail without it. */
  readonly login?: true;
}

/** One stored copy. */
export interface Copy {
  readonly id: string;
  readonly recipient: string;
  readonly sha256: string;
  readonly octets: number;
  readonly tls: boolean;
}

/**
 * Why the replies to a message could be taken for those to another command. `extra`: whole replies came that
 * answer nothing. `missing`: a reply was left out and the connection went on.
 */
export type Doubt = "extra" | "missing";

/** What a server has seen. */
export interface ServerReport {
  readonly stored: readonly Copy[];
  /** Messages, by id, that went over a connection with such replies before their own answer. */
  readonly doubts: Readonly<Record<string, Doubt>>;
  /** Connections that are open. */
  readonly open: number;
  /** Those of them on which TLS was begun, and the client has said nothing under it. */
  readonly handshaking: number;
  /** How often a misbehaviour happened. */
  readonly misbehaved: number;
  /** Answers that were not the usual ones, by where. */
  readonly places: Readonly<Partial<Record<Stage, number>>>;
  /** Credentials that came in clear text, or under a certificate that is not the server's. */
  readonly exposed: readonly string[];
  /** Sessions that logged in. */
  readonly logins: number;
}

/** A running server. */
export interface StressServer {
  readonly host: string;
  readonly port: number;
  report(): Promise<ServerReport>;
  close(): Promise<void>;
}

/** Where servers are started. */
export interface StressServers {
  /** The authority to trust, PEM. */
  readonly ca: string;
  start(plan: ServerPlan): Promise<StressServer>;
  close(): Promise<void>;
}
