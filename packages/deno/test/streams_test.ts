/** Files that messages are read from are closed, whatever the outcome of the messages. */
import assert from "node:assert/strict";
import { connect, createMailer, type Message } from "../src/mod.ts";
import { testServer } from "../src/testing.ts";

const envelope = { from: "ann@example.org", to: "bob@example.net" };
const { dial } = testServer({ capabilities: ["PIPELINING"], tls: "none" });
const at = { host: "mail.example", port: 25, tls: "none", dial } as const;
const toSilence = { ...at, dial: () => new Promise<never>(() => {}), pool: { size: 1 } } as const;

function openFiles(): number {
  return [...Deno.readDirSync("/proc/self/fd")].length;
}

/** Messages, each read from an open file. */
function letters(count: number): Promise<Message[]> {
  const one = async (): Promise<Message> => {
    const file = await Deno.open(new URL(import.meta.url));
    return { ...envelope, raw: file.readable };
  };
  return Promise.all(Array.from({ length: count }, one));
}

async function refused(sent: readonly Promise<unknown>[]): Promise<void> {
  for (const { status } of await Promise.allSettled(sent)) assert.equal(status, "rejected");
}

const ENDS: Readonly<Record<string, (all: readonly Message[]) => Promise<unknown>>> = {
  "they are sent": async (all) => {
    await using mailer = createMailer(at);
    await Promise.all(all.map((each) => mailer.send(each)));
  },
  "the mailer is closed": async (all) => {
    const mailer = createMailer(at);
    await mailer.close();
    await refused(all.map((each) => mailer.send(each)));
  },
  "the connection is closed": async (all) => {
    const connection = await connect(at);
    await connection.close();
    await refused(all.map((each) => connection.send(each)));
  },
  "the envelope is wrong": async (all) => {
    await using mailer = createMailer(at);
    await refused(all.map((each) => mailer.send({ ...each, to: "nonsense" })));
  },
  "the signal fires while they wait for a connection": async (all) => {
    await using mailer = createMailer(toSilence);
    const call = { signal: AbortSignal.timeout(50) };
    await refused(all.map((each) => mailer.send(each, call)));
  },
  "the time is over while they wait for a connection": async (all) => {
    await using mailer = createMailer({ ...toSilence, timeouts: { total: 50 } });
    await refused(all.map((each) => mailer.send(each)));
  },
  "sendMany with overlap ends by its signal": async (all) => {
    await using mailer = createMailer(toSilence);
    const call = { signal: AbortSignal.timeout(50), maxUnacknowledged: 4 };
    for await (const { error } of mailer.sendMany(all, call)) assert(error);
  },
};

for (const [when, end] of Object.entries(ENDS)) {
  Deno.test({
    name: `the files of forty messages are closed when ${when}`,
    ignore: Deno.build.os !== "linux",
    async fn() {
      const before = openFiles();
      const all = await letters(40);
      assert.equal(openFiles(), before + 40);
      await end(all);
      for (let tries = 0; openFiles() > before && tries < 200; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      assert.equal(openFiles(), before);
    },
  });
}
