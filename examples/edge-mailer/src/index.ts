/** A Worker that takes messages over HTTP and sends them from a queue. */
import type { MessageBatch } from "@cloudflare/workers-types";
import { compose, type Draft } from "@parley-smtp/mime";
import { bury } from "./bury.ts";
import { deliver } from "./deliver.ts";
import type { Env, Job } from "./env.ts";

export { Outcome } from "./outcome.ts";

/** A message of a Cloudflare Queue holds 128 KB, its own overhead included. */
const MOST_OCTETS = 120_000;

export default {
  /** `POST /messages` with a draft as JSON; `GET /messages/:id` tells what became of it. */
  async fetch(request: Request, env: Env): Promise<Response> {
    // Whoever may submit may send as anybody: keep strangers out.
    if (request.headers.get("authorization") !== `Bearer ${env.SUBMIT_TOKEN}`) {
      return Response.json({ error: "The token is missing or wrong." }, { status: 401 });
    }
    const { pathname } = new URL(request.url);
    const [, id] = /^\/messages\/([\w-]+)$/.exec(pathname) ?? [];
    if (request.method === "GET" && id) {
      return Response.json(await env.OUTCOMES.getByName(id).tell());
    }
    if (request.method === "POST" && pathname === "/messages") return submit(request, env);
    return Response.json({ error: "There is nothing here." }, { status: 404 });
  },

  async queue(batch: MessageBatch<Job>, env: Env): Promise<void> {
    await (batch.queue === "parley-dead" ? bury(batch, env) : deliver(batch, env));
  },
};

/** The same `Idempotency-Key` is the same message: what was accepted once is not sent again. */
async function submit(request: Request, env: Env): Promise<Response> {
  const id = request.headers.get("idempotency-key") ?? crypto.randomUUID();
  if (!/^[\w-]{8,64}$/.test(id)) {
    return Response.json(
      { error: "Idempotency-Key: 8 to 64 letters and digits." },
      { status: 400 },
    );
  }
  let job: Job;
  try {
    // Composed once, so that Message-ID and Date are the same in every try.
    const { envelope, raw } = await compose((await request.json()) as Draft);
    job = { id, envelope, raw: raw as Uint8Array };
  } catch (error) {
    return Response.json({ error: String(error) }, { status: 400 });
  }
  if (job.raw.length > MOST_OCTETS) {
    return Response.json({ error: "The message is too large for a queue." }, { status: 413 });
  }
  await env.OUTBOX.send(job, { contentType: "v8" });
  return Response.json({ id }, { status: 202 });
}
