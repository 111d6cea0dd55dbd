/** The end-to-end set: a large message through real servers, from inside workerd. */
import { describe, expect, inject, it } from "vitest";
import { createMailer, type WorkersOptions } from "../../src/mod.ts";
import type { Arrived } from "./provided.ts";

const { servers, store } = inject("outside");
const RECIPIENT = "test@lab.test";

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource));
  return [...digest].map((octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Declares the set for every server that was started. */
export function endToEnd(): void {
  describe.each(servers)("a message of 8 MiB to $name", ({ name, ports, credentials, missing }) => {
    const plain: Partial<WorkersOptions> = { tls: "starttls" };
    const rows = [
      { at: "plain", how: "over STARTTLS with AUTH", more: plain },
      { at: "implicit", how: "over implicit TLS with AUTH", more: { tls: "implicit" } },
      { at: "bdat502", how: "by DATA after a 502 to BDAT", more: plain },
    ] as const;
    it.for(rows)(
      "arrives as it was sent, $how",
      { timeout: 60_000 },
      async ({ at, more }, { skip }) => {
        const port = ports[at];
        if (port === undefined) return skip(missing ?? `${name} cannot behave so`);
        await fetch(`${store}/arrived/${name}`);
        const raw = new Uint8Array(await (await fetch(`${store}/message`)).arrayBuffer());
        await using mailer = createMailer({
          host: "localhost",
          port,
          ...(credentials && { auth: credentials }),
          ...more,
        });
        const receipt = await mailer.send({ from: "ann@lab.test", to: RECIPIENT, raw });
        expect(receipt.server.tls).toBe(true);
        expect(receipt.accepted).toMatchObject([{ address: RECIPIENT }]);
        const bdat = receipt.fallbacks.find(({ feature }) => feature === "CHUNKING");
        if (at === "bdat502") expect(bdat).toMatchObject({ instead: "DATA", reply: { code: 502 } });
        const arrived: readonly Arrived[] = await (await fetch(`${store}/arrived/${name}`)).json();
        expect(arrived).toMatchObject([{ sha256: await sha256(raw) }]);
      },
    );
  });
}
