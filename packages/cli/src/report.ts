/** Finds the replies of a bounce, in the same form as finds in other texts. */
import { readReport } from "@parley-smtp/mime/report";
import type { Found } from "@parley-smtp/node-socket/find-replies";

/** A message begins with header fields. */
const MESSAGE =
  /^(?:Return-Path|Received|From|To|Subject|Date|Message-ID|Delivered-To|MIME-Version|X-[\w-]{1,60}|Auto-Submitted|Content-Type|DKIM-Signature|ARC-[\w-]{1,40}|Authentication-Results): ?\S/i;

/**
 * Finds the replies of a delivery report.
 *
 * @param text the pasted text
 * @returns the finds; `undefined` for a text that is not a report
 */
export async function findInReport(text: string): Promise<readonly Found[] | undefined> {
  if (!MESSAGE.test(text)) return undefined;
  const report = await readReport(text);
  if (!report.isReport) return undefined;
  const { origin } = report;
  return report.recipients.flatMap(
    ({ address, reply, reason, status, command, remoteServer }): Found[] => {
      const context = {
        line: 1,
        recipient: address,
        ...(origin !== undefined && { origin }),
        ...(command !== undefined && { command }),
        ...(remoteServer !== undefined && { server: remoteServer }),
      };
      if (reply !== undefined) return [{ kind: "reply", reply, ...context }];
      if (reason === undefined && status === undefined) return [];
      const lines = reason === undefined ? [] : [reason];
      return [
        { kind: "wording", lines, ...(status !== undefined && { enhanced: status }), ...context },
      ];
    },
  );
}
