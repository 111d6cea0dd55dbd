/**
 * Reads bounces and other delivery reports (RFC 3464, RFC 6533, and many formats without a standard). The same on
 * Node, Bun, Deno and Workers.
 *
 * @module
 */
export { readReport } from "./read-report.ts";
export type {
  Classify,
  DeliveryReport,
  NoReport,
  ReadReportOptions,
  ReportAction,
  ReportedRecipient,
  ReportForm,
} from "./report.ts";
