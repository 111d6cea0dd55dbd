import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REACTIONS } from "../tables/reactions.ts";
import { TEXT_CLASSES } from "../tables/reactions-text.ts";
import {
  type Expected,
  NOT_A_REPLY,
  type Particular,
  REAL_REPLIES,
  type RealReply,
  TEXT_DECIDES,
} from "../tables/real-replies.fixture.ts";
import { inSituation } from "../tables/real-reply.fixture.ts";
import { ROW_REPLIES } from "../tables/row-replies.fixture.ts";
import { SCOPES } from "../tables/scopes.ts";
import { react, reactionByCode } from "./react.ts";
import { type Reply, replyClass } from "./reply.ts";
import { parseReplyText } from "./reply-parser.ts";
import type { CommandName, Reaction, Situation } from "./situation.ts";

const COMMAND_NAMES = Object.keys(SCOPES) as CommandName[];

function reactTo({ situation, reply }: Pick<RealReply, "situation" | "reply">): Reaction {
  return react(inSituation(situation), parseReplyText(reply));
}

function without(id: string): typeof REACTIONS {
  return REACTIONS.filter((row) => row.id !== id);
}

/** What the first digit alone means for each thing asked (RFC 5321 4.2.1, and what each is for). */
function byClass(particular: Particular, code: number): Expected {
  const { command, greeted, repeated = false } = particular;
  const temporary = replyClass(code) === 4;
  switch (command) {
    case "QUIT":
    case "NOOP":
      return { action: "ignore" };
    case "RSET":
      return greeted === "no"
        ? { action: "ignore" }
        : { action: "next-method", feature: "RSET", scope: "connection" };
    case "STARTTLS":
      return { action: "next-method", feature: "TLS", retry: temporary ? "later" : "never" };
    case "GREETING":
    case "EHLO":
    case "HELO":
      if (greeted !== "no" && (repeated || command === "HELO")) return { action: "ignore" };
      return { action: "next-server", scope: "host", retry: temporary ? "later" : "never" };
    default:
      return temporary
        ? { action: "fail-temporarily", retry: "later", reason: "temporary" }
        : { action: "fail-permanently", retry: "never" };
  }
}

/** The code nearest to this one, of its class, that no row names for what was asked. */
function neighbour(commandName: CommandName, code: number): number {
  const named = new Set(
    REACTIONS.filter((row) => row.commands.includes(commandName)).flatMap(({ codes }) => codes),
  );
  let next = code + 1;
  while (named.has(next) || Math.floor(next / 100) !== Math.floor(code / 100)) {
    next = next % 100 === 99 ? next - 99 : next + 1;
  }
  return next;
}

const named = ({ id, situation }: RealReply) => `${id} to ${situation.command}`;

describe("real replies", () => {
  for (const real of REAL_REPLIES) {
    it(`tells what ${named(real)} means`, () => {
      expect(reactTo(real)).toMatchObject(real.expect);
    });
  }

  it("are 147, of which one is no reply", () => {
    const ids = new Set(REAL_REPLIES.map(({ id }) => id));
    expect(ids.size).toBe(146);
    expect(Object.keys(NOT_A_REPLY).filter((id) => ids.has(id))).toEqual([]);
    expect(Object.keys(NOT_A_REPLY)).toHaveLength(1);
  });
});

describe("the text", () => {
  const acts = ({ action, feature, scope, retry }: Reaction) => ({ action, feature, scope, retry });
  const blank = ({ code, enhanced }: Reply): Reply => ({
    code,
    ...(enhanced === undefined ? {} : { enhanced }),
    lines: [""],
  });

  for (const real of REAL_REPLIES) {
    const reply = parseReplyText(real.reply);
    const situation = inSituation(real.situation);
    const textless = () => acts(react(situation, blank(reply)));
    if (real.id in TEXT_DECIDES || named(real) in TEXT_DECIDES) {
      it(`decides on ${named(real)}`, () => {
        expect(textless()).not.toEqual(acts(react(situation, reply)));
      });
    } else {
      it(`is not needed for ${named(real)}`, () => {
        expect(textless()).toEqual(acts(react(situation, reply)));
      });
    }
  }
});

