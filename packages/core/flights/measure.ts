/** Measures flights with a virtual clock: the real scripts against the virtual server, with a delay each way. */

import { configOf } from "../src/client/options.ts";
import { parseMailbox } from "../src/protocol/address.ts";
import type { Script } from "../src/protocol/effects.ts";
import type { Receipt } from "../src/protocol/outcome.ts";
import { deliver } from "../src/protocol/scripts/deliver.ts";
import { open } from "../src/protocol/scripts/open.ts";
import { createSession, type Session } from "../src/protocol/session.ts";
import { driveScript } from "../src/testing/drive-script.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { withBody } from "../src/testing/with-body.ts";
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
 * @param way how the content is handed over
 * @param recipients how many
 */
export function measure(row: FlightRow, way: ContentWay, recipients: number): Measured {
  const dial = (): never => {
    throw new TypeError("Nothing is dialled here.");
  };
  const { config } = configOf({ host: "mail.example", ...row.options, dial });
  const session = createSession({
    ...config,
    ...(way === "DATA" ? { wishes: { ...config.wishes, CHUNKING: "avoid" } } : {}),
    ...(way === "BDAT at once" ? { proven: ["CHUNKING"] } : {}),
  });
  const once = drive(fresh(session, recipients), row);
  if (!row.kept) return once;
  const both = drive(twice(createSession(session.config), recipients), row);
  return { told: both.told, counted: both.counted - once.counted, clock: both.clock - once.clock };
}

function drive(script: Script<Receipt>, { personality }: FlightRow): Measured {
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

function message(session: Session, recipients: number): Script<Receipt> {
  const to = Array.from({ length: recipients }, (_, at) => parseMailbox(`r${at}@example.net`));
  const pieces = [new TextEncoder().encode("Subject: flights\r\n\r\nHow many?\r\n")];
  return withBody(deliver(session, { from: parseMailbox("a@example.org"), to }), { pieces });
}
