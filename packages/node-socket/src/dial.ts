/**
 * Connections over node:net and node:tls, as the core's port wants them.
 *
 * Sockets stay in paused mode and bytes are taken out by `read()` alone, so
 * what follows a STARTTLS reply is there for whoever reads next. There are no
 * timers here: whoever calls gives up by the signal or by `close()`.
 */
import { once } from "node:events";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { type Dial, type TlsInfo, type Transport, TransportError } from "@parley-smtp/core";
import { broken, certificateFailure, connectFailure, handshakeFailure } from "./failure.ts";
import type { NodeNetOptions, NodeTlsOptions } from "./options.ts";
import { tlsClient } from "./tls.ts";

export function nodeDial(options: NodeNetOptions & NodeTlsOptions = {}): Dial {
  return null as never;
}
