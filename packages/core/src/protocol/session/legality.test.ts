import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMailbox } from "../address/address.ts";
import {
  authResponse,
  type Command,
  createAuth,
  createBdat,
  createData,
  createMail,
  createRcpt,
  ehlo,
  encodeFlight,
  etrn,
  expn,
  helo,
  help,
  noop,
  quit,
  rset,
  starttls,
  vrfy,
} from "../command/command.ts";
import type { CommandName } from "../reply/situation.ts";
import { LEGALITY, type LegalityRow, type SessionPhase } from "../tables/legality.ts";
import { checkLegal, nextPhase, splitFlights } from "./legality.ts";

const ann = parseMailbox("ann@example.com");
const phases: readonly SessionPhase[] = [
  "connected",
  "refused",
  "greeted",
  "ready",
  "authenticating",
  "transaction",
  "recipients",
  "chunks",
  "indeterminate",
  "content",
  "closed",
];
const asked = (flights: readonly (readonly Command[])[]) =>
  flights.map((flight) => flight.map((command) => command.name).join(" "));

describe("checkLegal", () => {
  test.each<[CommandName, string]>([
    ["EHLO", "greeted ready transaction recipients"],
    ["HELO", "greeted ready transaction recipients"],
    ["STARTTLS", "ready"],
    ["AUTH", "ready"],
    ["AUTH-RESPONSE", "authenticating"],
    ["MAIL", "ready"],
    ["RCPT", "transaction recipients"],
    ["DATA", "recipients"],
    ["CONTENT", "content"],
    ["BDAT", "recipients chunks"],
    ["RSET", "greeted ready transaction recipients chunks indeterminate"],
    ["NOOP", "greeted ready transaction recipients chunks"],
    ["VRFY", "greeted ready transaction recipients chunks"],
    ["EXPN", "greeted ready transaction recipients chunks"],
    ["HELP", "greeted ready transaction recipients chunks"],
    ["ETRN", "ready"],
    ["QUIT", "refused greeted ready transaction recipients chunks indeterminate"],
    ["TURN", ""],
    ["OTHER", ""],
  ])("lets %s be written only in: %s", (name, legal) => {
    const found = phases.filter((phase) => checkLegal(phase, { name }) === undefined);
    expect(found.join(" ")).toBe(legal);
  });

  test("says where a command is legal, and by which rule", () => {
    expect(checkLegal("recipients", createMail(null))).toBe(
      "MAIL is not legal in phase recipients, only in: ready (RFC 5321 4.1.4).",
    );
  });

  test("knows a command without a row nowhere", () => {
    expect(checkLegal("ready", createMail(null), [])).toBe("MAIL is not legal in phase ready.");
  });
});

describe("nextPhase", () => {
  test.each<[SessionPhase, CommandName, number, SessionPhase]>([
    ["connected", "GREETING", 220, "greeted"],
    ["connected", "GREETING", 554, "refused"],
    ["greeted", "EHLO", 250, "ready"],
    ["greeted", "EHLO", 502, "greeted"],
    ["recipients", "EHLO", 250, "ready"],
    ["greeted", "HELO", 250, "ready"],
    ["ready", "STARTTLS", 220, "greeted"],
    ["ready", "STARTTLS", 454, "ready"],
    ["ready", "AUTH", 235, "ready"],
    ["ready", "AUTH", 334, "authenticating"],
    ["authenticating", "AUTH-RESPONSE", 334, "authenticating"],
    ["authenticating", "AUTH-RESPONSE", 235, "ready"],
    ["authenticating", "AUTH-RESPONSE", 535, "ready"],
    ["ready", "MAIL", 250, "transaction"],
    ["ready", "MAIL", 550, "ready"],
    ["transaction", "RCPT", 251, "recipients"],
    ["transaction", "RCPT", 550, "transaction"],
    ["recipients", "RCPT", 450, "recipients"],
    ["recipients", "DATA", 354, "content"],
    ["recipients", "DATA", 250, "recipients"],
    ["recipients", "DATA", 554, "recipients"],
    ["transaction", "DATA", 354, "content"],
    ["content", "CONTENT", 250, "ready"],
    ["content", "CONTENT", 552, "ready"],
    ["recipients", "BDAT", 250, "chunks"],
    ["chunks", "BDAT", 452, "indeterminate"],
    ["indeterminate", "BDAT", 503, "indeterminate"],
    ["indeterminate", "RSET", 250, "ready"],
    ["recipients", "RSET", 500, "recipients"],
    ["greeted", "RSET", 250, "greeted"],
    ["recipients", "NOOP", 250, "recipients"],
    ["ready", "VRFY", 252, "ready"],
    ["ready", "QUIT", 221, "closed"],
    ["ready", "QUIT", 502, "closed"],
    ["ready", "TURN", 250, "ready"],
  ])("from %s, %s answered %i leads to %s", (phase, name, code, next) => {
    expect(nextPhase(phase, name, code)).toBe(next);
  });

  test("ends the session on 421 to anything", () => {
    for (const phase of phases) expect(nextPhase(phase, "RCPT", 421)).toBe("closed");
  });

  test("ends the transaction with the last chunk", () => {
    expect(nextPhase("chunks", "BDAT", 250, true)).toBe("ready");
    expect(nextPhase("chunks", "BDAT", 552, true)).toBe("indeterminate");
    expect(nextPhase("transaction", "RCPT", 250, true)).toBe("recipients");
  });

  test("takes a reply of no known class for nothing", () => {
    expect(nextPhase("transaction", "RCPT", 150)).toBe("transaction");
    expect(nextPhase("transaction", "RCPT", 650)).toBe("transaction");
  });
});

