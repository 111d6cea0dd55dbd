import { describe, expect, it } from "vitest";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { Answer, Personality } from "../src/testing/personality.ts";
import { recipientsOf } from "./check-outcome.ts";
import { answering, commands, listed, message, results, type Scene, scene } from "./scene.ts";

describe("a refused recipient beside an accepted one", () => {
  it("is reported as rejected, whatever had to be tried first", () => {
    const server = { refuse: [{ recipient: "b@*", reply: "503 5.5.1 Lost" }] };
    const played = scene([message(["b@x.example", "c@x.example"])], { server });
    expect(results(played)).toEqual(["accepted: rejected, accepted"]);
    expect(played.deliveries[0]?.mailbox[0]?.to).toEqual(["c@x.example"]);
  });

  it("is reported as rejected when the whole message was sent with the envelope", () => {
    const played = scene([message(["b@x.example", "c@x.example"])], {
      server: { refuse: [{ recipient: "c@*", reply: "503 5.5.1 Lost" }] },
      config: { proven: ["CHUNKING"] },
    });
    expect(results(played)).toEqual(["accepted: accepted, rejected"]);
  });

  it("keeps the message from everybody who asked for all or none", () => {
    const server = { refuse: [{ recipient: "c@*", reply: "550 5.1.1 No" }] };
    const sample = message(["b@x.example", "c@x.example"], undefined, { partial: "refuse" });
    const played = scene([sample, message(["b@x.example"])], { server });
    expect(results(played)).toEqual([
      "RECIPIENTS_REFUSED: not-sent, rejected",
      "accepted: accepted",
    ]);
  });
});

describe("an envelope of very many recipients", () => {
  it.each(["prefer", "avoid"] as const)("leaves no more unanswered than it may: %s", (CHUNKING) => {
    const to = Array.from({ length: 250 }, (_, at) => `${"b".repeat(at % 60)}${at}@x.example`);
    const server = { refuse: [{ recipient: "*5@*", reply: "550 5.1.1 No" }] };
    const played = scene([message(to)], { server, config: { wishes: { CHUNKING } } });
    expect(played.deliveries[0]?.mailbox[0]?.to).toHaveLength(225);
  });
});

describe("a session between two messages", () => {
  it("never hands a message to the recipients of the one before", () => {
    const played = scene(
      [
        message(["b@x.example", "c@x.example"], undefined, { partial: "refuse" }),
        message(["d@y.example"]),
      ],
      {
        server: { maxRecipients: 1, ...answering({ to: "RSET", reply: "502 5.5.1 No" }) },
        config: { proven: ["CHUNKING"] },
      },
    );
    expect(played.deliveries[1]?.mailbox.map(({ to }) => to)).toEqual([["d@y.example"]]);
  });

  it("begins afresh after a refused chunk", () => {
    const server = answering({ to: "BDAT", nth: 1, reply: "554 5.6.0 No" });
    const config = { proven: ["CHUNKING"] } as const;
    const played = scene([message(["b@x.example"]), message(["b@x.example"])], { server, config });
    expect(results(played)).toEqual(["MESSAGE_REFUSED: rejected", "accepted: accepted"]);
    expect(commands(played)).toBe(
      "/ EHLO | MAIL RCPT BDAT 25 LAST | RSET MAIL RCPT BDAT 4 | BDAT 21 LAST | QUIT",
    );
  });

  it("may be asked something after a refused chunk", () => {
    const server = answering({ to: "BDAT", reply: "554 5.6.0 No" });
    const config = { proven: ["CHUNKING"] } as const;
    const played = scene([message(["b@x.example"])], { server, config, curious: true });
    expect(commands(played)).toContain("| RSET | VRFY");
  });

  it("gives up a connection on which a reply never came", () => {
    const server = {
      capabilities: [],
      ...answering({ to: "RCPT", nth: 1, silence: true }),
    };
    const played = scene([message(["b@x.example"]), message(["b@x.example"])], { server });
    expect(results(played)).toEqual(["TIMEOUT: not-sent", "accepted: accepted"]);
    expect(commands(played)).toBe("/ EHLO | MAIL | RCPT / EHLO | MAIL | RCPT | DATA | QUIT");
  });

  it("gives up a connection on which more was said than asked for", () => {
    const server = answering({ to: "CONTENT", inject: "250 2.0.0 Ok\r\n" });
    const config = { wishes: { CHUNKING: "avoid" } } as const;
    const played = scene([message(["b@x.example"]), message(["b@x.example"])], { server, config });
    expect(results(played)).toEqual(["accepted: accepted", "accepted: accepted"]);
    expect(commands(played)).toBe("/ EHLO | MAIL RCPT DATA / EHLO | MAIL RCPT DATA");
  });
});

