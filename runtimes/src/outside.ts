/**
 * The servers of the end-to-end cases, as the cases see them: a process of their
 * own, asked over its control port, one line of JSON a connection each way.
 */
import type { Dial } from "@parley-smtp/core";
import type { Fault, FaultPlace, Personality } from "@parley-smtp/core/testing";

/** The control ports of that process on 127.0.0.1. */
export interface Outside {
  /** Of the conformance peer. */
  readonly conformance: number;
  /** For the questions below. */
  readonly endToEnd: number;
}

/** A real server of the laboratory that every runtime is tried against. */
export type RealServer = "postfix" | "smtp-server";

/** What to ask for. */
export type Question =
  /** A virtual server with this personality; a fault of its own; who it says it is; a tap on its line. */
  | {
      readonly start: Personality;
      readonly fault?: Fault;
      readonly shows?: Certificate;
      readonly tapped?: true;
    }
  /** What the virtual server on a port saw of its fault. */
  | { readonly faulted: number }
  /** What the client has said through the tap on a port. */
  | { readonly heard: number }
  /** What the virtual server on a port took. */
  | { readonly arrived: number }
  /** The dialogue with the virtual server on a port, and the end of its connections. */
  | { readonly transcript: number }
  /** A real server. */
  | { readonly real: RealServer }
  /** What a real server has stored since the last time. */
  | { readonly stored: RealServer };

/** The certificate that a virtual server shows: a good one, or what is wrong with it. */
export type Certificate = "good" | "wrong-host" | "common-name-only" | "expired" | "untrusted";

/** What came of a fault. */
export interface Faulted {
  /** Octets that the server has said. */
  readonly said: number;
  /** Where its replies began, and what they answered. */
  readonly beginnings: readonly (readonly [at: number, place: FaultPlace])[];
  /** Connections that the client has not closed. */
  readonly open: number;
  /** As `Faulty.lied`, of messages that went by DATA and by BDAT. */
  readonly lied: { readonly DATA: boolean; readonly BDAT: boolean };
}

/** What a client has said, each octet a character. */
export interface Heard {
  /** As it came over the wire. */
  readonly wire: string;
  /** As the server understood it: in clear, and what came under TLS. */
  readonly inside: string;
}

/** A virtual server. */
export interface Started {
  readonly port: number;
  /** The authority to trust for `localhost`, PEM. */
  readonly ca: string;
}

/** A message as a virtual server took it. */
export interface Arrived {
  readonly from: string;
  readonly to: readonly string[];
  readonly tls: boolean;
  readonly user?: string;
  /** SHA-256 of the content, hexadecimal. */
  readonly sha256: string;
}

/** A real server, or why there is none. */
export type Real =
  | {
      /** By profile of the laboratory. */
      readonly ports: Readonly<Record<string, number>>;
      readonly ca: string;
      readonly credentials: { readonly user: string; readonly pass: string };
    }
  | { readonly missing: string };

/** A copy of the large message as a real server stored it, trace headers taken off. */
export interface Stored {
  readonly recipient: string;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** What comes back. */
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

/** The way to the servers. */
export type Ask = <Q extends Question>(question: Q) => Promise<AnswerTo<Q>>;

/**
 * A way to the servers that needs nothing of the runtime but a dial.
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
