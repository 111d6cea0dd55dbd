/**
 * Parley as a transport for nodemailer: templates, plugins and DKIM stay the same, and sending gains negotiation,
 * reported fallbacks, and exact outcomes.
 *
 * @module
 */
export type { ParleyError } from "./errors.ts";
export type { ParleyInfo } from "./info.ts";
export { type ParleyTransport, parley } from "./transport.ts";
