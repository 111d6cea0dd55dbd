/** All kinds of sessions of the stress run. */
import type { Kind } from "./kind.ts";
import { FAILOVER } from "./kinds-failover.ts";
import { FAULTS } from "./kinds-faults.ts";
import { ANY_REPLY } from "./kinds-replies.ts";
import { TLS } from "./kinds-tls.ts";

/** Each session of the run has one of them. */
export const KINDS: readonly Kind[] = [...FAULTS, ...FAILOVER, ...TLS, ...ANY_REPLY];
