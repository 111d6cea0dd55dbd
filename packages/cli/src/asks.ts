/** The flags of `parley send` for message options. */
import type { Dsn, MessageOptions, NotifyWhen } from "@parley-smtp/node-socket";
import type { Command } from "commander";
import { UsageError } from "./usage.ts";

/** The flags. */
export interface AskFlags {
  readonly dsn?: string;
  readonly requireTls?: true;
  readonly deliverBy?: string;
  readonly hold?: string;
  readonly priority?: string;
}

/** Adds the flags to a command. */
export function withAskOptions(command: Command): Command {
  return command
    .optionsGroup("Asked of the server (required, unless --prefer names the feature):")
    .option(
      "--dsn <wishes>",
      "notifications: never, or success, failure, delay; and full or headers, envid=<text>",
    )
    .option("--require-tls", "TLS with a checked certificate on every hop (REQUIRETLS)")
    .option("--deliver-by <seconds>", "a deadline: 3600,return or 3600,notify; and trace")
    .option("--hold <seconds-or-time>", "release later: 600, or 2030-12-31T23:59:00Z")
    .option("--priority <number>", "from -9 to 9, for the servers on the way");
}

/**
 * Returns the message options for the flags.
 *
 * @throws {UsageError} for an unknown word
 */
export function askedBy({ dsn, requireTls, deliverBy, hold, priority }: AskFlags): MessageOptions {
  return {
    ...(dsn === undefined ? {} : { dsn: dsnOf(dsn) }),
    ...(requireTls ? { requireTls } : {}),
    ...(deliverBy === undefined ? {} : { deliverBy: deadlineOf(deliverBy) }),
    ...(hold === undefined
      ? {}
      : /^\d+$/.test(hold)
        ? { holdFor: Number(hold) }
        : { holdUntil: hold }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
  };
}

const WHEN: readonly string[] = ["success", "failure", "delay"] satisfies readonly NotifyWhen[];

function dsnOf(wishes: string): Dsn {
  const words = wishes.split(",");
  const notify = words.filter((word) => WHEN.includes(word)) as NotifyWhen[];
  const ret = words.find((word) => word === "full" || word === "headers") as Dsn["ret"];
  const envid = words.find((word) => word.startsWith("envid="))?.slice("envid=".length);
  const never = words.includes("never");
  const known = notify.length + [ret, envid, never || undefined].filter(Boolean).length;
  if (known !== words.length || (never && notify.length > 0)) {
    throw new UsageError(
      `--dsn takes never, or success, failure and delay; with full or headers, and envid=<text>; not "${wishes}".`,
    );
  }
  return {
    ...(never ? { notify: "never" as const } : notify.length > 0 ? { notify } : {}),
    ...(ret === undefined ? {} : { ret }),
    ...(envid === undefined ? {} : { envid }),
  };
}

function deadlineOf(deadline: string): MessageOptions["deliverBy"] & object {
  const [, seconds, mode, trace] = /^(-?\d+),(return|notify)(,trace)?$/.exec(deadline) ?? [];
  if (seconds === undefined) {
    throw new UsageError(
      `--deliver-by takes seconds and what is done when they are over, such as 3600,return; not "${deadline}".`,
    );
  }
  return {
    seconds: Number(seconds),
    mode: mode === "return" ? "return" : "notify",
    ...(trace ? { trace: true } : {}),
  };
}
