import { expect, it } from "vitest";
import { parseMailbox } from "../../protocol/address/address.ts";
import { SmtpError } from "../../protocol/errors/errors.ts";
import { checkMessage } from "../message/message.ts";
import { decideAfterError } from "./failover.ts";
import { FailoverState } from "./failover-state.ts";

it("moves a message with hundreds of thousands of refused recipients", async () => {
  const refused = Array.from({ length: 300_000 }, (_, index) => `u${index}@b.example`);
  const message = checkMessage({ from: "a@b.example", to: "last@b.example", raw: "\r\n" });
  const to = [...refused.map(parseMailbox), parseMailbox("last@b.example")];
  const state = new FailoverState({ ...message, outgoing: { ...message.outgoing, to } });
  const error = new SmtpError("No.", {
    code: "SERVER_UNAVAILABLE",
    phase: "envelope",
    retry: "later",
    recipients: [
      ...refused.map((address) => ({ address, outcome: "rejected", temporary: false }) as const),
      { address: "last@b.example", outcome: "not-sent", temporary: true },
    ],
  });
  const next = { method: "b.example:587", wish: "prefer", extraRoundTrips: 0 } as const;
  expect(await state.moveToNextServer(error, decideAfterError(error, {}), next)).toBeDefined();
  expect(state.message.outgoing.to).toHaveLength(1);
  const last = new SmtpError("No.", { code: "CLOSED", phase: "ready", retry: "never" });
  expect(state.failed(last).recipients).toHaveLength(refused.length);
});
