/**
 * The protocol to the servers of the end-to-end cases, which run in a separate process: one line of JSON per
 * connection in each direction.
 */
import type { Dial } from "@parley-smtp/core";
import type { Fault, FaultPlace, Personality } from "@parley-smtp/core/testing";

/** The control ports of that process on 127.0.0.1. */
export interface Outside {
  /** The port of the conformance peer. */
  readonly conformance: number;
  /** The port for the questions below. */
  readonly endToEnd: number;
}

/** A real server of the lab with which every runtime is tested. */
export type RealServer = "postfix" | "smtp-server";

/** The questions. */
export type Question =
  /** A virtual server with this personality, its fault, its TLS identity, and a tap on its connection. */
  | {
      readonly start: Personality;
      readonly fault?: Fault;
      readonly shows?: Certificate;
      readonly tapped?: true;
    }
  /** The result of the fault of the virtual server on a port. */
  | { readonly faulted: number }
  /** The client's output through the tap on a port. */
  | { readonly heard: number }
  /** The messages that the virtual server on a port has accepted. */
  | { readonly arrived: number }
  /** The dialogue with the virtual server on a port, and the end of its connections. */
  | { readonly transcript: number }
  /** A real server. */
  | { readonly real: RealServer }
  /** The messages that a real server has stored since the last question. */
  | { readonly stored: RealServer };

/** The certificate of a virtual server: a valid one, or its fault. */
export type Certificate = "good" | "wrong-host" | "common-name-only" | "expired" | "untrusted";

/** The result of a fault. */
export interface Faulted {
  /** Number of octets that the server has sent. */
  readonly said: number;
  /** Where its replies began, and what they answered. */
  readonly beginnings: readonly (readonly [at: number, place: FaultPlace])[];
  /** Number of connections that the client has not closed. */
  readonly open: number;
  /** Like `Faulty.lied`, for messages by DATA and by BDAT. */
  readonly lied: { readonly DATA: boolean; readonly BDAT: boolean };
}

/** The client's output, one character per octet. */
export interface Heard {
  /** The octets on the network. */
  readonly wire: string;
  /** The octets as the server read them: in clear text, and under TLS. */
  readonly inside: string;
}

/** A virtual server. */
export interface Started {
  readonly port: number;
  /** The authority to trust for `localhost`, PEM. */
  readonly ca: string;
}

/** A message that a virtual server accepted. */
export interface Arrived {
  readonly from: string;
  readonly to: readonly string[];
  readonly tls: boolean;
  readonly user?: string;
  /** SHA-256 of the content, hexadecimal. */
  readonly sha256: string;
}

/** A real server, or why it is missing. */
export type Real =
  | {
      /** The ports by profile of the lab. */
      readonly ports: Readonly<Record<string, number>>;
      readonly ca: string;
      readonly credentials: { readonly user: string; readonly pass: string };
    }
  | { readonly missing: string };

/** A copy of the large message as stored by a real server, without trace headers. */
export interface Stored {
  readonly recipient: string;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** The answers. */
export type AnswerTo<Q extends Question> = Q extends { start: Personality }
  ? Started
  : Q extends { arrived: number }
    ? readonly Arrived[]
    : Q extends { faulted: number }
      ? Faulted
      : Q extends { heard: number }
        ? Heard
        : Q extends { transcript: number }
          ? string
          : Q extends { real: RealServer }
            ? Real
            : readonly Stored[];

/** The connection to the servers. */
export type Ask = <Q extends Question>(question: Q) => Promise<AnswerTo<Q>>;

/**
 * Returns a connection to the servers that only needs a dial from the runtime.
 *
 * @param port the control port on 127.0.0.1
 * @param dial any working dial
 */
export function askOver(port: number, dial: Dial): Ask {
  return async (question) => {
    const { signal } = new AbortController();
    const transport = await dial({ host: "127.0.0.1", port, tls: "none" }, { signal });
    try {
      await transport.write(new TextEncoder().encode(`${JSON.stringify(question)}\n`));
      const decoder = new TextDecoder();
      let answer = "";
      for (let bytes = await transport.read(); bytes; bytes = await transport.read()) {
        answer += decoder.decode(bytes, { stream: true });
      }
      return JSON.parse(answer);
    } finally {
      transport.close();
    }
  };
}
