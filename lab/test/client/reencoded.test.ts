/** 8-bit messages to real servers whose own configuration has 8BITMIME switched off, and binary ones. */
import { createMailer } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import type { LabServer, Profile, ServerName } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";

const text = "Grüße aus Köln,\r\n.\r\n.ein Punkt zuerst\r\n-- \r\nAnn\r\n";
const data = "Zürich;Genève;Zürich\r\n".repeat(300);
const raw = [
  "From: ann@lab.test",
  "To: test@lab.test",
  "Subject: eight bits",
  "MIME-Version: 1.0",
  "Content-Type: multipart/mixed; boundary=lab",
  "Content-Transfer-Encoding: 8bit",
  "",
  "--lab",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: 8bit",
  "",
  text,
  "--lab",
  "Content-Type: application/x-names",
  "Content-Transfer-Encoding: 8bit",
  "",
  data,
  "--lab--",
  "",
].join("\r\n");

/** Returns the body of the part with this encoding, without the line end before the boundary. */
function bodyOf(stored: string, encoding: string): string {
  const [, body = ""] = stored.split(`Content-Transfer-Encoding: ${encoding}\n\n`);
  return body.split("\n--lab")[0] ?? "";
}

function decodedText(body: string): string {
  const octets = body
    .replaceAll("=\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(octets, "latin1").toString("utf8");
}

async function arrivesReEncoded(server: LabServer, profile: Profile): Promise<void> {
  const port = server.ports[profile];
  if (port === undefined) throw new RangeError(`${server.name} has no profile ${profile}.`);
  await server.clearMessages();
  await using mailer = createMailer({
    host: "localhost",
    port,
    ca: server.ca,
    timeouts: { total: 60_000 },
  });
  const receipt = await mailer.send({ from: "ann@lab.test", to: "test@lab.test", raw });
  expect(receipt.fallbacks.find(({ feature }) => feature === "8BITMIME")?.method).toBe(
    "re-encoded",
  );
  const [message] = await server.messages();
  if (!message) throw new Error("Nothing arrived.");
  expect(message.raw.some((octet) => octet > 127)).toBe(false);
  const stored = Buffer.from(message.raw).toString("latin1").replaceAll("\r\n", "\n");
  expect(decodedText(bodyOf(stored, "quoted-printable"))).toBe(text.replaceAll("\r\n", "\n"));
  expect(Buffer.from(bodyOf(stored, "base64"), "base64").toString("utf8")).toBe(data);
}

const SERVERS: readonly [ServerName, Profile][] = [
  ["postfix", "bare"],
  ["postfix", "mail555"],
  ["smtp-server", "bare"],
];

for (const [name, profile] of SERVERS) {
  await describeServer(name, `${name} without 8BITMIME (${profile})`, (running) => {
    it("gets an 8-bit message as 7-bit content that decodes to the same", () =>
      arrivesReEncoded(running(), profile));
  });
}

/** All possible octets, lines with every line end, and no line end at the end. */
const binary = Buffer.concat([
  Buffer.from(Array.from({ length: 256 }, (_, octet) => octet)),
  Buffer.from("one\ntwo\rthree\r\n\n\r\r.\n.\r\n--\n".repeat(3000)),
  Buffer.from("x".repeat(2000)),
]);
const declared = Buffer.concat([
  Buffer.from(
    [
      "From: ann@lab.test",
      "Subject: octets",
      "MIME-Version: 1.0",
      "Content-Type: application/octet-stream",
      "Content-Transfer-Encoding: binary",
      "",
      "",
    ].join("\r\n"),
  ),
  binary,
]);

// No server here offers BINARYMIME.
for (const name of ["postfix", "exim", "smtp-server"] as const) {
  await describeServer(name, `${name} without BINARYMIME`, (running) => {
    it("gets declared binary content as base64 that decodes to the same octets", async () => {
      const server = running();
      await server.clearMessages();
      const { port, ca } = { port: server.ports.plain, ca: server.ca };
      await using mailer = createMailer({ host: "localhost", port, ca });
      const message = { from: "ann@lab.test", to: "test@lab.test", raw: declared };
      const receipt = await mailer.send(message);
      expect(receipt.fallbacks.find(({ feature }) => feature === "BINARYMIME")?.method).toBe(
        "re-encoded",
      );
      const [stored] = await server.messages();
      const [, body = ""] = `${Buffer.from(stored?.raw ?? [])}`.split(/base64\r?\n\r?\n/);
      expect(Buffer.from(body, "base64").equals(binary)).toBe(true);
      const refused = await mailer
        .send({ ...message, reencode: "never" })
        .catch((thrown: unknown) => thrown);
      expect(refused).toMatchObject({ code: "FEATURE_UNMET", retry: "never" });
      expect(await server.messages()).toHaveLength(1);
    });
  });
}
