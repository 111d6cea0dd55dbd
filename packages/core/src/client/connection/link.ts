/** Describes a new or upgraded connection for the script: TLS, addresses, channel bindings. The adapter opens it. */

import { ownProperties, ownProperty } from "../../protocol/errors/own-properties.ts";
import type { ConnectionInfo } from "../../protocol/session/effects.ts";
import type { Transport } from "./transport.ts";

/** Describes the connection. */
export function describeLink(transport: Transport): ConnectionInfo {
  // Whether the connection is secure must not be read from Object.prototype.
  const own = ownProperty(transport, "tls");
  const tls = own && ownProperties(own);
  const localAddress = ownProperty(transport, "localAddress");
  const remoteAddress = ownProperty(transport, "remoteAddress");
  return Object.freeze({
    tls: tls !== undefined,
    verified: tls?.verified ?? false,
    canStartTls: ownProperty(transport, "startTls") !== undefined,
    ...(tls?.channelBindings ? { channelBindings: tls.channelBindings } : {}),
    ...(localAddress === undefined ? {} : { localAddress }),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
  });
}
