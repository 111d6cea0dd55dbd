/** `parley demo`: a message is delivered although the server replies 502 to what it offers. */
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import {
  connect,
  type Dial,
  nodeDial,
  type SessionEvent,
  type Transport,
} from "@parley-smtp/node-socket";
import { listen, testCertificates } from "@parley-smtp/node-socket/testing";
import type { Command } from "commander";
import { contradictory, DEMO_MESSAGE, RECIPIENT, USER } from "./demo-server.ts";
import {
  announceSecond,
  introduce,
  printArrivedMessages,
  printDemoReceipt,
  printSecondMessage,
  sha256,
  storyTeller,
} from "./demo-story.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { interruptible } from "./interrupt.ts";
import { printJson } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** The flags of `demo`. */
interface DemoFlags {
  readonly pace?: number;
  readonly json?: true;
}

const DEMO_EXAMPLES = `
Examples:
  parley demo
  parley demo --pace 1500
  parley demo --json
`;

/** Adds the command; `done` receives the exit code. */
export function addDemo(program: Command, done: (code: ExitCode) => void): void {
  program
    .command("demo")
    .description("Watch a message get past a server that refuses what it advertises.")
    .option("--pace <ms>", "pause so many milliseconds before each flight", milliseconds)
    .option("--json", "print receipts, events and what arrived as JSON")
    .showHelpAfterError("See: parley demo --help")
    .addHelpText("after", DEMO_EXAMPLES)
    .action(async (flags: DemoFlags) => {
      done(await interruptible((signal) => demo(flags, signal)));
    });
}

async function demo({ pace = 0, json }: DemoFlags, signal: AbortSignal): Promise<ExitCode> {
  const { ca, key, cert } = await testCertificates();
  const pass = randomBytes(12).toString("base64url");
  await using server = await listen(contradictory(pass), { key, cert });
  const events: SessionEvent[] = [];
  if (!json) introduce(server.port);
  await using connection = await connect({
    host: server.host,
    port: server.port,
    name: "client.example.com",
    auth: { user: USER, pass },
    dial: paced(nodeDial({ ca }), pace),
    onEvent: json ? (event) => events.push(event) : storyTeller(),
    signal,
  });
  await connection.vrfy(RECIPIENT, { signal });
  const message = { from: USER, to: RECIPIENT, raw: DEMO_MESSAGE };
  const receipt = await connection.send(message, { signal });
  if (!json) announceSecond();
  const second = await connection.send(message, { signal });
  if (!json) printSecondMessage(second);
  await connection.close();
  const arrived = server.messages.map(({ from, to, content }) => ({
    from,
    to,
    octets: content.length,
    sha256: sha256(content),
  }));
  const identical =
    arrived.length === 2 && arrived.every((one) => one.sha256 === sha256(DEMO_MESSAGE));
  if (json) printJson({ receipts: [receipt, second], arrived, identical, events });
  else {
    printDemoReceipt(receipt);
    printArrivedMessages(DEMO_MESSAGE, server.messages);
  }
  return identical ? EXIT.accepted : EXIT.defect;
}

/** Slows connections down, so that a person can follow them. */
function paced(dial: Dial, milliseconds: number): Dial {
  const slow = (transport: Transport): Transport => {
    const { startTls, ...rest } = transport;
    return {
      ...rest,
      async write(bytes) {
        await delay(milliseconds);
        return transport.write(bytes);
      },
      ...(startTls && { startTls: async () => slow(await startTls.call(transport)) }),
    };
  };
  if (milliseconds === 0) return dial;
  return async (target, options) => {
    await delay(milliseconds, undefined, options);
    return slow(await dial(target, options));
  };
}

function milliseconds(text: string): number {
  const value = Number(text);
  if (!(value >= 0)) throw new UsageError(`--pace takes milliseconds, not "${text}".`);
  return value;
}
