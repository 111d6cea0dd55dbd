/** A reply of which the server has said the first part before anybody asked for it. */
import { expect, it } from "vitest";
import { createMailer, type Dial } from "../../src/mod.ts";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const soon = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Refuses a message early, by a reply in two parts that are 30 ms apart. */
const dial: Dial = async () => {
  const said: Uint8Array[] = [encoded("220 h\r\n")];
  let wake = (): void => {};
  const say = (text: string): void => {
    said.push(encoded(text));
    wake();
  };
  let content = false;
  return {
    async read() {
      while (said.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return said.shift() ?? null;
    },
    async write(bytes) {
      const text = new TextDecoder().decode(bytes);
      if (content) return;
      for (const line of text.split("\r\n").slice(0, -1)) {
        content ||= line === "DATA";
        say(line === "DATA" ? "354 Go\r\n" : "250 Ok\r\n");
      }
      if (!content) return;
      // Later than the answer to DATA may take.
      setTimeout(() => say("552-5.3.4 Too large\r\n"), 400);
      setTimeout(() => say("552 5.3.4 Really\r\n"), 430);
    },
    close: () => say(""),
  };
};

it("has a deadline of its own, not that of the reply before it", async () => {
  async function* raw(): AsyncGenerator<string> {
    yield `Subject: x\r\n\r\n${"y\r\n".repeat(30_000)}`;
    await soon(2_000);
  }
  const timeouts = { data: 200, content: 5_000, final: 5_000, quit: 100 };
  const mailer = createMailer({ host: "h.example", port: 25, tls: "none", dial, timeouts });
  const sending = mailer.send({ from: "a@b.example", to: "c@d.example", raw: raw() });
  await expect(sending).rejects.toMatchObject({
    code: "MESSAGE_TOO_LARGE",
    reply: { code: 552, lines: ["5.3.4 Too large", "5.3.4 Really"] },
  });
  await mailer.close();
});
