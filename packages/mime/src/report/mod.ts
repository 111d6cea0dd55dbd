/**
 * Reads bounces and other reports about deliveries (RFC 3464, RFC 6533, and the many that follow no standard). The same on
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
