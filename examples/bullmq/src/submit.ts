/** Puts a message into the queue: `node src/submit.ts ID FROM TO... < text`. The same ID means the same message. */
import { text } from "node:stream/consumers";
import { compose, readMessage } from "@parley-smtp/mime";
import { outbox, redis } from "./outbox.ts";

const [id = "", from = "", ...to] = process.argv.slice(2);
const connection = redis();
const queue = outbox(connection);
// Composed once, so that Message-ID and Date are the same in every try.
const message = await compose({ from, to, subject: id, text: await text(process.stdin) });
const { envelope } = message;
const job = { id, envelope, raw: Buffer.from(await readMessage(message)).toString("base64") };
await queue.add("message", job, { jobId: id });
await queue.close();
connection.disconnect();
