import { context, SpanStatusCode } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { describe, expect, it, onTestFinished } from "vitest";
import { classifyReply } from "../../src/meaning/mod.ts";
import { createMailer, type MailerOptions, type Message } from "../../src/mod.ts";
import type { OpenTelemetryOptions } from "../../src/opentelemetry/options.ts";
import { openTelemetry } from "../../src/opentelemetry.ts";
import { modernServer, type Personality, testServer } from "../../src/testing/mod.ts";

const CANARY = "a-canary-Passw0rd";
const message: Message = {
  from: "ann@example.org",
  to: ["bob@example.net", "no@example.net"],
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

function unreadable(): never {
  throw new Error("This function cannot read replies.");
}

/** Real SDKs that keep everything they receive. */
function telemetry(options: OpenTelemetryOptions = {}) {
  const spans = new InMemorySpanExporter();
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({
    exporter: metrics,
    exportIntervalMillis: 3_600_000,
  });
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(spans)],
  });
  const meterProvider = new MeterProvider({ readers: [reader] });
  onTestFinished(async () => {
    await tracerProvider.shutdown();
    await meterProvider.shutdown();
  });
  /** Metrics by name, each with its attributes and value. */
  const read = async () => {
    await meterProvider.forceFlush();
    const all =
      metrics
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
    return Object.fromEntries(
      all.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        dataPoints.map(({ attributes, value }) => ({ ...attributes, value })),
      ]),
    );
  };
  const onEvent = openTelemetry({ tracerProvider, meterProvider, ...options });
  return {
    onEvent,
    spans: () => spans.getFinishedSpans(),
    metrics: read,
    tracer: tracerProvider.getTracer("test"),
  };
}

async function session(
  onEvent: ReturnType<typeof openTelemetry>,
  personality: Personality = modernServer,
  more: Partial<MailerOptions> = {},
) {
  const server = testServer(personality);
  const mailer = createMailer({
    host: "mail.example",
    dial: server.dial,
    auth: { user: "ann", pass: CANARY },
    onEvent,
    ...more,
  } as MailerOptions);
  const sent = await mailer.send(message).catch((error: unknown) => error);
  await mailer.close();
  return sent;
}

const server = {
  "server.address": "mail.example",
  "server.port": 587,
  "network.protocol.name": "smtp",
};

