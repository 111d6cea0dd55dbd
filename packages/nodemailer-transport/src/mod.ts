/**
 * Parley as a transport for nodemailer: templates, plugins and DKIM stay as they are, and
 * what is sent gains negotiation, fallbacks that are told, and exact outcomes.
 *
 * @module
 */
export type { ParleyError } from "./errors.ts";
export type { ParleyInfo } from "./info.ts";
export { type ParleyTransport, parley } from "./transport.ts";
