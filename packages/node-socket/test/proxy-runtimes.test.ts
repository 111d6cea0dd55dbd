/** The same proxies serve Node, Bun and Deno. */
import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { listen, testAuthority } from "../src/testing/mod.ts";
import { httpProxy, socksProxy } from "./support/proxies.ts";

const bin = join(import.meta.dirname, "../../../node_modules/.bin");
const main = join(import.meta.dirname, "support/proxy-main.ts");
const condition = "--conditions=@parley-smtp/source";

const login = { user: "ann", pass: "secret" };
const authority = await testAuthority();
const identity = await authority.issue(["localhost"]);
const socks = await socksProxy(login);
const http = await httpProxy(login);
const https = await httpProxy(login, identity);
const servers = await Promise.all(
  (["starttls", "implicit"] as const).map(async (tls) => ({
    tls,
    server: await listen({ capabilities: ["STARTTLS", "AUTH PLAIN"], tls }, identity),
  })),
);
afterAll(async () => {
  for (const proxy of [socks, http, https]) proxy.close();
  for (const { server } of servers) await server.close();
});

it.each([
  ["node", [condition]],
  ["bun", [condition]],
  ["deno", ["run", condition, "--allow-env", "--allow-read", "--allow-net", "--allow-sys"]],
])("proxyDial sends on %s", { timeout: 120_000 }, async (program, args) => {
  const proxies = [
    `socks5://ann:secret@127.0.0.1:${socks.port}`,
    `http://ann:secret@127.0.0.1:${http.port}`,
    `https://ann:secret@localhost:${https.port}`,
  ];
  const [proxy] = proxies;
  const attempts = [
    ...proxies.map((each) => ({ proxy: each, host: "localhost", trusts: true })),
    { proxy: `socks5://ann:wrong@127.0.0.1:${socks.port}`, host: "localhost", trusts: true },
    { proxy, host: "localhost", trusts: false },
    { proxy, host: "127.0.0.1", trusts: true },
  ];
  for (const { tls, server } of servers) {
    const { stdout } = await promisify(execFile)(program, [...args, main], {
      env: {
        ...process.env,
        PATH: `${bin}${delimiter}${process.env["PATH"]}`,
        PARLEY_PROXIES: JSON.stringify({ port: server.port, tls, ca: authority.ca, attempts }),
      },
    });
    const outcomes = JSON.parse(stdout) as string[];
    expect(outcomes.slice(0, 3)).toEqual(["accepted 1", "accepted 1", "accepted 1"]);
    const [refused, untrusted, otherHost] = outcomes.slice(3);
    expect(refused).toMatch(/Check user and password/);
    expect(refused).not.toContain("wrong");
    // Deno's node:tls gives an untrusted certificate the same error as any other failure of a handshake.
    expect(untrusted).toMatch(program === "deno" ? /^TLS_FAILED/ : /^CERTIFICATE_REFUSED/);
    expect(otherHost).toMatch(/^CERTIFICATE_REFUSED/);
  }
});
