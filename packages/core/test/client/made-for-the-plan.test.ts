/** A message that a function makes for what the plan of the server allows. */
import { describe, expect, it } from "vitest";
import {
  type AllowedContent,
  type BodySource,
  connect,
  createMailer,
  type MadeBody,
  type SmtpError,
} from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import { modernServer, type Personality, testServer } from "../../src/testing/mod.ts";

const envelope = { from: "ann@example.org", to: "bob@example.net" };
const plain: Personality = { capabilities: [], tls: "none" };
const refusesBody: Personality = {
  capabilities: ["8BITMIME"],
  tls: "none",
  answers: [{ to: "MAIL", when: { parameter: "BODY" }, reply: "555 5.5.4 Unsupported option" }],
};

/** Writes into the subject what the plan allows, and keeps a list of that. */
function recorder(wrap: (text: string) => MadeBody | Promise<MadeBody> = (text) => text) {
  const asked: string[] = [];
  const raw: BodySource = (allowed) => {
    asked.push(namesOf(allowed));
    return wrap(`Subject: ${namesOf(allowed)}\r\n\r\n${allowed.eightBit ? "Grüße" : "Hi"}.\r\n`);
  };
  return { asked, raw };
}

function namesOf(allowed: AllowedContent): string {
  return Object.entries(allowed)
    .flatMap(([name, is]) => (is ? [name] : []))
    .join(" ");
}

const KINDS: Record<string, (text: string) => MadeBody | Promise<MadeBody>> = {
  "a string": (text) => text,
  bytes: (text) => new TextEncoder().encode(text),
  "a promise of bytes": async (text) => new TextEncoder().encode(text),
  "an async iterable": async function* (text) {
    yield text.slice(0, 5);
    yield text.slice(5);
  },
  "a promise of a web stream": async (text) => new Blob([text]).stream(),
};

describe.each(Object.entries(KINDS))("a function that gives %s", (_kind, wrap) => {
  it("gets what this server takes, and is called once", async () => {
    for (const [personality, allowed] of [
      [modernServer, "eightBit"],
      [plain, ""],
    ] as const) {
      const server = testServer(personality);
      await using mailer = createMailer({ host: "h.example", dial: server.dial });
      const { asked, raw } = recorder(wrap);
      await mailer.send({ ...envelope, raw });
      expect(asked).toEqual([allowed]);
      expect(server.messages[0]?.raw).toContain(`Subject: ${allowed}\r\n`);
    }
  });

  it("is called again when a fallback changes the plan", async () => {
    const server = testServer(refusesBody);
    await using mailer = createMailer({
      host: "h.example",
      port: 25,
      tls: "none",
      dial: server.dial,
    });
    const { asked, raw } = recorder(wrap);
    const { fallbacks } = await mailer.send({ ...envelope, raw });
    expect(asked).toEqual(["eightBit", ""]);
    expect(server.messages[0]?.raw).toBe("Subject: \r\n\r\nHi.\r\n");
    expect(fallbacks.map(({ feature }) => feature)).toContain("8BITMIME");
  });

  it("is called again by another server that takes less", async () => {
    const first = testServer({
      capabilities: ["8BITMIME"],
      tls: "none",
      refuse: [{ recipient: "*", reply: "421 4.3.2 Going down" }],
    });
    const second = testServer(plain);
    await using mailer = createMailer({
      servers: [
        { host: "first.example", port: 25, priority: 0 },
        { host: "second.example", port: 25, priority: 1 },
      ],
      tls: "none",
      dial: (to, ...rest) =>
        (to.host === "first.example" ? first : second).dial(to, ...(rest as [never])),
    });
    const { asked, raw } = recorder(wrap);
    const { server } = await mailer.send({ ...envelope, raw });
    expect(server.host).toBe("second.example");
    expect(asked).toEqual(["eightBit", ""]);
    expect(second.messages[0]?.raw).toBe("Subject: \r\n\r\nHi.\r\n");
  });
});

it("allows UTF-8 only where an address needs SMTPUTF8", async () => {
  const server = testServer({ capabilities: ["8BITMIME", "SMTPUTF8"], tls: "none" });
  await using mailer = createMailer({
    host: "h.example",
    port: 25,
    tls: "none",
    dial: server.dial,
  });
  const { asked, raw } = recorder();
  await mailer.send({ ...envelope, raw });
  await mailer.send({ ...envelope, to: "bøb@example.net", raw });
  await mailer.send({ ...envelope, to: "bob@bücher.example", raw });
  expect(asked).toEqual(["eightBit", "eightBit utf8", "eightBit"]);
});

it("calls a function without a parameter once", async () => {
  let calls = 0;
  const raw = () => {
    calls += 1;
    return new Blob(["Subject: Hi\r\n\r\nGrüße.\r\n"]).stream();
  };
  const server = testServer(refusesBody);
  await using mailer = createMailer({
    host: "h.example",
    port: 25,
    tls: "none",
    dial: server.dial,
  });
  await mailer.send({ ...envelope, raw });
  expect(calls).toBe(1);
  expect(server.messages[0]?.raw).toContain("quoted-printable");
});

