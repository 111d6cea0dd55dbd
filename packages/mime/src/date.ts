/** Dates of messages (RFC 5322 3.3). */

const WITH_OFFSET =
  /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:Z|([-+])(\d\d):?(\d\d))$/i;

/**
 * Writes a date: a Date in UTC, a text in the time zone that it names.
 *
 * @throws {TypeError} if it is not valid
 */
export function dateText(given: Date | string): string {
  const [whole, , , sign, hours = "00", minutes = "00"] =
    typeof given === "string" ? (WITH_OFFSET.exec(given) ?? []) : ["now"];
  const date = typeof given === "string" ? new Date(given) : given;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  const local = date instanceof Date ? new Date(date.getTime() + offset * 60_000) : undefined;
  if (whole === undefined || !local || Number.isNaN(local.getTime()) || Number(minutes) > 59) {
    throw new TypeError(
      "`date` must be a valid Date, or a text with a time zone such as 2030-12-31T23:59:00+01:00.",
    );
  }
  return local.toUTCString().replace("GMT", `${sign ?? "+"}${hours}${minutes}`);
}
