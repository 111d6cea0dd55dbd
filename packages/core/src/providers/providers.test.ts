import { describe, expect, it } from "vitest";
import { createMailer, type Dial } from "../mod.ts";
import { testServer } from "../testing/mod.ts";
import { namesOf, simplified } from "./find.ts";
import { findProviderSettings, PROVIDER_SETTINGS, type ProviderSettings } from "./mod.ts";

const repeated = (values: readonly string[]): readonly string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);
const serversOf = ({ server, otherServers }: ProviderSettings) => [server, ...otherServers];
const HOST = /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

describe("the table of providers", () => {
  it("has at least forty rows, with German ones first", () => {
    expect(PROVIDER_SETTINGS.length).toBeGreaterThanOrEqual(40);
    expect(PROVIDER_SETTINGS.slice(0, 3).map(({ id }) => id)).toEqual([
      "gmx",
      "web.de",
      "t-online",
    ]);
  });

  it("lists no name in two rows", () => {
    const names = PROVIDER_SETTINGS.flatMap((row) => [...new Set(namesOf(row).map(simplified))]);
    expect(repeated(names)).toEqual([]);
  });

  it("lists no domain and no mail exchanger twice", () => {
    expect(repeated(PROVIDER_SETTINGS.flatMap(({ domains }) => domains))).toEqual([]);
    expect(repeated(PROVIDER_SETTINGS.flatMap(({ mailExchangers }) => mailExchangers))).toEqual([]);
  });

  it("has no name that is a domain of another row", () => {
    for (const row of PROVIDER_SETTINGS) {
      for (const name of namesOf(row)) {
        expect([row.id, undefined]).toContain(
          PROVIDER_SETTINGS.find(({ domains }) => domains.includes(name.toLowerCase()))?.id,
        );
      }
    }
  });

  it.each(PROVIDER_SETTINGS.map((row) => [row.id, row] as const))(
    "has sensible facts of %s",
    (_, row) => {
      for (const { host, port, tls } of serversOf(row)) {
        expect(host).toMatch(HOST);
        expect([465, 587, 2525]).toContain(port);
        expect(tls).toBe(port === 465 ? "implicit" : "starttls");
      }
      expect(repeated(serversOf(row).map(({ host, port }) => `${host}:${port}`))).toEqual([]);
      for (const domain of row.domains) expect(domain.replace(/^\*\./, "")).toMatch(HOST);
      for (const end of row.mailExchangers) expect(end).toMatch(HOST);
      expect(row.authentication.length).toBeGreaterThan(0);
      expect(repeated(row.authentication)).toEqual([]);
      for (const limit of Object.values(row.limits ?? {})) expect(limit).toBeGreaterThan(0);
      for (const note of row.notes) expect(note).toMatch(/^[A-Z].*\.$/);
    },
  );

  it.each(PROVIDER_SETTINGS.map((row) => [row.id, row.sources] as const))(
    "names public sources of %s, and a day that has been",
    (_, sources) => {
      for (const { url, seen } of sources) {
        expect(new URL(url).protocol).toBe("https:");
        expect(new Date(seen).toISOString().slice(0, 10)).toBe(seen);
      }
    },
  );

  it("gives a service no domain, and a mailbox at least one", () => {
    for (const { id, kind, domains } of PROVIDER_SETTINGS) {
      if (kind === "service") expect([id, domains]).toEqual([id, []]);
      if (kind === "mailbox") expect([id, domains.length > 0]).toEqual([id, true]);
    }
  });
});

describe("findProviderSettings", () => {
  it.each([
    ["ann@gmail.com", "gmail", "ann@gmail.com"],
    ["Ann@GMX.De", "gmx", "Ann@GMX.De"],
    ["ann@gmx.co.uk", "gmx.com", "ann@gmx.co.uk"],
    ["ann.b@web.de", "web.de", "ann.b"],
    ['"a@b"@web.de', "web.de", '"a@b"'],
    ["ann@t-online.de.", "t-online", "ann@t-online.de."],
    ["ann@posteo.net", "posteo", "ann@posteo.net"],
    ["ann@hotmail.co.uk", "outlook.com", "ann@hotmail.co.uk"],
    ["ann@contoso.onmicrosoft.com", "microsoft-365", "ann@contoso.onmicrosoft.com"],
    ["mailbox.org", "mailbox.org", undefined],
    ["Gmail", "gmail", undefined],
    ["Office 365", "microsoft-365", undefined],
    ["SendGrid", "sendgrid", "apikey"],
    ["amazon ses", "amazon-ses", undefined],
  ])("finds %s", (given, id, userName) => {
    const found = findProviderSettings(given);
    expect([found?.id, found?.userName]).toEqual([id, userName]);
  });

  it.each([
    "ann@example.com",
    "ann@notgmail.com",
    "ann@gmail.com.example",
    "ann@onmicrosoft.com.example",
    "ann@gmail",
    "",
    "@",
    "...",
    "__proto__",
    `ann@${"gmail.com.".repeat(100_000)}`,
    "x".repeat(1_000_000),
  ])("does not find %.20s", (given) => {
    expect(findProviderSettings(given)).toBeUndefined();
  });

  it.each([
    [["aspmx.l.google.com"], "gmail"],
    [["example-com.mail.protection.outlook.com."], "microsoft-365"],
    [["eur.olc.protection.outlook.com"], "outlook.com"],
    [["mx.example.com", "SMTPIN.RZONE.DE"], "strato"],
    [["mx.example.com"], undefined],
    [["notgoogle.com"], undefined],
    [["google.com.example"], undefined],
  ])("finds who receives the mail of a domain at %j", (mx, id) => {
    expect(findProviderSettings("ann@example.org", { mx })?.id).toBe(id);
  });

  it("prefers the domain to MX records", () => {
    expect(findProviderSettings("ann@gmx.net", { mx: ["aspmx.l.google.com"] })?.id).toBe("gmx");
  });

  it.each([[5], [null], [{}]])("refuses %j", (given) => {
    expect(() => findProviderSettings(given as never)).toThrow(TypeError);
    expect(() => findProviderSettings("x", { mx: given as never })).toThrow(/list of host names/);
  });

  it("returns servers that a client takes as options", async () => {
    const found = findProviderSettings("ann@web.de");
    if (found?.userName === undefined) throw new Error("not found");
    const server = testServer({ capabilities: ["AUTH PLAIN"], tls: "implicit" });
    const asked: unknown[] = [];
    const dial: Dial = (target, how) => {
      asked.push(target);
      return server.dial(target, how);
    };
    await using mailer = createMailer({
      ...found.server,
      auth: { user: found.userName, pass: "secret" },
      dial,
    });
    await mailer.send({ from: "ann@web.de", to: "b@example.net", raw: "Subject: x\r\n\r\nx\r\n" });
    expect(asked).toEqual([{ host: "smtp.web.de", port: 465, tls: "implicit" }]);
    expect(server.messages).toHaveLength(1);
  });
});