it("declares the size of what was made in memory", async () => {
  const server = testServer({ capabilities: ["SIZE 100"], tls: "none" });
  await using mailer = createMailer({
    host: "h.example",
    port: 25,
    tls: "none",
    dial: server.dial,
  });
  const raw = (_: AllowedContent) => `Subject: Hi\r\n\r\n${"x".repeat(70)}\r\n`.repeat(4000);
  await expect(mailer.send({ ...envelope, raw })).rejects.toMatchObject({
    code: "MESSAGE_TOO_LARGE",
  });
});

it("re-encodes what was made against the plan", async () => {
  const server = testServer(plain);
  await using mailer = createMailer({
    host: "h.example",
    port: 25,
    tls: "none",
    dial: server.dial,
  });
  await mailer.send({ ...envelope, raw: (_: AllowedContent) => "Subject: Hi\r\n\r\nGrüße.\r\n" });
  expect(server.messages[0]?.raw).toContain("Gr=C3=BC=C3=9Fe.");
});

it("pipelines messages that are made at once, and does not wait for others", async () => {
  const server = testServer(modernServer);
  await using connection = await connect({ host: "h.example", dial: server.dial });
  const trips = async (wrap: (text: string) => MadeBody | Promise<MadeBody>) => {
    const { raw } = recorder(wrap);
    let sum = 0;
    const messages = Array.from({ length: 10 }, () => ({ ...envelope, raw }));
    for await (const { receipt } of connection.sendMany(messages, { maxUnacknowledged: 10 }))
      sum += receipt?.roundTrips ?? Number.NaN;
    return sum;
  };
  const waited = await trips(async (text) => text);
  const atHand = await trips((text) => text);
  expect(atHand).toBeLessThan(waited);
  expect(server.messages.map(({ raw }) => raw.slice(0, 18))).toEqual(
    Array(20).fill("Subject: eightBit\r"),
  );
});

it("is called again by a retry that adds a Message-ID", async () => {
  const server = testServer(refusesBody);
  await using mailer = withRetry(
    createMailer({ host: "h.example", port: 25, tls: "none", dial: server.dial }),
  );
  const { asked, raw } = recorder();
  await mailer.send({ ...envelope, raw });
  expect(asked).toEqual(["eightBit", ""]);
  expect(server.messages[0]?.raw).toMatch(/^Message-ID: <.+>\r\nSubject: \r\n/);
});

describe("a function that fails", () => {
  const failures: Record<string, BodySource> = {
    "by a throw": (_) => {
      throw new Error("no disk");
    },
    "by a promise": async (_) => {
      throw new Error("no disk");
    },
    "by its stream": async function* (_: AllowedContent) {
      yield "Subject: x\r\n";
      throw new Error("no disk");
    },
  };
  it.each(Object.entries(failures))("%s: says so, and the connection is of use", async (_, raw) => {
    const server = testServer(plain);
    await using mailer = createMailer({
      host: "h.example",
      port: 25,
      tls: "none",
      dial: server.dial,
    });
    const error = (await mailer.send({ ...envelope, raw }).catch((e) => e)) as SmtpError;
    expect(error.code).toBe("BODY_FAILED");
    expect(error.message).toContain("no disk");
    await mailer.send({ ...envelope, raw: "Subject: Hi\r\n\r\n" });
    expect(server.messages).toHaveLength(1);
  });

  it.each<[string, unknown]>([
    ["a number", 1],
    ["nothing", undefined],
    ["a promise of nothing", Promise.resolve(null)],
  ])("by giving %s", async (_, made) => {
    const { dial } = testServer(plain);
    await using mailer = createMailer({ host: "h.example", port: 25, tls: "none", dial });
    const sources = [(_: AllowedContent) => made as MadeBody, () => made as MadeBody];
    for (const raw of sources) {
      await expect(mailer.send({ ...envelope, raw })).rejects.toThrow(
        "neither bytes nor a string nor a stream",
      );
    }
  });
});

describe("a function that does not come to its end", () => {
  it("is waited for as long as `timeouts.content` says, and its late stream is closed", async () => {
    let closed = false;
    const late = Promise.withResolvers<MadeBody>();
    const { dial } = testServer(plain);
    await using mailer = createMailer({
      host: "h.example",
      port: 25,
      tls: "none",
      dial,
      timeouts: { content: 20 },
    });
    const raw = (_: AllowedContent) => late.promise;
    await expect(mailer.send({ ...envelope, raw })).rejects.toMatchObject({ code: "TIMEOUT" });
    late.resolve(
      new ReadableStream({
        cancel() {
          closed = true;
        },
      }),
    );
    await expect.poll(() => closed).toBe(true);
  });

  it("closes a stream that was made and is not read", async () => {
    let closed = 0;
    const server = testServer(refusesBody);
    await using mailer = createMailer({
      host: "h.example",
      port: 25,
      tls: "none",
      dial: server.dial,
    });
    const raw = ({ eightBit }: AllowedContent) => {
      let given = false;
      return new ReadableStream<string>({
        pull(controller) {
          if (given && !eightBit) controller.close();
          else
            controller.enqueue(given ? `${"x".repeat(70)}\r\n`.repeat(4000) : "Subject: ü\r\n\r\n");
          given = true;
        },
        cancel() {
          closed += 1;
        },
      });
    };
    await mailer.send({ ...envelope, raw });
    await expect.poll(() => closed).toBe(1);
  });
});