describe("openTelemetry", () => {
  it("makes a span of each message, and one below it of each connection", async () => {
    const { onEvent, spans } = telemetry();
    await session(onEvent, {
      ...modernServer,
      refuse: [{ recipient: "no@*", reply: "550 5.1.1 No" }],
    });
    const [connect, send, ...others] = spans();
    expect(others).toEqual([]);
    expect(connect?.name).toBe("smtp connect");
    expect(connect?.attributes).toMatchObject(server);
    expect(connect?.parentSpanContext?.spanId).toBe(send?.spanContext().spanId);
    expect(send?.name).toBe("smtp send");
    expect(send?.attributes).toMatchObject({
      ...server,
      "smtp.recipient.count": 2,
      "smtp.recipients.accepted": 1,
      "smtp.recipients.rejected": 1,
      "smtp.message.size": 20,
    });
    expect(send?.status.code).toBe(SpanStatusCode.UNSET);
    const replies = send?.events.filter(({ name }) => name === "smtp.reply") ?? [];
    expect(replies.map(({ attributes }) => attributes?.["smtp.command"])).toContain("RCPT");
    expect(send?.events.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["smtp.secured", "smtp.authenticated"]),
    );
  });

  it("puts the message below the span that is active where it is sent", async () => {
    const manager = new AsyncLocalStorageContextManager().enable();
    context.setGlobalContextManager(manager);
    onTestFinished(() => context.disable());
    const { onEvent, spans, tracer } = telemetry();
    await tracer.startActiveSpan("request", async (span) => {
      await session(onEvent);
      span.end();
    });
    const request = spans().find(({ name }) => name === "request");
    const send = spans().find(({ name }) => name === "smtp send");
    expect(send?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
  });

  it("exports an error with its code, and a fallback with feature and reason", async () => {
    const { onEvent, spans, metrics } = telemetry();
    await session(onEvent, {
      ...modernServer,
      answers: [
        { to: "BDAT", reply: "502 5.5.1 Command not implemented" },
        { to: "CONTENT", close: "before" },
      ],
    });
    const send = spans().find(({ name }) => name === "smtp send");
    expect(send?.attributes["error.type"]).toBe("OUTCOME_UNKNOWN");
    expect(send?.status.code).toBe(SpanStatusCode.ERROR);
    const fallback = send?.events.find(({ name }) => name === "smtp.fallback");
    expect(fallback?.attributes).toMatchObject({
      "smtp.feature": "CHUNKING",
      "smtp.fallback.method": "DATA",
      "smtp.fallback.reason": "unsupported",
      "smtp.reply.code": 502,
    });
    const read = await metrics();
    expect(read["smtp.client.recipients"]).toMatchObject([
      { ...server, "smtp.recipient.outcome": "unknown", value: 2 },
    ]);
    expect(read["smtp.client.operation.duration"]).toMatchObject([
      { ...server, "error.type": "OUTCOME_UNKNOWN", value: { count: 1 } },
    ]);
    expect(read["smtp.client.fallbacks"]).toMatchObject([
      { ...server, "smtp.feature": "CHUNKING", "smtp.fallback.reason": "unsupported", value: 1 },
    ]);
    expect(read["smtp.client.connections"]).toMatchObject([{ ...server, value: 2 }]);
    expect(read["smtp.client.connection.count"]).toMatchObject([{ ...server, value: 0 }]);
  });

  const unknown: Personality = {
    ...modernServer,
    refuse: [{ recipient: "no@*", reply: "550 5.1.1 <no@example.net> is unknown here" }],
  };

  it("counts refusals by meaning, if `classify` is given", async () => {
    const { onEvent, spans, metrics } = telemetry({ classify: classifyReply });
    await session(onEvent, unknown);
    const kind = { "smtp.command": "RCPT", "smtp.reply.kind": "mailbox-unknown" };
    expect((await metrics())["smtp.client.refusals"]).toMatchObject([
      { ...kind, "smtp.reply.responsible": "sender", "server.address": "mail.example", value: 1 },
    ]);
    const replies = spans().flatMap(({ events }) => events.map(({ attributes }) => attributes));
    expect(replies).toContainEqual(expect.objectContaining({ ...kind, "smtp.reply.code": 550 }));
  });

  it.for([
    ["no function", undefined],
    ["one that throws", unreadable],
  ] as const)("counts no kinds with %s to read them", async ([, classify]) => {
    const { onEvent, metrics } = telemetry(classify ? { classify } : {});
    await session(onEvent, unknown);
    const read = await metrics();
    expect(read["smtp.client.refusals"]).toBeUndefined();
    expect(read["smtp.client.operation.duration"]).toHaveLength(1);
  });

  it("reports a second connection, and counts the one that is kept", async () => {
    const { onEvent, spans, metrics } = telemetry();
    const implicit: Personality = { capabilities: ["AUTH PLAIN"], tls: "implicit" };
    const timeouts = { silence: 20 };
    await session(onEvent, implicit, { timeouts } as Partial<MailerOptions>);
    const told = spans().flatMap(({ events }) => events.map(({ name }) => name));
    expect(told).toContain("smtp.second_connection");
    expect(spans().map(({ name }) => name)).toEqual(["smtp connect", "smtp connect", "smtp send"]);
    expect((await metrics())["smtp.client.connection.count"]).toMatchObject([{ value: 0 }]);
  });

  it("ends the span of a connection that could not be had", async () => {
    const { onEvent, spans } = telemetry();
    await session(onEvent, { ...modernServer, connect: "refused" });
    expect(spans().map(({ name, status }) => [name, status.code])).toEqual(
      expect.arrayContaining([
        ["smtp connect", SpanStatusCode.ERROR],
        ["smtp send", SpanStatusCode.ERROR],
      ]),
    );
  });

  const echoing: Personality = {
    ...modernServer,
    refuse: [{ recipient: "no@*", reply: "550 5.1.1 <no@example.net> is unknown here" }],
    answers: [
      {
        to: "AUTH",
        nth: 1,
        reply: `535 5.7.8 ${btoa(`\0ann\0${CANARY}`)} mechanism not supported for ${CANARY}`,
      },
    ],
  };

  it.for([false, true])("never exports a secret, with addresses %s", async (addresses) => {
    const { onEvent, spans, metrics } = telemetry({ addresses });
    await session(onEvent, echoing);
    const told = JSON.stringify([
      spans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
      await metrics(),
    ]);
    expect(told).toContain("smtp.reply");
    for (const secret of [CANARY, btoa(`\0ann\0${CANARY}`), btoa(CANARY)]) {
      expect(told).not.toContain(secret);
    }
    expect(told.includes("no@example.net")).toBe(addresses);
    expect(told.includes("bob@example.net")).toBe(addresses);
    if (!addresses) expect(told).not.toMatch(/@example/);
  });
});