describe("a code that no row names", () => {
  const refusals = REAL_REPLIES.filter(({ reply }) => /^[45]/.test(reply));
  for (const { id, situation, reply } of refusals) {
    const { code } = parseReplyText(reply);
    const other = neighbour(situation.command, code);
    it(`means no more than its class: ${other} in place of ${id} to ${situation.command}`, () => {
      expect(react(inSituation(situation), { code: other, lines: [""] })).toMatchObject(
        byClass(situation, other),
      );
    });
  }

  it("proceeds on any 2yz where 2yz is meant, whatever the last digits", () => {
    for (const commandName of COMMAND_NAMES) {
      if (commandName === "DATA") continue;
      const situation = inSituation({ command: commandName, recipientsAccepted: 1 });
      expect(react(situation, { code: 299, lines: [""] }).action, commandName).toBe("proceed");
    }
  });

  it("goes on with any 3yz only where more is to come, and breaks off elsewhere", () => {
    for (const commandName of COMMAND_NAMES) {
      const situation = inSituation({ command: commandName, recipientsAccepted: 1 });
      const { action } = react(situation, { code: 399, lines: [""] });
      const more = ["DATA", "AUTH", "AUTH-RESPONSE"].includes(commandName);
      expect(action, commandName).toBe(
        more ? "proceed" : commandName === "QUIT" ? "ignore" : "abort",
      );
    }
  });
});

