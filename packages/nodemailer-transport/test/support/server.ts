/** smtp-server, an independent real server, on a free port; accepted messages are kept. */
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A message that the server took. */
export interface Received {
  readonly from: unknown;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly mail: ParsedMail;
}

/** Refuses `nobody@`, temporarily refuses `busy@`, and accepts the password "secret". */
export class TestServer implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #server: SMTPServer;

  constructor(options: SMTPServerOptions = {}) {
    this.#server = new SMTPServer({
      disableReverseLookup: true,
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onAuth({ username = "", password }, _session, callback) {
        if (password === "secret") callback(null, { user: username });
        else callback(refusal(535, "5.7.8 Wrong password"));
      },
      onRcptTo({ address }, _session, callback) {
        if (address.startsWith("nobody@")) callback(refusal(550, "5.1.1 No such user"));
        else if (address.startsWith("busy@")) callback(refusal(451, "4.7.1 Come back later"));
        else callback();
      },
      onData: (stream, { envelope }, callback) => {
        const { mailFrom, rcptTo } = envelope;
        const take = async (): Promise<string> => {
          const raw = await buffer(stream);
          if (raw.includes("Subject: Refuse me")) throw refusal(554, "5.7.1 Not this one");
          this.received.push({
            from: mailFrom ? mailFrom.address : false,
            to: rcptTo.map(({ address }) => address),
            raw,
            mail: await simpleParser(raw),
          });
          return "2.0.0 Taken";
        };
        take().then((text) => callback(null, text), callback);
      },
      ...options,
    });
  }

  /** Starts the server and returns its port. */
  async listen(): Promise<number> {
    const server = this.#server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
