import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { classifyReply } from "../../src/meaning/mod.ts";
import { createMailer, type Message, SmtpError } from "../../src/mod.ts";
import { type Retry, type RetryOptions, withRetry } from "../../src/retry.ts";
import { type Answer, type Personality, testServer } from "../../src/testing/mod.ts";

const message: Message = {
  from: "ann@example.org",
  to: ["bob@example.net", "carol@example.net"],
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function retrying(personality: Partial<Personality>, options: RetryOptions = {}) {
  const server = testServer({
    capabilities: ["PIPELINING", "ENHANCEDSTATUSCODES"],
    tls: "none",
    ...personality,
  });
  const waits: Retry[] = [];
  const mailer = withRetry(createMailer({ host: "mail.example", port: 25, dial: server.dial }), {
    onRetry: (retry) => waits.push(retry),
    ...options,
  });
  return { server, waits, mailer };
}

/** Lets time pass until the work is done. */
async function soon<T>(work: Promise<T>): Promise<T> {
  let over = false;
  work.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  while (!over) await vi.advanceTimersByTimeAsync(1_000);
  return work;
}

function unclassified(): never {
  throw new Error("This function cannot read replies.");
}

const failure = (promise: Promise<unknown>): Promise<SmtpError> =>
  promise.then(
    () => expect.unreachable("it should have failed"),
    (error: SmtpError) => error,
  );

const notYet = (address: string, reply: string, nth = 1): Answer => ({
  to: "RCPT",
  when: { address },
  nth,
  reply,
});

describe("a mailer with retry", () => {
  it("sends once what is accepted at once", async () => {
    const { server, waits, mailer } = retrying({});
    const receipt = await soon(mailer.send(message));
    expect(receipt.accepted).toHaveLength(2);
    expect(server.messages).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it("tries again for whom it was not yet accepted, and for nobody else", async () => {
    const { server, waits, mailer } = retrying({
      answers: [notYet("carol@*", "452 4.2.2 Mailbox full")],
    });
    const receipt = await soon(mailer.send(message));
    expect(server.messages.map(({ to }) => to)).toEqual([
      ["bob@example.net"],
      ["carol@example.net"],
    ]);
    expect(receipt.accepted.map(({ address }) => address)).toEqual(message.to);
    expect(receipt.rejected).toEqual([]);
    expect(waits).toMatchObject([
      { tried: 1, recipients: ["carol@example.net"], greylisted: false },
    ]);
    expect(waits[0]?.wait).toBeGreaterThanOrEqual(5_000);
    expect(waits[0]?.wait).toBeLessThanOrEqual(10_000);
  });

  it.for(["450 4.2.0 Greylisted", "451 4.7.1 Come back later"])(
    "waits minutes after %s",
    async (reply) => {
      const { server, waits, mailer } = retrying({
        answers: [notYet("*", reply, 1), notYet("*", reply, 2)],
      });
      await soon(mailer.send(message));
      expect(server.messages).toHaveLength(1);
      expect(waits).toMatchObject([{ greylisted: true, wait: 300_000 }]);
    },
  );

  it.for([
    ["451 4.7.1 Greylisted for 10 minutes", 600_000, true],
    ["451 4.7.1 Greylisted, try again in 30 seconds", 30_000, true],
    ["450 4.7.1 Rate limit exceeded, try again in 60 seconds", 60_000, false],
    ["451 4.7.1 Rate limit: 100 messages per hour", 899_999, false],
  ] as const)("waits as long as the text of %s asks for", async ([reply, wait, greylisted]) => {
    const { server, waits, mailer } = retrying(
      { answers: [notYet("*", reply, 1), notYet("*", reply, 2)] },
      { classify: classifyReply },
    );
    await soon(mailer.send(message));
    expect(server.messages).toHaveLength(1);
    expect(waits).toMatchObject([{ greylisted }]);
    // The clock of the deadline may have moved on by what the first try took.
    expect(waits[0]?.wait).toBeGreaterThanOrEqual(Math.min(wait, 899_000));
    expect(waits[0]?.wait).toBeLessThanOrEqual(wait + 1);
  });

  it.for([
    "450 4.2.1 Try again in 1 second, too many messages",
    "450 4.2.1 Too many messages, try again in 99999999 seconds",
    "450 4.2.1 Too many messages, try again in 6 days",
  ])("waits no less and no more than usual after %s", async (reply) => {
    const { waits, mailer } = retrying(
      { answers: [notYet("*", reply, 1), notYet("*", reply, 2)] },
      { classify: classifyReply },
    );
    await soon(mailer.send(message));
    expect(waits[0]?.wait).toBeGreaterThanOrEqual(5_000);
    expect(waits[0]?.wait).toBeLessThanOrEqual(10_000);
  });

  it.for([
    ["throws", unclassified],
    ["knows nothing", (): undefined => undefined],
    ["makes no sense", () => ({ kind: "rate-limited", wait: Number.NaN }) as const],
  ] as const)("waits as usual where the function that classifies %s", async ([, classify]) => {
    const { server, waits, mailer } = retrying(
      { answers: [notYet("*", "451 4.7.1 Later", 1), notYet("*", "451 4.7.1 Later", 2)] },
      { classify },
    );
    await soon(mailer.send(message));
    expect(server.messages).toHaveLength(1);
    expect(waits[0]?.wait).toBeLessThanOrEqual(10_000);
  });

  it("waits longer each time, and reports the last refusal after its last try", async () => {
    const { waits, mailer } = retrying(
      { refuse: [{ recipient: "*", reply: "451 4.3.0 Later" }] },
      { tries: 4 },
    );
    const error = await failure(soon(mailer.send(message)));
    expect(error).toMatchObject({ code: "RECIPIENTS_REFUSED", retry: "later" });
    expect(error.recipients.map(({ outcome, temporary }) => [outcome, temporary])).toEqual([
      ["rejected", true],
      ["rejected", true],
    ]);
    expect(waits).toHaveLength(3);
    for (const [index, { wait }] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(5_000 * 2 ** index);
      expect(wait).toBeLessThanOrEqual(10_000 * 2 ** index);
    }
  });

  it("begins no try after its deadline", async () => {
    const { waits, mailer } = retrying(
      { refuse: [{ recipient: "*", reply: "450 4.7.1 Greylisted" }] },
      { deadline: 400_000, tries: 100 },
    );
    const begun = Date.now();
    await failure(soon(mailer.send(message)));
    expect(waits).toHaveLength(1);
    expect(Date.now() - begun).toBeLessThan(400_000);
  });

  it("tries again when no connection was possible", async () => {
    const { server, mailer } = retrying({
      answers: [{ to: "GREETING", nth: 1, reply: "421 4.3.2 Too busy" }],
    });
    await soon(mailer.send(message));
    expect(server.messages).toHaveLength(1);
  });

  it("gives a receipt when some were accepted and the others never", async () => {
    const { mailer } = retrying(
      { refuse: [{ recipient: "carol@*", reply: "451 4.3.0 Later" }] },
      { tries: 2 },
    );
    const receipt = await soon(mailer.send(message));
    expect(receipt.accepted.map(({ address }) => address)).toEqual(["bob@example.net"]);
    expect(receipt.rejected).toMatchObject([{ address: "carol@example.net", temporary: true }]);
  });

  it.for<[string, Partial<Personality>, string]>([
    [
      "a refusal for good",
      { refuse: [{ recipient: "*", reply: "550 5.1.1 No" }] },
      "RECIPIENTS_REFUSED",
    ],
    ["an unknown outcome", { answers: [{ to: "CONTENT", close: "before" }] }, "OUTCOME_UNKNOWN"],
  ])("never tries again after %s", async ([, personality, code]) => {
    const { waits, mailer } = retrying(personality);
    expect(await failure(soon(mailer.send(message)))).toMatchObject({ code });
    expect(waits).toEqual([]);
  });

  it("reports an unknown outcome of a later try together with earlier acceptances", async () => {
    const { mailer, waits } = retrying({
      answers: [
        notYet("carol@*", "452 4.2.2 Mailbox full"),
        { to: "CONTENT", nth: 2, close: "before" },
      ],
    });
    const error = await failure(soon(mailer.send(message)));
    expect(error.code).toBe("OUTCOME_UNKNOWN");
    expect(error.recipients.map(({ outcome }) => outcome)).toEqual(["accepted", "unknown"]);
    expect(waits).toHaveLength(1);
  });

  it("sends to all again or to none, where that was asked for", async () => {
    const { server, mailer } = retrying({ answers: [notYet("carol@*", "452 4.2.2 Full")] });
    await soon(mailer.send({ ...message, partial: "refuse" }));
    expect(server.messages.map(({ to }) => to)).toEqual([message.to]);
  });

  it("keeps what was asked for a recipient", async () => {
    const { server, mailer } = retrying({
      capabilities: ["PIPELINING", "ENHANCEDSTATUSCODES", "DSN"],
      answers: [notYet("carol@*", "452 4.2.2 Mailbox full")],
    });
    const carol = { address: "carol@Example.NET", notify: ["success"] } as const;
    await soon(mailer.send({ ...message, to: ["bob@example.net", carol] }));
    expect(server.transcript().match(/^C: RCPT TO:<carol@.*> NOTIFY=SUCCESS.*$/gm)).toHaveLength(2);
    expect(server.messages).toHaveLength(2);
  });

  it("can be stopped while it waits", async () => {
    const abort = new AbortController();
    const { mailer } = retrying(
      { refuse: [{ recipient: "*", reply: "451 4.3.0 Later" }] },
      { onRetry: () => abort.abort() },
    );
    const error = await failure(soon(mailer.send(message, { signal: abort.signal })));
    expect(SmtpError.is(error)).toBe(true);
    expect(error.recipients).toHaveLength(2);
  });

  it("lets nobody wait for a next try once it is closed, and leaves no timer", async () => {
    const { server, mailer } = retrying({ refuse: [{ recipient: "*", reply: "450 4.2.0 Later" }] });
    const sent = failure(mailer.send(message));
    await vi.advanceTimersByTimeAsync(1_000);
    const timers = vi.getTimerCount();
    expect(timers).toBeGreaterThan(0);
    await mailer.close();
    const error = await sent;
    expect(error).toMatchObject({ code: "RECIPIENTS_REFUSED", retry: "later" });
    expect(error.message).toMatch(/It was not tried again, because the mailer was closed\.$/);
    expect(error.recipients.map(({ outcome }) => outcome)).toEqual(["rejected", "rejected"]);
    expect(vi.getTimerCount()).toBe(0);
    expect(server.messages).toEqual([]);
    expect(await failure(mailer.send(message))).toMatchObject({ code: "CLOSED" });
  });

  it("gives a receipt for those who had it when it is closed", async () => {
    const { mailer } = retrying({ answers: [notYet("carol@*", "452 4.2.2 Mailbox full")] });
    const sent = mailer.send(message);
    await vi.advanceTimersByTimeAsync(1_000);
    await mailer[Symbol.asyncDispose]();
    const receipt = await sent;
    expect([receipt.accepted.length, receipt.rejected.length]).toEqual([1, 1]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([1, 3])("ends sendMany when it is closed, with maxUnacknowledged %i", async (most) => {
    const { mailer } = retrying({ refuse: [{ recipient: "*", reply: "450 4.2.0 Later" }] });
    const results: unknown[] = [];
    const all = (async () => {
      const list = [message, message, message];
      for await (const { error } of mailer.sendMany(list, { maxUnacknowledged: most })) {
        results.push((error as SmtpError).code);
      }
    })();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(results).toEqual([]);
    await Promise.all([mailer.close(), all]);
    expect(results).toEqual(Array(3).fill("RECIPIENTS_REFUSED"));
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([1, 3])(
    "does not wait for a stalled list after an abort (maxUnacknowledged %i)",
    async (most) => {
      const { mailer } = retrying({});
      const abort = new AbortController();
      let giveOn = (): void => {};
      const list = async function* () {
        yield message;
        await new Promise<void>((resolve) => {
          giveOn = resolve;
        });
        yield message;
      };
      const options = { maxUnacknowledged: most, signal: abort.signal };
      const receipts: unknown[] = [];
      const all = (async () => {
        for await (const { receipt } of mailer.sendMany(list(), options)) receipts.push(receipt);
      })();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(receipts).toHaveLength(1);
      abort.abort();
      await soon(all);
      giveOn();
      await mailer.close();
    },
  );

  it("reports that nothing was sent when it is stopped before it begins", async () => {
    const { server, mailer } = retrying({});
    const error = await failure(soon(mailer.send(message, { signal: AbortSignal.abort() })));
    expect(error).toMatchObject({ code: "ABORTED", recipients: [{ outcome: "not-sent" }, {}] });
    expect(server.messages).toEqual([]);
  });

  it("throws at once for a message that cannot be sent", async () => {
    const { mailer } = retrying({});
    await expect(soon(mailer.send({ ...message, to: "nonsense" }))).rejects.toThrow(TypeError);
  });

  it("does not let one that waits hold up the others of sendMany", async () => {
    const { mailer } = retrying({ answers: [notYet("carol@*", "452 4.2.2 Mailbox full")] });
    const many = ["carol", "bob", "dave"].map((name) => ({
      ...message,
      to: `${name}@example.net`,
    }));
    const order: number[] = [];
    const read = async () => {
      for await (const { index, receipt } of mailer.sendMany(many)) {
        if (receipt) order.push(index);
      }
    };
    await soon(read());
    expect(order).toEqual([1, 2, 0]);
  });

  it.for<[string, object]>([
    ["no tries", { tries: 0 }],
    ["half a try", { tries: 1.5 }],
    ["a wait below zero", { first: -1 }],
    ["a name that does not exist", { retries: 3 }],
  ])("refuses options with %s", ([, options]) => {
    expect(() => retrying({}, options as RetryOptions)).toThrow(/`/);
  });
});

describe("the Message-ID over several tries", () => {
  const twice: Partial<Personality> = { answers: [notYet("carol@*", "452 4.2.2 Mailbox full")] };
  const ids = (raws: readonly string[]): (string | undefined)[] =>
    raws.map((raw) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1]);
  const encode = (text: string) => new TextEncoder().encode(text);
  const raw = "Subject: Hi\r\n\r\nHi.\r\n";

  it.for<[string, Message["raw"]]>([
    ["a string", raw],
    ["bytes", encode(raw)],
    ["a function that makes a stream", () => new Blob([raw]).stream()],
    ["a string with bare line ends", raw.replaceAll("\r", "")],
    [
      "a stream in single octets",
      async function* () {
        for (const octet of encode(raw)) yield Uint8Array.of(octet);
      },
    ],
  ])("is added once to %s, and is the same at every try", async ([, body]) => {
    const { server, mailer } = retrying(twice);
    await soon(mailer.send({ ...message, raw: body }));
    const [first, second] = ids(server.messages.map((each) => each.raw));
    expect(first).toMatch(/^<[0-9a-f-]{36}@example\.org>$/);
    expect(second).toBe(first);
    expect(server.messages[1]?.raw.replace(/^Message-ID: .*\r\n/, "")).toBe(raw);
  });

  it.for<[string, string]>([
    ["has one", `Message-Id: <1@example.org>\r\n${raw}`],
    ["has one on a later line", `Subject: Hi\r\nmessage-id : <1@example.org>\r\n\r\nHi.\r\n`],
    ["is signed", `DKIM-Signature: v=1; a=rsa-sha256\r\n${raw}`],
  ])("leaves a message that %s as it is", async ([, body]) => {
    const { server, mailer } = retrying(twice);
    await soon(mailer.send({ ...message, raw: body }));
    expect(server.messages.map((each) => each.raw)).toEqual([body, body]);
  });

  it("is not added when it is to be kept as it is", async () => {
    const { server, mailer } = retrying(twice, { messageId: "keep" });
    await soon(mailer.send(message));
    expect(server.messages[0]?.raw).toBe(message.raw);
  });

  it("is not added to a stream that can be read once, which is tried once", async () => {
    const { server, mailer, waits } = retrying(twice);
    const receipt = await soon(mailer.send({ ...message, raw: new Blob([raw]).stream() }));
    expect(server.messages.map((each) => each.raw)).toEqual([raw]);
    expect(receipt.rejected).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});