describe("a message that may have been accepted", () => {
  it.each(["before", "reset"] as const)("is not sent again when the end is %s", (close) => {
    for (const wish of ["prefer", "avoid"] as const) {
      const server = answering({
        to: wish === "avoid" ? "CONTENT" : "BDAT",
        nth: wish === "avoid" ? 1 : 2,
        close,
      });
      const played = scene([message(["b@x.example"])], {
        server,
        config: { wishes: { CHUNKING: wish } },
      });
      expect(results(played)).toEqual(["OUTCOME_UNKNOWN: unknown"]);
      expect(played.deliveries[0]?.mailbox).toHaveLength(1);
    }
  });

  it("is not sent again when a server says yes for nobody", () => {
    const server = {
      refuse: [{ recipient: "*", reply: "550 5.1.1 No" }],
      ...answering({ to: "BDAT", reply: "250 2.0.0 Queued" }),
    };
    const played = scene([message(["b@x.example"])], { server, config: { proven: ["CHUNKING"] } });
    expect(results(played)).toEqual(["OUTCOME_UNKNOWN: unknown"]);
  });

  it("is not sent again when the answer makes no sense", () => {
    const server = answering({ to: "BDAT", reply: "354 Go on" });
    const played = scene([message(["b@x.example"])], { server, config: { proven: ["CHUNKING"] } });
    expect(results(played)).toEqual(["OUTCOME_UNKNOWN: unknown"]);
  });

  it("is not sent again when more came than its refusal", () => {
    const server = answering({ to: "CONTENT", reply: "554 5.0.0 No", inject: "250 2.0.0 Ok\r\n" });
    const config = { wishes: { CHUNKING: "avoid" } } as const;
    const played = scene([message(["b@x.example"])], { server, config });
    expect(results(played)).toEqual(["OUTCOME_UNKNOWN: unknown"]);
  });

  it("is known to be refused when a farewell came with the refusal", () => {
    const goodbye = "421 4.3.2 Closing\r\n";
    const server = answering({ to: "CONTENT", reply: "554 5.0.0 No", inject: goodbye });
    const config = { wishes: { CHUNKING: "avoid" } } as const;
    const played = scene([message(["b@x.example"])], { server, config });
    expect(results(played)).toEqual(["MESSAGE_REFUSED: rejected"]);
  });

  it("is known to be refused when the refusal came", () => {
    const server = answering({ to: "CONTENT", reply: "451 4.3.0 Later", close: "after" });
    const config = { wishes: { CHUNKING: "avoid" } } as const;
    const [error] = scene([message(["b@x.example"])], { server, config }).deliveries;
    expect(error && recipientsOf(error.result)).toMatchObject([
      { outcome: "rejected", temporary: true },
    ]);
  });
});

describe("what is required", () => {
  it("is had for a message that begins with a line end, and for one without content", () => {
    const config = { wishes: { CHUNKING: "require" } } as const;
    const played = scene(
      [message(["b@x.example"], "\r\nhello\r\n"), message(["b@x.example"], "")],
      { config },
    );
    expect(results(played)).toEqual(["accepted: accepted", "accepted: accepted"]);
    expect(commands(played)).toBe(
      "/ EHLO | MAIL RCPT BDAT 0 | BDAT 9 LAST | MAIL RCPT BDAT 0 LAST | QUIT",
    );
  });

  it("is asked for again when TLS came late and took it away", () => {
    const played = scene([message(["b@x.example"])], {
      server: { tls: "starttls", requireTls: true, capabilitiesTls: [] },
      config: { tls: "auto", wishes: { PIPELINING: "require", CHUNKING: "avoid" } },
    });
    expect(results(played)).toEqual(["FEATURE_UNMET: not-sent"]);
  });
});

describe("what was learned in clear", () => {
  it("does not hold under TLS", () => {
    const refusedOnce: Answer = {
      to: "MAIL",
      when: { parameter: "SIZE", tls: false },
      reply: "555 5.5.4 No SIZE",
    };
    const played = scene([message(["b@x.example"])], {
      server: {
        tls: "starttls",
        requireTls: true,
        answers: [refusedOnce],
      },
      config: { tls: "auto" },
    });
    expect(results(played)).toEqual(["accepted: accepted"]);
    expect(played.deliveries[0]?.transactions.at(-1)?.mail).toContain(" SIZE=");
  });
});

