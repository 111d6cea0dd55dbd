/** `connect` and `createMailer` for Node: the core's functions with a dial for node:net. */
import {
  type Adapter,
  type AdapterOptions,
  type Connect,
  type CreateMailer,
  makeConnect,
  makeCreateMailer,
} from "@parley-smtp/core";
import { nodeDial } from "./dial.ts";
import type { NodeNetOptions, NodeTlsOptions } from "./options.ts";

/** All options of a client on Node. */
export interface NodeOptions extends AdapterOptions, NodeNetOptions, NodeTlsOptions {}

const adapter: Adapter<NodeOptions> = {
  dial: nodeDial,
  ownOptions: {
    localAddress: true,
    family: true,
    verify: true,
    ca: true,
    cert: true,
    key: true,
    passphrase: true,
    servername: true,
  },
};

/**
 * Creates a mailer. It connects with the first message and closes its connections automatically.
 *
 * @example
 * await using mailer = createMailer({ host: "smtp.example.com", auth: { user, pass } });
 * const receipt = await mailer.send({ from: "a@example.com", to: "b@example.net", raw });
 */
export const createMailer: CreateMailer<NodeOptions> = /* @__PURE__ */ makeCreateMailer(adapter);

/**
 * Opens one explicit session.
 *
 * @example
 * await using connection = await connect("smtp://localhost:1025");
 * console.log(connection.capabilities.keywords);
 */
export const connect: Connect<NodeOptions> = /* @__PURE__ */ makeConnect(adapter);