describe("splitFlights", () => {
  const message = [createMail(null), createRcpt(ann), createRcpt(ann), createData()];
  const all = { pipelining: true };

  test("sends an envelope in one flight", () => {
    expect(asked(splitFlights(message, all))).toEqual(["MAIL RCPT RCPT DATA"]);
  });

  test("waits after every command without PIPELINING", () => {
    expect(asked(splitFlights(message, { pipelining: false }))).toEqual([
      "MAIL",
      "RCPT",
      "RCPT",
      "DATA",
    ]);
  });

  test("waits after a command that must be last", () => {
    const commands = [rset(), noop(), createMail(null), vrfy("a"), ehlo("a"), helo("a"), quit()];
    expect(asked(splitFlights(commands, all))).toEqual([
      "RSET NOOP",
      "MAIL VRFY",
      "EHLO",
      "HELO",
      "QUIT",
    ]);
  });

  test.each([
    ehlo("a"),
    helo("a"),
    starttls(),
    createAuth("PLAIN"),
    createData(),
    noop(),
    vrfy("a"),
    expn("a"),
    help(),
    etrn("a"),
    quit(),
  ])("lets nothing follow $asked", (command) => {
    expect(splitFlights([rset(), command, rset()], all)).toEqual([[rset(), command], [rset()]]);
  });

  test("lets chunks follow the envelope and each other, and RSET follow them", () => {
    const commands = [
      createMail(null),
      createRcpt(ann),
      createBdat(5, false),
      createBdat(5, true),
      rset(),
      quit(),
    ];
    expect(asked(splitFlights(commands, all))).toEqual(["MAIL RCPT BDAT BDAT RSET QUIT"]);
  });

  test("lets content open a flight, but not stand inside one", () => {
    const content: Command = { name: "CONTENT", line: ".", shown: ".", parameters: [] };
    expect(asked(splitFlights([content, ...message, content, quit()], all))).toEqual([
      "CONTENT MAIL RCPT RCPT DATA",
      "CONTENT QUIT",
    ]);
    expect(asked(splitFlights([rset(), content], all))).toEqual(["RSET", "CONTENT"]);
  });

  test("keeps the answer to a challenge alone", () => {
    const commands = [rset(), authResponse("LOGIN", new Uint8Array(1)), rset()];
    expect(asked(splitFlights(commands, all))).toEqual(["RSET", "AUTH-RESPONSE", "RSET"]);
  });

  test("puts a command without a row last", () => {
    expect(asked(splitFlights([rset(), rset()], all, []))).toEqual(["RSET", "RSET"]);
  });

  test("goes by the rows that it is given", () => {
    const flipped = LEGALITY.map(
      (row): LegalityRow => (row.command === "RCPT" ? { ...row, group: "last" } : row),
    );
    expect(asked(splitFlights(message, all, flipped))).toEqual(["MAIL RCPT", "RCPT", "DATA"]);
  });

  test("keeps to 100 commands and 8192 octets when nothing else is said", () => {
    const many = Array.from({ length: 201 }, () => rset());
    expect(splitFlights(many, all).map(({ length }) => length)).toEqual([100, 100, 1]);
    const long = Array.from({ length: 33 }, () => longRcpt(256));
    expect(splitFlights(long, all).map(({ length }) => length)).toEqual([32, 1]);
  });

  test("gives a command that is over the limit a flight of its own", () => {
    const flights = splitFlights([rset(), longRcpt(256), rset()], { ...all, maxOctets: 100 });
    expect(asked(flights)).toEqual(["RSET", "RCPT", "RSET"]);
  });

  test("gives no flights for no commands", () => {
    expect(splitFlights([], all)).toEqual([]);
  });

  test.each([0, -1, 1.5, Number.NaN])("refuses %d as a limit", (most) => {
    const sentence = `A flight cannot be limited to ${most}. Give a positive integer.`;
    expect(() => splitFlights([], { ...all, maxCommands: most })).toThrow(RangeError);
    expect(() => splitFlights([], { ...all, maxCommands: most })).toThrow(sentence);
    expect(() => splitFlights([], { ...all, maxOctets: most })).toThrow(sentence);
  });

  test("keeps order, places and limits, whatever the commands", () => {
    const command = fc.constantFrom(
      ...message,
      rset(),
      noop(),
      quit(),
      createBdat(3, false),
      createBdat(3, true),
      longRcpt(200),
      createAuth("LOGIN"),
      authResponse("LOGIN", new Uint8Array(3)),
    );
    const limits = {
      maxCommands: fc.integer({ min: 1, max: 8 }),
      maxOctets: fc.integer({ min: 1, max: 400 }),
    };
    const group = (one: Command | undefined) =>
      LEGALITY.find((row) => row.command === one?.name)?.group;
    fc.assert(
      fc.property(
        fc.array(command),
        fc.record({ pipelining: fc.boolean(), ...limits }),
        (commands, options) => {
          const flights = splitFlights(commands, options);
          expect(flights.flat()).toEqual(commands);
          for (const [index, flight] of flights.entries()) {
            expect(flight.length).toBeGreaterThan(0);
            expect(flight.length).toBeLessThanOrEqual(options.pipelining ? options.maxCommands : 1);
            if (flight.length > 1)
              expect(encodeFlight(flight).length).toBeLessThanOrEqual(options.maxOctets);
            for (const one of flight.slice(0, -1)) expect(group(one)).toBe("anywhere");
            for (const one of flight.slice(1)) expect(group(one)).not.toBe("alone");
            const next = flights[index + 1];
            if (next === undefined || !options.pipelining) continue;
            const full =
              flight.length === options.maxCommands ||
              encodeFlight([...flight, ...next.slice(0, 1)]).length > options.maxOctets;
            expect(full || group(flight.at(-1)) !== "anywhere" || group(next[0]) === "alone").toBe(
              true,
            );
          }
        },
      ),
    );
  });
});