describe("TLS in the middle of a session", () => {
  const server = {
    tls: "starttls",
    requireTls: true,
    capabilities: [...listed, "STARTTLS"],
  } as const;

  it("leaves no half-opened connection when EHLO is refused after it", () => {
    const half = {
      ...server,
      capabilities: listed,
      ...answering({ to: "EHLO-AFTER-TLS", nth: 1, reply: "554 No" }),
    };
    const samples = [message(["b@x.example"]), message(["b@x.example"])];
    const config = { tls: "auto", wishes: { CHUNKING: "avoid" } } as const;
    const played = scene(samples, { server: half, config });
    expect(results(played)).toEqual(["GREETING_REFUSED: not-sent", "accepted: accepted"]);
  });

  it("is not gone on without when the caller aborts while it is looked for elsewhere", () => {
    const samples = [message(["b@x.example"])];
    for (let nth = 1; nth < 20; nth += 1) {
      const sabotage = { nth, kind: "aborted" } as const;
      const { struck } = scene(samples, { portFree: true, config: { tls: "auto" }, sabotage });
      const code = struck && "error" in struck && SmtpError.is(struck.error) && struck.error.code;
      if (struck) expect(["ABORTED", "OUTCOME_UNKNOWN"]).toContain(code);
    }
  });

  it.each(["starttls", "auto"] as const)("is never begun behind injected bytes: %s", (tls) => {
    const injecting = { ...server, ...answering({ to: "STARTTLS", inject: "250 Yours\r\n" }) };
    const played = scene([message(["b@x.example"])], { server: injecting, config: { tls } });
    expect(results(played)).toEqual(["PROTOCOL_VIOLATION: not-sent"]);
    expect(played.events.some(({ type }) => type === "secured")).toBe(false);
  });
});

describe("what a delivery cost", () => {
  it("is reported with the message that paid for it, and not with the one after a refused one", () => {
    const server = answering({ to: "MAIL", nth: 1, reply: "550 5.7.1 No" });
    const config = { wishes: { CHUNKING: "avoid" } } as const;
    const played = scene([message(["b@x.example"]), message(["b@x.example"])], { server, config });
    expect(results(played)).toEqual(["SENDER_REFUSED: rejected", "accepted: accepted"]);
    expect(played.deliveries[1]?.result).toMatchObject({ receipt: { roundTrips: 2 } });
  });

  it("is not reported with a message when a query had paid for it", () => {
    const server: Partial<Personality> = {
      tls: "starttls",
      capabilities: [...listed, "STARTTLS"],
      answers: [
        { to: "STARTTLS", nth: 2, close: "before" },
        { to: "CONTENT", nth: 1, reply: "421 4.3.0 Later" },
      ],
    };
    const played = scene([message(["b@x.example"]), message(["b@x.example"])], {
      server,
      config: { tls: "auto", wishes: { CHUNKING: "avoid" } },
      curious: true,
    });
    expect(played.deliveries[1]?.result).toMatchObject({
      receipt: { roundTrips: 2, fallbacks: [{ feature: "TLS", extraRoundTrips: 0 }] },
    });
  });
});

describe("replies without sense", () => {
  it("to DATA bring no content and no refusal", () => {
    const server = answering({ to: "DATA", reply: "250 Go ahead" });
    const config = { wishes: { CHUNKING: "avoid" } } as const;
    const played = scene([message(["b@x.example"])], { server, config });
    expect(results(played)).toEqual(["PROTOCOL_VIOLATION: not-sent"]);
  });

  it("to AUTH come to an end", () => {
    const credentials = { user: "ann", pass: "open sesame", allowCleartext: true };
    const played = scene([message(["b@x.example"])], {
      server: {
        capabilities: [...listed, "AUTH PLAIN LOGIN"],
        ...answering(
          { to: "AUTH-RESPONSE", reply: "334 again" },
          { to: "AUTH", reply: "334 again" },
        ),
      },
      config: { credentials },
    });
    expect(results(played)).toEqual(["PROTOCOL_VIOLATION: not-sent"]);
  });
});

describe("a connection that breaks at any one place", () => {
  const kinds = ["reset", "timeout", "aborted"] as const;
  const scenes: Readonly<Record<string, Scene>> = {
    "in one flight": {},
    "one command per flight": { server: { capabilities: ["CHUNKING"] } },
    "by DATA": { server: { capabilities: ["PIPELINING"] } },
    "by DATA, one command per flight": { server: { capabilities: [] } },
    "by BDAT at once": { config: { proven: ["CHUNKING"] } },
    "under TLS": {
      server: { tls: "starttls", capabilities: [...listed, "STARTTLS"] },
      config: { tls: "starttls" },
    },
  };

  it.each(Object.entries(scenes))("leaves no doubt but the one there is: %s", (_, how) => {
    const samples = [message(["b@x.example", "c@x.example"]), message(["d@y.example"])];
    const seen = new Set<string>();
    for (const kind of kinds) {
      for (let nth = 1; nth < 40; nth += 1) {
        const played = scene(samples, { ...how, sabotage: { nth, kind } });
        for (const line of results(played)) seen.add(line);
      }
    }
    expect([...seen]).toContain("OUTCOME_UNKNOWN: unknown, unknown");
    expect([...seen]).toContain("accepted: accepted, accepted");
  });
});
