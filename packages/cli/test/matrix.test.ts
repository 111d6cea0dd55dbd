/** `parley matrix` with real sockets: servers side by side, and what it never sends to them. */
import { personality } from "@parley-smtp/core/testing";
import { expect, it } from "vitest";
import { parley } from "./support/parley.ts";
import { plainServer, serve, withUsers } from "./support/server.ts";

interface Column {
  readonly cells: readonly { readonly feature: string; readonly method: string }[];
}

const wayOf = ({ cells }: Column, feature: string): string | undefined =>
  cells.find((cell) => cell.feature === feature)?.method;

it("prints as JSON which method each feature uses with each server, and sends nothing", async () => {
  const servers = [
    await serve(personality("exim-4.96-bare")),
    await serve(personality("cisco-pix")),
  ];
  const urls = servers.map(({ url }) => url);
  const { code, stdout } = await parley(["matrix", ...urls, "--json"]);
  const columns: Column[] = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(columns.map((column) => wayOf(column, "ESMTP"))).toEqual(["EHLO", "HELO"]);
  expect(columns.map((column) => wayOf(column, "SIZE"))).toEqual(["declared", "not declared"]);
  for (const server of servers) {
    expect(server.messages).toEqual([]);
    expect(server.transcript()).not.toMatch(/^C: (RCPT|DATA|BDAT)/m);
  }
});

it("prints a table that fits 80 columns, with the reply that took an offer back", async () => {
  const answers = [
    { to: "MAIL", when: { parameter: "SIZE" }, reply: "502 5.3.3 No SIZE" },
  ] as const;
  const server = await serve({ ...plainServer, answers });
  const { stdout } = await parley(["matrix", server.url]);
  expect(stdout).toContain(`127.0.0.1:${server.port}`);
  expect(stdout).toMatch(/── SIZE ─+\n +1 +not declared.*502 5\.3\.3 No SIZE/);
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
});

it("sends one message through each server if requested, and prints its round trips", async () => {
  const server = await serve(plainServer);
  const flags = ["--send-to", "bob@example.net", "--from", "ann@example.com", "--json"];
  const { code, stdout } = await parley(["matrix", server.url, ...flags]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)[0].sent).toMatchObject({ outcome: "accepted", roundTrips: 5 });
  expect(server.messages.map(({ to }) => to)).toEqual([["bob@example.net"]]);
});

it("continues with the others when one cannot be reached, and shows that by its exit code", async () => {
  const gone = await serve();
  await gone.close();
  const server = await serve(plainServer);
  const { code, stdout } = await parley(["matrix", gone.url, server.url, "--json"]);
  const [first, second] = JSON.parse(stdout);
  expect(code).not.toBe(0);
  expect(first.error).toContain("127.0.0.1");
  expect(wayOf(second, "ESMTP")).toBe("EHLO");
});

it("never shows the password", async () => {
  const server = await withUsers({ ann: "canary-81" });
  const flags = ["--ca", server.ca, "--user", "ann", "--json"];
  const { stdout, stderr } = await parley(["matrix", server.url, ...flags], {
    env: { PARLEY_PASSWORD: "canary-81" },
  });
  expect(JSON.parse(stdout)[0].cells).toContainEqual(expect.objectContaining({ method: "PLAIN" }));
  for (const secret of ["canary-81", Buffer.from("\0ann\0canary-81").toString("base64")]) {
    expect(stdout + stderr).not.toContain(secret);
  }
});
