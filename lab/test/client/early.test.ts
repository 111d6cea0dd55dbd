/** Exim invites to talk early (PIPECONNECT): the first connection learns of it, the next one does. */
import { createMailer, type NodeOptions, type SessionEvent } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import { compareStored } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";

const raw = Buffer.from("From: <ann@lab.test>\r\nSubject: early\r\n\r\n.dot\r\nHello.\r\n");
const message = { from: "ann@lab.test", to: "test@lab.test", raw };

/** Commands that were written on a connection before its greeting was read. */
function beforeTheGreeting(events: readonly SessionEvent[]): string[] {
  const start = events.findIndex(({ type }) => type === "connected");
  const greeting = events.findIndex(({ type }, index) => index > start && type === "reply");
  return events
    .slice(start, greeting)
    .flatMap((event) => (event.type === "command" ? [event.line] : []));
}

await describeServer("exim", "exim that invites to early pipelining", (running) => {
  it.for<[string, Partial<NodeOptions>, RegExp, number[]]>([
    ["in clear", { tls: "none" }, /^MAIL FROM:/, [5, 3]],
    ["with STARTTLS", { tls: "starttls" }, /^STARTTLS$/, [8, 5]],
  ])(
    "is told the first message after the greeting and the next before it, %s",
    async ([, more, second, roundTrips]) => {
      const server = running();
      await server.clearMessages();
      let events: SessionEvent[] = [];
      let left = Promise.withResolvers<void>();
      await using mailer = createMailer({
        host: "localhost",
        port: server.ports.early ?? 0,
        ca: server.ca,
        features: { PIPECONNECT: "prefer" },
        ...more,
        onEvent: (event) => {
          events.push(event);
          if (event.type === "closed") left.resolve();
        },
      });
      const first = await mailer.send(message);
      expect(beforeTheGreeting(events)).toEqual([]);
      // The mailer takes leave of a server that it has nothing for.
      await left.promise;
      events = [];
      left = Promise.withResolvers<void>();
      const next = await mailer.send(message);
      expect(beforeTheGreeting(events)[0]).toMatch(/^EHLO /);
      expect(beforeTheGreeting(events)[1]).toMatch(second);
      expect(next.decisions).toContainEqual(
        expect.objectContaining({ feature: "PIPECONNECT", outcome: "used" }),
      );
      expect([first.roundTrips, next.roundTrips]).toEqual(roundTrips);
      const stored = await server.messages();
      expect(stored.map((copy) => compareStored(raw, copy.raw).equal)).toEqual([true, true]);
    },
  );
});
