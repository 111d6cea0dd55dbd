/** `connect` and `createMailer` for Deno: the core's functions with a dial for Deno's sockets. */
import {
  type Adapter,
  type AdapterOptions,
  type Connect,
  type CreateMailer,
  makeConnect,
  makeCreateMailer,
} from "@parley-smtp/core";
import { denoDial } from "./dial.ts";
import type { DenoClientCertificate, DenoTlsOptions, NoClientCertificate } from "./options.ts";

/** All options of a client on Deno. */
export type DenoOptions = AdapterOptions &
  DenoTlsOptions &
  (NoClientCertificate | (DenoClientCertificate & { readonly tls: "implicit" }));

const adapter: Adapter<DenoOptions> = {
  dial: denoDial,
  ownOptions: { ca: true, servername: true, cert: true, key: true },
};

/**
 * Creates a mailer. It connects with the first message and closes its connections automatically.
 *
 * @example
 * await using mailer = createMailer({ host: "smtp.example.com", auth: { user, pass } });
 * const receipt = await mailer.send({ from: "a@example.com", to: "b@example.net", raw });
 */
export const createMailer: CreateMailer<DenoOptions> = /* @__PURE__ */ makeCreateMailer(adapter);

/**
 * Opens one explicit session.
 *
 * @example
 * await using connection = await connect("smtp://localhost:1025");
 * console.log(connection.capabilities.keywords);
 */
export const connect: Connect<DenoOptions> = /* @__PURE__ */ makeConnect(adapter);
