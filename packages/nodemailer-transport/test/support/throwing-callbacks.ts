/** Passes callbacks and listeners that throw or reject, and prints how each error ends. */
import type { EventEmitter } from "node:events";
import nodemailer, { type Transporter } from "nodemailer";
import { type ParleyInfo, parley } from "../../src/mod.ts";

for (const name of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(name, (error: Error) => process.stdout.write(`${name}: ${error.message}\n`));
}

const message = { from: "foo@example.com", to: "bar@example.com", text: "Hi." };
const failing = (what: string) => (): never => {
  throw new Error(what);
};
const rejecting = async (): Promise<never> => failing("rejected")();

const own = parley({ host: "127.0.0.1", port: Number(process.env["PORT"]) });
const events = own as unknown as EventEmitter;
events.once("idle", failing("idle"));
events.on("idle", rejecting);
events.on("clear", rejecting);
const transporter: Transporter<ParleyInfo> = nodemailer.createTransport(own);
for (const to of ["bar@example.com", "nobody@example.com"]) {
  transporter.sendMail({ ...message, to }, failing("sendMail"));
}
while (own.pendingCount() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
own.verify(failing("verify"));
await new Promise((resolve) => setTimeout(resolve, 200));
events.once("clear", failing("clear"));
await own.close();
