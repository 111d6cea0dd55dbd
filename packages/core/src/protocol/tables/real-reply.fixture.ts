/** The shape of a real reply: what was answered, in which situation, and what it means there. */
import type { Reaction, Situation } from "../reply/situation.ts";

/** A situation by what is particular about it; `inSituation` of the tests fills in the rest. */
export type Particular = Pick<Situation, "command"> & Partial<Situation>;

/** What must be told of a reply. */
export type Expected = Pick<Reaction, "action"> & Partial<Reaction>;

/** One reply in one situation. */
export interface RealReply {
  readonly id: string;
  readonly situation: Particular;
  readonly reply: string;
  readonly expect: Expected;
}

/** Replies that mean the same in the same situation. */
export function group(
  situation: Particular,
  expect: Expected,
  replies: Readonly<Record<string, string>>,
): readonly RealReply[] {
  return Object.entries(replies).map(([id, reply]) => ({ id, situation, reply, expect }));
}

/** A whole situation from its particulars: the first command after EHLO, in clear text, of a client without credentials. */
export function inSituation(particular: Particular): Situation {
  return {
    initialResponse: false,
    parameters: [],
    droppable: [],
    greeted: "EHLO",
    repeated: false,
    tls: false,
    authenticated: false,
    credentials: false,
    advertised: [],
    grouped: false,
    earlierRefused: false,
    recipientsAccepted: 0,
    contentOctets: 0,
    tokenRenewable: false,
    mechanismsLeft: [],
    ...particular,
  };
}
