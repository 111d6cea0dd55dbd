import { describe, expect, it } from "vitest";
import { connect, type Message, type SendManyResult, SmtpError } from "../../src/mod.ts";
import { modernServer, type Personality, testServer } from "../../src/testing/mod.ts";

const letter = (n: number, more: Partial<Message> = {}): Message => ({
  from: "ann@example.org",
  to: "bob@example.net",
  raw: `Subject: letter ${n}\r\n\r\nHi.\r\n`,
  ...more,
});
const letters = (count: number): Message[] => Array.from({ length: count }, (_, at) => letter(at));

async function connected(personality: Personality = modernServer) {
  const server = testServer(personality);
  let flights = 0;
  const connection = await connect({
    host: "mail.example",
    dial: server.dial,
    onEvent: (event) => {
      if (event.type === "command") flights = event.flight;
    },
  });
  const before = flights;
  return { server, connection, flights: () => flights - before };
}

async function all(results: AsyncIterable<SendManyResult>): Promise<SendManyResult[]> {
  const told: SendManyResult[] = [];
  for await (const result of results) told.push(result);
  return told;
}

const withoutBdat: Personality = {
  ...modernServer,
  capabilities: modernServer.capabilities.filter((keyword) => keyword !== "CHUNKING"),
};

describe("sendMany with pipelined messages", () => {
  it("takes one flight a message by DATA, and one more for the first", async () => {
    const { server, connection, flights } = await connected(withoutBdat);
    const results = await all(connection.sendMany(letters(20), { maxUnacknowledged: 2 }));
    await connection.close();
    expect(results.map(({ index, receipt }) => [index, receipt?.accepted.length])).toEqual(
      letters(20).map((_, at) => [at, 1]),
    );
    expect(server.messages.map(({ raw }) => raw)).toEqual(letters(20).map(({ raw }) => raw));
    expect(flights()).toBe(21);
  });

  it("needs fewer flights than messages by BDAT", async () => {
    const { server, connection } = await connected();
    const results = await all(connection.sendMany(letters(50), { maxUnacknowledged: 10 }));
    await connection.close();
    expect(results.filter(({ receipt }) => receipt)).toHaveLength(50);
    expect(server.messages.map(({ raw }) => raw)).toEqual(letters(50).map(({ raw }) => raw));
    const trips = results.reduce((sum, { receipt }) => sum + (receipt?.roundTrips ?? 0), 0);
    expect(trips).toBeLessThan(50);
  });

  it("reports a message that cannot be sent in its place, and continues", async () => {
    const { connection, server } = await connected();
    const given = [letter(0), letter(1, { to: "no address" }), letter(2)];
    const results = await all(connection.sendMany(given, { maxUnacknowledged: 5 }));
    await connection.close();
    expect(results.map(({ error }) => error?.name)).toEqual([undefined, "TypeError", undefined]);
    expect(server.messages).toHaveLength(2);
  });

  it("waits for messages that come slowly, and does not hold back the end of the one before", async () => {
    const { connection, server } = await connected();
    let asked = 0;
    async function* slowly(): AsyncGenerator<Message> {
      for (; asked < 3; asked += 1) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (asked > 0) expect(server.messages).toHaveLength(asked);
        yield letter(asked);
      }
    }
    const many = connection.sendMany(slowly(), { maxUnacknowledged: 5 });
    for (let at = 0; at < 3; at += 1)
      expect((await many.next()).value).toMatchObject({ index: at });
    expect((await many.next()).done).toBe(true);
    await connection.close();
  });

  it("sends streams too, each after the answer to the one before", async () => {
    const { connection, server } = await connected();
    const raw = async function* () {
      yield "Subject: streamed\r\n\r\n";
      yield "Hi.\r\n";
    };
    const given = [letter(0), letter(1, { raw }), letter(2, { raw }), letter(3)];
    const results = await all(connection.sendMany(given, { maxUnacknowledged: 5 }));
    await connection.close();
    expect(results.every(({ receipt }) => receipt)).toBe(true);
    expect(server.messages).toHaveLength(4);
  });

  it("can be left before the end; what is under way is finished", async () => {
    const { connection, server } = await connected();
    for await (const { index } of connection.sendMany(letters(100), { maxUnacknowledged: 4 })) {
      if (index === 3) break;
    }
    const later = await connection.send(letter(100));
    await connection.close();
    expect(later.accepted).toHaveLength(1);
    expect(server.messages.length).toBeGreaterThanOrEqual(5);
    expect(server.messages.length).toBeLessThan(20);
    expect(server.messages.at(-1)?.raw).toBe(letter(100).raw);
  });

  it("throws the error of the source of messages after reporting what was sent", async () => {
    const { connection } = await connected();
    async function* broken(): AsyncGenerator<Message> {
      yield letter(0);
      throw new Error("The database is gone.");
    }
    const told: number[] = [];
    const reading = async () => {
      for await (const { index } of connection.sendMany(broken(), { maxUnacknowledged: 4 })) {
        told.push(index);
      }
    };
    await expect(reading()).rejects.toThrow("The database is gone.");
    expect(told).toEqual([0]);
    await connection.close();
  });

  it("reports each message that the caller aborts", async () => {
    const { connection } = await connected({
      ...modernServer,
      answers: [{ to: "MAIL", nth: 2, silence: true }],
    });
    const giveUp = new AbortController();
    const results: SendManyResult[] = [];
    const options = { maxUnacknowledged: 2, signal: giveUp.signal };
    for await (const result of connection.sendMany(letters(3), options)) {
      results.push(result);
      if (result.index === 0) giveUp.abort();
    }
    await connection.close();
    expect(results.map(({ error }) => SmtpError.is(error) && error.code)).toEqual([
      false,
      "ABORTED",
      "ABORTED",
    ]);
  });

  it("asks for a whole number", async () => {
    const { connection } = await connected();
    const many = connection.sendMany([], { maxUnacknowledged: 0 });
    await expect(many.next()).rejects.toThrow(RangeError);
    await connection.close();
  });
});
