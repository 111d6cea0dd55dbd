/** `parley probe` with real sockets: its results, and what it never does. */
import { modernServer, type Personality } from "@parley-smtp/core/testing";
import { expect, it } from "vitest";
import { flat, parley } from "./support/parley.ts";
import { plainServer, serve, withUsers } from "./support/server.ts";

/** Offers much, and contradicts it when it is used first. */
const twoFaced: Partial<Personality> = {
  capabilitiesTls: [
    ...["PIPELINING", "SIZE 1000000", "8BITMIME", "SMTPUTF8", "CHUNKING", "VRFY", "HELP"],
    "AUTH PLAIN LOGIN",
  ],
  answers: [
    { to: "AUTH", when: { parameter: "PLAIN" }, reply: "502 5.5.1 Not implemented" },
    { to: "VRFY", reply: "502 5.5.1 Not implemented" },
    { to: "HELP", reply: "502 5.5.1 Not implemented" },
    { to: "EXPN", reply: "502 5.5.1 Not implemented" },
    { to: "MAIL", when: { parameter: "SIZE" }, reply: "502 5.3.3 Not implemented" },
  ],
};

it("prints as JSON what is offered in each phase, what is withdrawn, and the plan", async () => {
  const server = await withUsers({ ann: "a secret" }, twoFaced);
  const { code, stdout, stderr } = await parley(
    ["probe", server.url, "--ca", server.ca, "--user", "ann", "--json"],
    { env: { PARLEY_PASSWORD: "a secret" } },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    server: { host: "127.0.0.1", port: server.port },
    greeting: { code: 220 },
    verified: true,
    mechanism: "LOGIN",
    offered: [
      { phase: "clear", capabilities: { keywords: { STARTTLS: [] } } },
      { phase: "tls", capabilities: { auth: ["PLAIN", "LOGIN"], size: 1_000_000 } },
    ],
    asked: [
      { command: "VRFY postmaster", reply: { code: 502 } },
      { command: expect.stringMatching(/^MAIL FROM:<> SIZE=/), reply: { code: 502 } },
    ],
    plan: { choices: { CHUNKING: { method: "BDAT after a probe" } } },
  });
  const contradicted = report.contradicted.map(({ feature }: { feature: string }) => feature);
  expect(contradicted).toEqual(["AUTH", "VRFY", "SIZE"]);
});

it("prints tables that fit 80 columns", async () => {
  const server = await serve({ ...modernServer, tls: "none", capabilitiesTls: [] });
  const { code, stdout } = await parley(["probe", server.url]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/PIPELINING +yes/);
  expect(stdout).toMatch(/SIZE +yes +52428800/);
  expect(stdout).toMatch(/CHUNKING +BDAT after a probe/);
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
});

it("never names a recipient nor sends content", async () => {
  const server = await serve();
  expect((await parley(["probe", server.url])).code).toBe(0);
  expect(server.transcript()).toContain("C: MAIL FROM:<>");
  expect(server.transcript()).not.toMatch(/^C: (RCPT|DATA|BDAT)/m);
  expect(server.messages).toEqual([]);
});

it("provokes at most two refusals on a connection", async () => {
  const server = await serve({
    ...plainServer,
    maxErrors: 2,
    answers: [
      { to: "VRFY", reply: "502 5.5.1 Not implemented" },
      { to: "HELP", reply: "502 5.5.1 Not implemented" },
      { to: "EXPN", reply: "502 5.5.1 Not implemented" },
      { to: "MAIL", reply: "502 5.5.1 Not implemented" },
    ],
  });
  const { code } = await parley(["probe", server.url]);
  expect(code).toBe(0);
  const connections = server.transcript().split("--- connect ---");
  for (const connection of connections) {
    expect(connection.match(/^S: 5/gm)?.length ?? 0).toBeLessThanOrEqual(2);
  }
  expect(server.transcript()).not.toContain("421");
});

it("prints what it learned before an error, and exits with the error's code", async () => {
  const server = await withUsers({ ann: "a secret" });
  const { code, stdout, stderr } = await parley(
    ["probe", server.url, "--ca", server.ca, "--user", "ann"],
    { env: { PARLEY_PASSWORD: "not it" } },
  );
  expect(code).toBe(1);
  expect(flat(stdout)).toContain("PLAIN LOGIN");
  expect(stderr).toContain("did not accept the credentials");
});

it("reports that MAIL requires authentication, without an error", async () => {
  const server = await withUsers({ ann: "a secret" }, { tls: "none", capabilitiesTls: [] });
  const { code, stdout } = await parley(["probe", server.url]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/MAIL FROM:<>.* 530 /);
});

it("exits with 3 when nothing listens there", async () => {
  const server = await serve();
  await server.close();
  const { code, stdout } = await parley(["probe", server.url, "--json"]);
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ offered: [], error: { code: "CONNECT_FAILED" } });
});
