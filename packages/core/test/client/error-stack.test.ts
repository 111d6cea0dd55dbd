/** The stack of an error names the line that called the client, also if the error was created in a callback. */
import { describe, expect, it } from "vitest";
import { makeConnect, makeCreateMailer } from "../../src/client/mailer/adapter.ts";
import { connect, createMailer, SmtpError } from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import { modernServer, type Personality, testServer } from "../../src/testing/mod.ts";

const refusing: Personality = {
  ...modernServer,
  answers: [{ to: "RCPT", reply: "550 5.1.1 No such user" }],
};
const message = { from: "a@example.org", to: "b@example.net", raw: "Subject: x\r\n\r\nx\r\n" };

function refusingDial() {
  return testServer(refusing).dial;
}

async function errorOf(call: () => Promise<unknown>): Promise<SmtpError> {
  try {
    await call();
  } catch (error) {
    if (SmtpError.is(error)) return error;
    throw error;
  }
  throw new Error("The call did not fail.");
}

const host = "mx.example.net";
const lost = () => Promise.reject(new Error("no route"));

const calls: Record<string, () => Promise<unknown>> = {
  "send of a mailer": async function callSend() {
    await using mailer = createMailer({ host, dial: refusingDial() });
    await mailer.send(message);
  },
  "send of a mailer without a connection": async function callSend() {
    await using mailer = createMailer({ host, dial: lost });
    await mailer.send(message);
  },
  "send of a mailer with several servers": async function callSend() {
    const servers = [
      { host: "mx1.example.net", dial: lost },
      { host: "mx2.example.net", dial: lost },
    ];
    await using mailer = createMailer({ servers });
    await mailer.send(message);
  },
  "send of a mailer that composes and signs": async function callSend() {
    await using mailer = createMailer({
      host,
      dial: refusingDial(),
      compose: async ({ subject }: { readonly subject: string }) => ({ ...message, raw: subject }),
      sign: (raw) => raw,
    });
    await mailer.send({ subject: "Subject: x\r\n\r\n" });
  },
  "send of an adapter's mailer": async function callSend() {
    const create = makeCreateMailer({ dial: refusingDial, ownOptions: {} });
    await using mailer = create(`smtp://${host}`);
    await mailer.send(message);
  },
  "send of a mailer that retries": async function callSend() {
    await using mailer = withRetry(createMailer({ host, dial: refusingDial() }), { tries: 2 });
    await mailer.send(message);
  },
  "verify of a mailer": async function callVerify() {
    await using mailer = createMailer({ host, dial: lost });
    await mailer.verify();
  },
  connect: async function callConnect() {
    await connect({ host, dial: lost });
  },
  "an adapter's connect": async function callConnect() {
    await makeConnect({ dial: () => lost, ownOptions: {} })(`smtp://${host}`);
  },
  "send of a connection": async function callSend() {
    await using connection = await connect({ host, dial: refusingDial() });
    await connection.send(message);
  },
};

describe("the stack of an error", () => {
  it.each(Object.entries(calls))("names the caller of %s", async (_, call) => {
    const { stack = "" } = await errorOf(call);
    const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
    expect(
      frames.some((line) => line.includes(call.name) && line.includes(import.meta.filename)),
    ).toBe(true);
    expect(new Set(frames).size).toBe(frames.length);
  });

  it("begins with the place where the error was created", async () => {
    const { stack = "", message: text } = await errorOf(calls["connect"] as () => Promise<unknown>);
    expect(stack.startsWith(`SmtpError: ${text}\n`) || stack.startsWith(`Error: ${text}\n`)).toBe(
      true,
    );
  });
});
