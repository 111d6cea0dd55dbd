import { describe, expect, it } from "vitest";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { Answer, AnswerTo } from "../src/testing/personality.ts";
import { answering, commands, listed, message, results, scene } from "./scene.ts";

const BYE = "221 2.0.0 Not ready, closing";

function failure(answer: Answer, more: Parameters<typeof scene>[1] = {}): SmtpError {
  const { server, ...rest } = more;
  const played = scene([message(["b@x.example"])], {
    server: { capabilities: [...listed, "AUTH PLAIN"], ...server, ...answering(answer) },
    config: {
      wishes: { CHUNKING: "avoid" },
      credentials: { user: "ann", pass: "rosebud-49", allowCleartext: true },
    },
    ...rest,
  });
  const [delivery] = played.deliveries;
  if (!delivery || !("error" in delivery.result) || !SmtpError.is(delivery.result.error)) {
    return expect.unreachable("it should have failed");
  }
  expect(delivery.mailbox).toEqual([]);
  // One by `open`, and one by the message.
  expect(commands(played).split("/").length).toBeLessThanOrEqual(3);
  return delivery.result.error;
}

describe("a server that says 221 to", () => {
  it.each<[AnswerTo]>([["GREETING"], ["EHLO"], ["AUTH"], ["MAIL"], ["RCPT"], ["DATA"]])(
    "%s is not available, and has not said yes",
    (to) => {
      for (const close of [undefined, "after"] as const) {
        const error = failure({ to, reply: BYE, ...(close ? { close } : {}) });
        const { code, retry, reply } = error;
        expect({ code, retry, reply: reply?.code }).toEqual({
          code: "SERVER_UNAVAILABLE",
          retry: "later",
          reply: 221,
        });
      }
    },
  );

  it("STARTTLS is not available either", () => {
    const server = { tls: "starttls", capabilities: [...listed, "STARTTLS"] } as const;
    const played = scene([message(["b@x.example"])], {
      server: { ...server, ...answering({ to: "STARTTLS", reply: BYE }) },
      config: { tls: "starttls" },
    });
    expect(results(played)).toEqual(["SERVER_UNAVAILABLE: not-sent"]);
  });

  it("MAIL on a kept connection is asked again on a new one", () => {
    const server = answering({ to: "MAIL", nth: 2, reply: BYE });
    const config = { wishes: { CHUNKING: "avoid" } } as const;
    const played = scene([message(["b@x.example"]), message(["c@x.example"])], { server, config });
    expect(results(played)).toEqual(["accepted: accepted", "accepted: accepted"]);
    expect(played.events.filter(({ type }) => type === "reconnect")).toHaveLength(1);
  });

  it.each(["CONTENT", "BDAT"] as const)("the whole message may have taken it: %s", (to) => {
    const server = answering({ to, ...(to === "BDAT" ? { nth: 2 } : {}), reply: BYE });
    const config = { wishes: { CHUNKING: to === "BDAT" ? "prefer" : "avoid" } } as const;
    const played = scene([message(["b@x.example"])], { server, config });
    expect(results(played)).toEqual(["OUTCOME_UNKNOWN: unknown"]);
  });
});