describe("the reaction table", () => {
  /** All of a reaction but where it comes from. */
  const summarize = (reaction: Reaction) => JSON.stringify({ ...reaction, row: "", rfc: "" });
  const cases = [...REAL_REPLIES, ...ROW_REPLIES.map((row) => ({ ...row, id: row.expect.row }))];

  for (const real of ROW_REPLIES) {
    it(`reads "${real.reply}" to ${real.situation.command} by its row ${real.expect.row}`, () => {
      expect(reactTo(real)).toMatchObject(real.expect);
    });
  }

  for (const row of REACTIONS) {
    it(`has a reply that the row ${row.id} decides, and otherwise without it`, () => {
      const decided = cases.filter((real) => reactTo(real).row === row.id);
      expect(decided.length).toBeGreaterThan(0);
      const changed = decided.filter(({ situation, reply }) => {
        const other = react(inSituation(situation), parseReplyText(reply), without(row.id));
        return summarize(reactTo({ situation, reply })) !== summarize(other);
      });
      expect(changed.length).toBeGreaterThan(0);
    });
  }

  it("names each row once", () => {
    const ids = REACTIONS.map(({ id }) => id);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it("holds no server's name and no server's sentence", () => {
    const rows = REACTIONS.map((row) => JSON.stringify(row));
    const patterns = Object.values(TEXT_CLASSES).map(({ source }) => source);
    const table = [...rows, ...patterns].join("\n").toLowerCase();
    const servers =
      "aiosmtpd amazon aol chasquid cisco comcast courier coremail dovecot exchange exim fastmail ghosts gmail google haraka hmailserver hotmail icloud james maddy mailgun mailpit microsoft naver netease office365 opensmtpd outlook postfix postmark postscreen proofpoint protonmail qmail qpsmtpd sendgrid sendmail smtp-server sparkpost stalwart yahoo yandex zimbra zoho";
    expect(servers.split(" ").filter((name) => table.includes(name))).toEqual([]);
    const sentences = REAL_REPLIES.map(({ reply }) => reply.replace(/^\d{3}[ -]?/gm, "").trim());
    const quoted = sentences.filter(
      (text) => text.length > 2 && table.includes(text.toLowerCase()),
    );
    expect(quoted).toEqual([]);
  });

  it("is asked in order, and a session ends on a reply that no row covers", () => {
    const situation = inSituation({ command: "MAIL" });
    expect(react(situation, { code: 250, lines: [""] }, [])).toMatchObject({
      action: "abort",
      reason: "garbage",
    });
  });
});

describe("the parameters to leave out", () => {
  const refused = (reply: string, parameters: string[], droppable = parameters) =>
    reactTo({ situation: { command: "MAIL", parameters, droppable }, reply });
  const all = ["SIZE=1000", "BODY=8BITMIME", "RET=HDRS", "ENVID=a"];

  it("are the one that the reply names", () => {
    expect(refused("501 5.5.4 BODY is not for you", all).parameters).toEqual(["BODY=8BITMIME"]);
    expect(refused("555 8BITMIME unsupported", all).parameters).toEqual(["BODY=8BITMIME"]);
  });

  it("are all of the extension that the reply names", () => {
    expect(refused("501 5.7.1 DSN is disabled", all)).toMatchObject({
      parameters: ["RET=HDRS", "ENVID=a"],
      feature: "DSN",
    });
  });

  it("are all that can be spared when the reply names none, or names it in passing", () => {
    const reaction = refused("501 Message size not understood by this body", all);
    expect(reaction.parameters).toEqual(all);
    expect(reaction.feature).toBeUndefined();
  });

  it("may be given by keyword alone", () => {
    expect(
      refused("555 5.5.4 Unsupported option: BODY=BINARYMIME", ["BODY=BINARYMIME"], ["BODY"]),
    ).toMatchObject({
      parameters: ["BODY"],
      feature: "BINARYMIME",
    });
  });

  it("are not dropped when the reply names only one that the message needs", () => {
    expect(
      refused("555 5.5.4 Unsupported option: SMTPUTF8", ["SIZE=9", "SMTPUTF8"], ["SIZE=9"]),
    ).toMatchObject({ action: "fail-permanently", reason: "parameter-unsupported" });
  });
});

describe("what the code alone decides", () => {
  const reply = (code: number): Reply => parseReplyText(`${code} Ok`);

  it("is returned without a situation", () => {
    expect(reactionByCode("RCPT", reply(250))).toMatchObject({ action: "proceed", row: "done" });
    expect(reactionByCode("DATA", reply(250))).toMatchObject({ row: "data-not-open" });
  });

  it("is nothing where a row asks for more", () => {
    expect(reactionByCode("DATA", reply(354))).toBeUndefined();
    expect(reactionByCode("RCPT", reply(550))).toBeUndefined();
    expect(reactionByCode("RCPT", reply(354))).toBeUndefined();
  });

  it("goes by the table that is given", () => {
    const rows = REACTIONS.filter(({ id }) => id !== "done");
    expect(reactionByCode("RCPT", reply(250), rows)).toBeUndefined();
    expect(reactionByCode("RCPT", reply(250))).toBeDefined();
  });
});

describe("for any reply in any situation", () => {
  const words = fc.constantFrom(
    ..."Error: too many errors recipients TLS SSL required authentication mechanism HELO name first synchronization policy denied unsupported option BODY SIZE line too long 8bit bare LF identity already password".split(
      " ",
    ),
  );
  const situations: fc.Arbitrary<Situation> = fc
    .record({
      command: fc.constantFrom(...COMMAND_NAMES),
      mechanism: fc.constantFrom("PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "SCRAM-SHA-256"),
      initialResponse: fc.boolean(),
      parameters: fc.subarray(["SIZE=9", "BODY=8BITMIME", "SMTPUTF8", "REQUIRETLS", "BY=9;R"]),
      kept: fc.subarray(["SIZE=9", "BODY=8BITMIME", "SMTPUTF8", "REQUIRETLS", "BY=9;R"]),
      greeted: fc.constantFrom("no", "HELO", "EHLO"),
      repeated: fc.boolean(),
      tls: fc.boolean(),
      authenticated: fc.boolean(),
      credentials: fc.boolean(),
      advertised: fc.subarray(["STARTTLS", "AUTH", "PIPELINING", "CHUNKING"]),
      grouped: fc.boolean(),
      earlierRefused: fc.boolean(),
      recipientsAccepted: fc.nat({ max: 3 }),
      contentOctets: fc.nat({ max: 3 }),
      tokenRenewable: fc.boolean(),
      mechanismsLeft: fc.subarray(["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"]),
    })
    .map(({ kept, ...situation }) => ({
      ...situation,
      droppable: situation.parameters.filter((parameter) => !kept.includes(parameter)),
    }));
  const replies: fc.Arbitrary<Reply> = fc
    .record({
      code: fc.oneof(
        fc.integer({ min: 200, max: 599 }),
        fc.constantFrom(421, 452, 454, 500, 501, 502, 503, 504, 530, 535, 550, 552, 554, 555),
      ),
      detail: fc.option(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 30 }))),
      lines: fc.array(
        fc.oneof(
          fc.array(words).map((some) => some.join(" ")),
          fc.string({ unit: "binary" }),
        ),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ code, detail, lines }) => ({
      code,
      lines,
      ...(detail ? { enhanced: `${Math.floor(code / 100)}.${detail.join(".")}` } : {}),
    }));

  const always = (holds: (reaction: Reaction, situation: Situation, reply: Reply) => void) =>
    fc.assert(
      fc.property(situations, replies, (situation, reply) => {
        holds(react(situation, reply), situation, reply);
      }),
      { numRuns: 2000 },
    );

  it("gives frozen data by a row of the table, and the same again", () => {
    const ids = [...REACTIONS.map(({ id }) => id), "uncovered"];
    always((reaction, situation, reply) => {
      expect(Object.isFrozen(reaction)).toBe(true);
      expect(Object.isFrozen(reaction.parameters ?? reaction)).toBe(true);
      expect(ids).toContain(reaction.row);
      expect(react(situation, reply)).toEqual(reaction);
    });
  });

  it("never goes on after a refusal", () => {
    always(({ action }, { command }, { code }) => {
      if (code >= 400) expect(["proceed", "end-without-content"]).not.toContain(action);
      if (code < 400 && code >= 300 && command !== "QUIT") expect(action).not.toBe("ignore");
      if (command === "DATA" && code < 300 && code !== 221) expect(action).toBe("reconnect");
      if (code === 221 && command === "MAIL")
        expect(["reconnect", "next-server"]).toContain(action);
    });
  });

  it("never says HELO under TLS, after 421, 4yz or 554", () => {
    always(({ action, feature }, { command, tls }, { code }) => {
      const helo = action === "next-method" && feature === "ESMTP";
      if (helo) expect({ asked: command, tls }).toEqual({ asked: "EHLO", tls: false });
      if (helo) expect([500, 502, 504, 550]).toContain(code);
    });
  });

  it("never leaves TLS but by a refused STARTTLS, or a greeting in clear", () => {
    always(({ action, feature }, { command }, { code }) => {
      if (action !== "next-method" || feature !== "TLS") return;
      expect(["STARTTLS", "GREETING"]).toContain(command);
      expect(code).not.toBe(421);
    });
  });

  it("asks for TLS only without it, and for AUTH only with credentials not yet used", () => {
    always(({ action }, { tls, credentials, authenticated }) => {
      if (action === "starttls-first") expect(tls).toBe(false);
      if (action === "authenticate-first")
        expect({ credentials, authenticated }).toEqual({ credentials: true, authenticated: false });
    });
  });

  it("never gives up a parameter that the message needs, and never none at all", () => {
    always(({ action, parameters }, { command, droppable }) => {
      expect(parameters !== undefined).toBe(action === "without-parameters");
      if (!parameters) return;
      expect(["MAIL", "RCPT"]).toContain(command);
      expect(parameters.length).toBeGreaterThan(0);
      expect(droppable).toEqual(expect.arrayContaining([...parameters]));
    });
  });

  it("calls nothing a cascade unless something was refused or nobody accepted", () => {
    always(({ action }, { earlierRefused, recipientsAccepted }) => {
      if (action === "cascade") expect(earlierRefused || recipientsAccepted === 0).toBe(true);
      if (action === "defer-recipient") expect(recipientsAccepted).toBeGreaterThan(0);
    });
  });

  it("tries another mechanism after 534 only if stronger, after 535 only for digests, by the text or to a SCRAM without proof", () => {
    always(({ action, feature }, { command, mechanism, mechanismsLeft }, { code, lines }) => {
      if (feature !== "AUTH" || action !== "next-method") return;
      if (code === 534) expect(mechanism).not.toBe("SCRAM-SHA-256");
      if (code === 534) expect(mechanismsLeft).not.toEqual([]);
      if (code !== 535 || mechanism === "CRAM-MD5") return;
      if (mechanism === "SCRAM-SHA-256" && command === "AUTH") return;
      expect(lines.join(" ")).toMatch(/mechanism/i);
    });
  });
});
