/** `connect` and `createMailer` for Workers: the core's functions with a dial for cloudflare:sockets. */
import {
  type Adapter,
  type AdapterOptions,
  type Connect,
  type CreateMailer,
  makeConnect,
  makeCreateMailer,
} from "@parley-smtp/core";
import { keepAwake } from "./awake.ts";
import { workersDial } from "./dial.ts";

/**
 * All options of a client on Workers. Certificates and local addresses are missing, because Workers choose the
 * trusted authorities and the local address themselves.
 */
export interface WorkersOptions extends AdapterOptions {}

const adapter: Adapter<WorkersOptions> = {
  dial: () => workersDial,
  ownOptions: {},
  // Workers' WebCrypto refuses more than 100,000 iterations, which servers may require. The hash functions are loaded
  // only then.
  deriveKey: async (request, options) => {
    const { pbkdf2 } = await import("@parley-smtp/core/pbkdf2");
    return pbkdf2(request, options);
  },
};

/**
 * Creates a mailer. It connects with the first message and closes its connections automatically. Create one for each
 * request: a socket ends with the request that opened it. A mailer that is kept for several requests works, and opens
 * a connection in each of them.
 *
 * @example
 * await using mailer = createMailer({ host: "smtp.example.com", auth: { user, pass } });
 * const receipt = await mailer.send({ from: "a@example.com", to: "b@example.net", raw });
 */
export const createMailer: CreateMailer<WorkersOptions> = /* @__PURE__ */ makeCreateMailer(
  adapter,
  // A request may have six connections at the same time, which it shares with the caller's own `fetch`.
  { pool: { size: 1 }, wrap: keepAwake },
);

/**
 * Opens one explicit session. It must be opened inside a handler, and ends with its request.
 *
 * @example
 * await using connection = await connect("smtp://smtp.example.com?tls=starttls");
 * console.log(connection.capabilities.keywords);
 */
export const connect: Connect<WorkersOptions> = /* @__PURE__ */ makeConnect(adapter);
