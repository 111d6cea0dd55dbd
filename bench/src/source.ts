/** Postfix's smtp-source, written in C: a client for comparison that is available on this machine. */
import type { Sink } from "parley-lab";
import type { Target } from "./job.ts";
import { run } from "./processes.ts";

/** The result. */
export interface SourceSent {
  readonly messages: number;
  readonly seconds: number;
  /** Milliseconds of the processor. */
  readonly cpu: number;
}

/**
 * Sends for about this many seconds. smtp-source takes a number of messages, so a short run measures the number
 * first.
 */
export async function sendBySource(
  sink: Sink,
  target: Target,
  seconds: number,
): Promise<SourceSent> {
  const few = Math.max(target.connections * 2, target.octets > 100_000 ? 10 : 200);
  const pilot = await sendSo(sink, target, few);
  const many = Math.max(few, Math.round((pilot.messages / pilot.seconds) * seconds));
  return sendSo(sink, target, many);
}

async function sendSo(sink: Sink, target: Target, messages: number): Promise<SourceSent> {
  const { program, env } = sink.source;
  const flags = [
    "-d",
    ...["-s", target.connections],
    ...["-m", messages],
    ...["-l", target.octets],
    ...["-r", target.recipients],
    `127.0.0.1:${target.port}`,
  ].map(String);
  // The shell prints the user and system time of its children, in minutes and seconds.
  const script = '"$@" || exit; times';
  const { stdout, milliseconds } = await run(
    ["/bin/sh", "-c", script, "sh", program, ...flags],
    env,
  );
  const [, children = ""] = stdout.trim().split("\n").slice(-2);
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)]
    .map(([, minutes, rest]) => Number(minutes) * 60_000 + Number(rest) * 1000)
    .reduce((sum, each) => sum + each, 0);
  return { messages, seconds: milliseconds / 1000, cpu };
}
