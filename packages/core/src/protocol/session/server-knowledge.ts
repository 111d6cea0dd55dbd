/**
 * What a session learns about its server. There is one record for clear text and one for TLS. A connection only has
 * the record of its own state of TLS, so nothing that was learned in clear text is used under TLS (RFC 3207 4.2).
 */

import type { Feature } from "../plan/feature.ts";
import type { ExcludedMethod } from "../plan/plan.ts";
import type { Reason } from "../reply/situation.ts";

/** Knowledge from an earlier session that only makes a client use fewer features. */
export interface Hint extends Omit<ExcludedMethod, "extraRoundTrips"> {
  /** The hint applies only to connections in this state of TLS. */
  readonly tls: boolean;
}

/** What was learned about a server in one state of TLS. */
export interface Knowledge {
  /** Methods that are not tried again. */
  excludedMethods: readonly ExcludedMethod[];
  /** Features that the server has used successfully. */
  proven: readonly Feature[];
  /** Keywords that the server did not announce but required in a reply. */
  demandedKeywords: readonly string[];
  /** Names for EHLO that the server refused. */
  namesRefused: readonly string[];
  /** The server closed the connection after EHLO, and has not answered EHLO since. */
  closedOnEhlo: boolean;
  /** Number of recipients that the server has accepted in one transaction, once it refused more. */
  maxRecipients: number | undefined;
}

/** Reasons for which an earlier session got no reply, so nothing was refused. */
const UNANSWERED: readonly Reason[] = ["silence", "disconnected", "garbage"];

/** Creates the knowledge of one state of TLS, from what earlier sessions learned. */
function createKnowledge(
  hints: readonly Hint[],
  proven: readonly Feature[],
  isTls: boolean,
): Knowledge {
  return {
    excludedMethods: hints
      .filter(({ tls }) => tls === isTls)
      .map(({ feature, method, reason }) => ({
        feature,
        method,
        reason: UNANSWERED.includes(reason) ? "hint-unanswered" : "hint",
        extraRoundTrips: 0,
      })),
    proven,
    demandedKeywords: [],
    namesRefused: [],
    closedOnEhlo: false,
    maxRecipients: undefined,
  };
}

/** Everything that a session learned about its server, over all connections. */
export class ServerKnowledge {
  readonly inClearText: Knowledge;
  readonly underTls: Knowledge;
  /** Excluded methods of the feature TLS. They decide about TLS, so they belong to neither state. */
  excludedTlsMethods: readonly ExcludedMethod[] = [];

  /**
   * @param hints methods to avoid
   * @param proven features that the server has used successfully
   */
  constructor(hints: readonly Hint[] = [], proven: readonly Feature[] = []) {
    this.inClearText = createKnowledge(hints, proven, false);
    this.underTls = createKnowledge(hints, proven, true);
  }

  /** Whether any method is excluded. */
  get hasExclusions(): boolean {
    const { inClearText, underTls, excludedTlsMethods } = this;
    const { length } = excludedTlsMethods;
    return length + inClearText.excludedMethods.length + underTls.excludedMethods.length > 0;
  }

  /** All excluded methods, for reports. A connection decides by its own `Knowledge`. */
  get allExcludedMethods(): readonly ExcludedMethod[] {
    const { inClearText, underTls, excludedTlsMethods } = this;
    return [...excludedTlsMethods, ...inClearText.excludedMethods, ...underTls.excludedMethods];
  }

  /** Excludes methods of one feature in one state of TLS, or in both if the feature is TLS. */
  exclude(knowledge: Knowledge, entries: readonly ExcludedMethod[]): void {
    if (entries[0]?.feature === "TLS") {
      this.excludedTlsMethods = [...this.excludedTlsMethods, ...entries];
    } else knowledge.excludedMethods = [...knowledge.excludedMethods, ...entries];
  }

  /** Replaces the excluded methods of every record. */
  updateExcludedMethods(
    update: (excluded: readonly ExcludedMethod[]) => readonly ExcludedMethod[],
  ): void {
    const { inClearText, underTls } = this;
    this.excludedTlsMethods = update(this.excludedTlsMethods);
    inClearText.excludedMethods = update(inClearText.excludedMethods);
    underTls.excludedMethods = update(underTls.excludedMethods);
  }
}
