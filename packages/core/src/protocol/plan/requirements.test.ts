import { describe, expect, it } from "vitest";
import { FALLBACK_ORDERS } from "../tables/fallback-orders.ts";
import type { Feature } from "./feature.ts";
import { type RequirementsOptions, requirements } from "./requirements.ts";

const host = "smtp.example.com";

function rowOf(feature: Feature, options: Omit<RequirementsOptions, "host"> = {}) {
  return requirements({ host, ...options }).find((row) => row.feature === feature);
}

function required(options: Omit<RequirementsOptions, "host">): readonly string[] {
  return requirements({ host, ...options })
    .filter(({ need }) => need === "required")
    .map(({ feature, commands }) => feature ?? commands.join());
}

describe("requirements", () => {
  it("has one frozen row for each feature of the fallback orders", () => {
    const rows = requirements({ host });
    const features = rows.flatMap(({ feature }) => feature ?? []);
    expect(features).toEqual(FALLBACK_ORDERS.map(({ feature }) => feature));
    for (const row of rows) expect(Object.isFrozen(row)).toBe(true);
  });

  it("requires only the mandatory commands where nothing is wished", () => {
    expect(required({})).toEqual(["MAIL", "RCPT", "DATA"]);
    expect(rowOf("ESMTP")).toMatchObject({ need: "optional", commands: ["EHLO"], without: "HELO" });
  });

  it("requires TLS, authentication and EHLO as soon as there are credentials", () => {
    const auth = { user: "ann", pass: "secret" };
    expect(required({ auth })).toEqual(["MAIL", "RCPT", "DATA", "ESMTP", "TLS", "AUTH"]);
    expect(rowOf("TLS", { auth })).toMatchObject({
      keywords: ["STARTTLS"],
      commands: ["STARTTLS"],
      methods: ["STARTTLS", "implicit TLS on port 465"],
      without: "error",
    });
  });

  it("names the mechanisms that fit the credentials, in the order in which they are tried", () => {
    const auth = { user: "ann", pass: "secret" };
    expect(rowOf("AUTH", { auth })?.commands).toEqual([
      "AUTH SCRAM-SHA-256",
      "AUTH SCRAM-SHA-1",
      "AUTH PLAIN",
      "AUTH LOGIN",
    ]);
    const token = { user: "ann", token: () => "t" };
    expect(rowOf("AUTH", { auth: token })?.commands).toEqual(["AUTH OAUTHBEARER", "AUTH XOAUTH2"]);
    const mine = { name: "X-MINE", uses: "password", clientFirst: true } as const;
    const mechanisms = [{ ...mine, start: () => () => new Uint8Array() }];
    expect(rowOf("AUTH", { auth, mechanisms })?.methods).toEqual(["X-MINE"]);
  });

  it("does not name STARTTLS under implicit TLS, nor another port when one was given", () => {
    expect(rowOf("TLS", { tls: "implicit" })).toMatchObject({
      keywords: [],
      methods: ["implicit TLS"],
      need: "required",
    });
    expect(rowOf("TLS", { port: 587 })).toMatchObject({
      methods: ["STARTTLS"],
      without: "clear text",
    });
    expect(rowOf("TLS", { tls: "none" })).toMatchObject({ need: "unused", without: "clear text" });
  });

  it("lists the methods of a feature that is only preferred", () => {
    expect(rowOf("CHUNKING")).toMatchObject({
      keywords: ["CHUNKING"],
      commands: ["BDAT"],
      need: "optional",
      without: "DATA",
    });
    expect(rowOf("PIPELINING")?.without).toBe("one command per flight");
    expect(rowOf("SIZE")?.commands).toEqual(["MAIL SIZE"]);
  });

  it("does without DATA where CHUNKING is required", () => {
    expect(required({ features: { CHUNKING: "require" } })).toEqual([
      "MAIL",
      "RCPT",
      "ESMTP",
      "CHUNKING",
    ]);
  });

  it("leaves alone what is avoided, and what this version cannot do", () => {
    const features = { CHUNKING: "avoid" } as const;
    expect(rowOf("CHUNKING", { features })).toMatchObject({
      keywords: [],
      commands: [],
      need: "unused",
      without: "DATA",
    });
    const planned = FALLBACK_ORDERS.filter(({ methods }) =>
      methods.every(({ state, providesFeature }) => state === "planned" || !providesFeature),
    );
    for (const { feature } of planned) expect(rowOf(feature)?.need, feature).toBe("unused");
  });

  it("takes a required feature for required even where no way gives it", () => {
    const planned = FALLBACK_ORDERS.find(({ methods }) =>
      methods.every(({ state }) => state === "planned"),
    );
    const feature = planned?.feature ?? "FAILOVER";
    expect(rowOf(feature, { features: { [feature]: "require" } })).toMatchObject({
      methods: [],
      need: "required",
      without: "error",
    });
  });

  it("asks for 8BITMIME and SMTPUTF8 as the messages need them", () => {
    expect(rowOf("8BITMIME")).toMatchObject({ need: "optional", without: "re-encoded" });
    expect(rowOf("8BITMIME", { message: { eightBit: false } })?.need).toBe("unused");
    const message = { utf8: true, eightBit: true };
    expect(required({ message })).toEqual(["MAIL", "RCPT", "DATA", "ESMTP", "SMTPUTF8"]);
    const avoided = { message, features: { SMTPUTF8: "avoid" } } as const;
    expect(rowOf("SMTPUTF8", avoided)).toMatchObject({ need: "required", methods: [] });
  });

  it("refuses options that are no object", () => {
    expect(() => requirements(undefined as unknown as RequirementsOptions)).toThrow(TypeError);
  });
});
