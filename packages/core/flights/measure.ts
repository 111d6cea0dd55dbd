/** Measures flights with a virtual clock: the real scripts against the virtual server, with a delay each way. */

import { toSessionConfig } from "../src/client/options/options.ts";
import { parseMailbox } from "../src/protocol/address/address.ts";
import { deliver } from "../src/protocol/scripts/deliver.ts";
import { deliverMany } from "../src/protocol/scripts/deliver-many.ts";
import { open } from "../src/protocol/scripts/open.ts";
import type { Script } from "../src/protocol/session/effects.ts";
import type { Receipt } from "../src/protocol/session/outcome.ts";
import { createSession, type Session } from "../src/protocol/session/session.ts";
import { driveScript } from "../src/testing/drive-script.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { withBody } from "../src/testing/with-body.ts";
import { type MessageWithBody, withMessages } from "../src/testing/with-messages.ts";
import type { ContentWay, FlightRow } from "./table.ts";

/** Milliseconds that a packet takes in either direction. */
const DELAY = 25;

/** What a run took: counted by the session, counted by the driver, and read off the virtual clock. */
export interface Measured {
  readonly told: number;
  readonly counted: number;
  readonly clock: number;
}

/**
 * Sends a message (for a kept connection a second one) and counts.
 *
 * @param row the mix of what the server offers
 * @param method how the content is handed over
 * @param recipients how many
 */
export function measure(row: FlightRow, method: ContentWay, recipients: number): Measured {
  const dial = (): never => {
    throw new TypeError("Nothing is dialled here.");
  };
  const { config } = toSessionConfig({ host: "mail.example", ...row.options, dial });
  const session = createSession({
    ...config,
    ...(method === "DATA" ? { wishes: { ...config.wishes, CHUNKING: "avoid" } } : {}),
    ...(method === "BDAT at once" ? { proven: ["CHUNKING"] } : {}),
  });
  if (row.across !== undefined) {
    const [one, all] = [1, 1 + row.across].map((count) =>
      drive(many(createSession(session.config), recipients, count), row),
    ) as [Measured, Measured];
    return difference(all, one);
  }
  const once = drive(fresh(session, recipients), row);
  if (!row.kept) return once;
  const both = drive(twice(createSession(session.config), recipients), row);
  return { ...difference(both, once), told: both.told };
}

function difference(more: Measured, less: Measured): Measured {
  return {
    told: more.told - less.told,
    counted: more.counted - less.counted,
    clock: more.clock - less.clock,
  };
}

function drive(script: Script<Pick<Receipt, "roundTrips">>, { personality }: FlightRow): Measured {
  const world = createVirtualWorld(personality);
  const { outcome, roundTrips, elapsed } = driveScript(script, world, { delay: DELAY });
  if ("error" in outcome) throw outcome.error;
  return { told: outcome.result.roundTrips, counted: roundTrips, clock: elapsed / (2 * DELAY) };
}

function* fresh(session: Session, recipients: number): Script<Receipt> {
  yield* open(session);
  return yield* message(session, recipients);
}

function* twice(session: Session, recipients: number): Script<Receipt> {
  yield* fresh(session, recipients);
  return yield* message(session, recipients);
}

/** Messages that are handed over at once, and may all be unanswered at a time. */
function* many(
  session: Session,
  recipients: number,
  count: number,
): Script<Pick<Receipt, "roundTrips">> {
  const given = Array.from({ length: count }, () => letter(recipients));
  const settled = yield* withMessages(deliverMany(session, count + 1), given);
  const trips = settled.map(({ outcome }) => {
    if ("error" in outcome) throw outcome.error;
    return outcome.receipt.roundTrips;
  });
  return { roundTrips: trips.reduce((sum, each) => sum + each, 0) };
}

function message(session: Session, recipients: number): Script<Receipt> {
  const { message: outgoing, body } = letter(recipients);
  return withBody(deliver(session, outgoing), body);
}

function letter(recipients: number): MessageWithBody {
  const to = Array.from({ length: recipients }, (_, at) => parseMailbox(`r${at}@example.net`));
  const octets = new TextEncoder().encode("Subject: flights\r\n\r\nHow many?\r\n");
  const message = { from: parseMailbox("a@example.org"), to, size: octets.length, eightBit: false };
  return { message, body: { pieces: [octets] } };
}
