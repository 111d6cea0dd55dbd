/**
 * Captures messages in development instead of sending them.
 *
 * @module
 */
import type { Dial, DialTarget, Transport } from "./client/connection/transport.ts";
import { escapeControls } from "./protocol/errors/escape.ts";
import {
  type Personality,
  type ReceivedMessage,
  type TestServer,
  testServer,
} from "./testing/mod.ts";

export type { Dial, ReceivedMessage };

/** Receives each message. If it throws or rejects, the message counts as refused, with the error in the reply. */
export type OnCapturedMessage = (message: ReceivedMessage) => unknown;

/**
 * Makes a dial that opens no connection: a server in memory accepts every login and every message, and hands the
 * messages over. Everything else works as with a real server: checks, receipts, events, TLS as far as it can be seen.
 * It speaks SMTP, not LMTP, and takes passwords and tokens, not `external`.
 *
 * @param onMessage receives each message: envelope, content and parameters. The client waits for it
 * @returns a dial for the option `dial`, with any host name
 * @throws {TypeError} if `onMessage` is not a function
 * @example
 * import { captureDial } from "@parley-smtp/core/capture";
 *
 * const dial = captureDial(({ to, raw }) => console.log(to, raw));
 * const mailer = createMailer({ host: "smtp.example.com", auth: { user, pass }, dial });
 */
export function captureDial(onMessage: OnCapturedMessage): Dial {
  if (typeof onMessage !== "function") {
    throw new TypeError("captureDial needs a function that receives each message.");
  }
  return async (target, options) => {
    const server = testServer(personalityFor(target));
    return capturing(await server.dial(target, options), server, onMessage);
  };
}

/** No PIPELINING and no CHUNKING: the answer to a message comes alone, so that it can be replaced. */
const CAPABILITIES: readonly string[] = [
  "SIZE 52428800",
  "8BITMIME",
  "ENHANCEDSTATUSCODES",
  "SMTPUTF8",
  "DSN",
  "DELIVERBY",
  "MT-PRIORITY",
  "FUTURERELEASE 999999999 9999-12-31T23:59:59Z",
  "AUTH PLAIN LOGIN XOAUTH2",
];

function personalityFor({ tls }: DialTarget): Personality {
  const capabilities = tls === "starttls" ? [...CAPABILITIES, "STARTTLS"] : CAPABILITIES;
  // RFC 8689 4.1: REQUIRETLS is offered under TLS alone.
  return { capabilities, capabilitiesTls: [...CAPABILITIES, "REQUIRETLS"], tls };
}

/** The longest text of an error in a reply. */
const MAX_REASON = 400;

function capturing(inner: Transport, server: TestServer, onMessage: OnCapturedMessage): Transport {
  const { startTls } = inner;
  return {
    ...inner,
    async read() {
      const bytes = await inner.read();
      const { messages } = server;
      if (messages.length === 0) return bytes;
      // What was handed over is not kept: a program in development can run for days.
      server.reset();
      try {
        for (const message of messages) await onMessage(message);
        return bytes;
      } catch (error) {
        return refusalFor(error);
      }
    },
    ...(startTls && {
      startTls: async () => capturing(await startTls.call(inner), server, onMessage),
    }),
  };
}

function refusalFor(error: unknown): Uint8Array {
  const why = error instanceof Error ? error.message : "an error that is not an Error";
  const line = escapeControls(why)
    .replaceAll(/[^ -~]/g, "?")
    .slice(0, MAX_REASON);
  return new TextEncoder().encode(`554 5.3.0 The message was not captured: ${line}\r\n`);
}