test("a session that goes well is legal at every step, flight by flight", () => {
  const recipients = fc.integer({ min: 1, max: 5 });
  const transaction = fc
    .tuple(recipients, fc.boolean())
    .map(([count, chunks]) => [
      rset(),
      createMail(null),
      ...Array.from({ length: count }, () => createRcpt(ann)),
      ...(chunks ? [createBdat(3, false), createBdat(0, true)] : [createData()]),
    ]);
  fc.assert(
    fc.property(fc.array(transaction), (transactions) => {
      let phase: SessionPhase = nextPhase(nextPhase("connected", "GREETING", 220), "EHLO", 250);
      for (const flight of splitFlights([...transactions.flat(), quit()], { pipelining: true })) {
        for (const command of flight) {
          if (phase === "content") phase = nextPhase(phase, "CONTENT", 250);
          expect(checkLegal(phase, command)).toBeUndefined();
          const code = command.name === "DATA" ? 354 : 250;
          phase = nextPhase(phase, command.name, code, command.parameters.includes("LAST"));
        }
      }
      expect(phase).toBe("closed");
    }),
  );
});

/** A RCPT line of so many octets with its CRLF. */
function longRcpt(octets: number): Command {
  const value = "x".repeat(octets - "RCPT TO:<ann@example.com> X=\r\n".length);
  return createRcpt(ann, [{ keyword: "X", value, extension: "X" }]);
}
