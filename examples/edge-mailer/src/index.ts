/** A Worker that accepts messages over HTTP and sends them from a queue. */
import type { MessageBatch } from "@cloudflare/workers-types";
import { bury } from "./bury.ts";
import { deliver } from "./deliver.ts";
import type { Env, Job } from "./env.ts";
import { idOf, KEY, refusal, submit } from "./submit.ts";
import { ownerOf } from "./tokens.ts";

export { Outcome } from "./outcome.ts";
export { Quota } from "./quota.ts";

export default {
  /** `POST /messages` with a draft as JSON; `GET /messages/:id` returns the outcome. */
  async fetch(request: Request, env: Env): Promise<Response> {
    const owner = await ownerOf(request, env);
    if (typeof owner !== "string") return refusal(owner.status, owner.error);
    const { pathname } = new URL(request.url);
    if (pathname === "/messages" && request.method === "POST") return submit(request, env, owner);
    const [, key = ""] = /^\/messages\/([^/]+)$/.exec(pathname) ?? [];
    if (request.method !== "GET" || !KEY.test(key)) return refusal(404, "There is nothing here.");
    const told = await env.OUTCOMES.getByName(idOf(owner, key)).tell();
    return told ? Response.json(told) : refusal(404, "No message has this id.");
  },

  async queue(batch: MessageBatch<Job>, env: Env): Promise<void> {
    await (batch.queue === "parley-dead" ? bury(batch, env) : deliver(batch, env));
  },
};
