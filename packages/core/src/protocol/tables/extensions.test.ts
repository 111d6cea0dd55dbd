import { expect, test } from "vitest";
import { EXTENSION_TITLES, EXTENSIONS, extension, ownerOfParameter } from "./extensions.ts";

const named = (keyword: string) =>
  extension(keyword, EXTENSIONS) ?? expect.fail(`${keyword} has no row`);

test("has each keyword once, with a title", () => {
  const keywords = EXTENSIONS.map(({ keyword }) => keyword);
  expect(new Set(keywords).size).toBe(keywords.length);
  expect(Object.keys(EXTENSION_TITLES).sort()).toEqual(keywords.sort());
});

test("has all 34 registered keywords", () => {
  const registered = EXTENSIONS.filter(
    ({ keyword, status }) => status !== "vendor" || keyword === "VERB" || keyword === "ONEX",
  );
  expect(registered).toHaveLength(34);
});

test.each([
  ["8BITMIME", 17],
  ["AUTH", 500],
  ["BINARYMIME", 16],
  ["CHECKPOINT", 88],
  ["DELIVERBY", 17],
  ["FUTURERELEASE", 34],
  ["MT-PRIORITY", 15],
  ["REQUIRETLS", 11],
  ["SIZE", 26],
  ["SMTPUTF8", 10],
])("lets %s lengthen MAIL by %i octets, as its text says", (keyword, octets) => {
  expect(named(keyword)).toMatchObject({ mailIncrement: octets, checked: "text" });
});

test("lets DSN lengthen lines by its longest parameters and the spaces before them", () => {
  const { mailParameters = [], rcptParameters = [], mailIncrement, rcptIncrement } = named("DSN");
  const sum = (list: typeof mailParameters) =>
    list.reduce((octets, { maxOctets = 0 }) => octets + maxOctets + 1, 0);
  expect([mailIncrement, rcptIncrement]).toEqual([sum(mailParameters), sum(rcptParameters)]);
});

test("gives an increment only where a parameter can use it", () => {
  for (const row of EXTENSIONS) {
    if (row.mailIncrement) expect(row.mailParameters, row.keyword).toBeDefined();
    if (row.rcptIncrement) expect(row.rcptParameters, row.keyword).toBeDefined();
  }
});

test("finds a row by its keyword in any case, and none for an unknown one", () => {
  expect(extension("8bitmime", EXTENSIONS)?.keyword).toBe("8BITMIME");
  expect(extension("XNOBODY", EXTENSIONS)).toBeUndefined();
});

test.each([
  ["MAIL", "BODY=8BITMIME", "8BITMIME"],
  ["MAIL", "body=binarymime", "BINARYMIME"],
  ["MAIL", "BODY", "8BITMIME"],
  ["MAIL", "RET=HDRS", "DSN"],
  ["MAIL", "SMTPUTF8", "SMTPUTF8"],
  ["MAIL", "SIZE=1", "SIZE"],
  ["RCPT", "ORCPT=rfc822;a@b", "DSN"],
  ["RCPT", "RRVS=2026-01-01T00:00:00Z", "RRVS"],
  ["RCPT", "SIZE=1", undefined],
  ["MAIL", "NOTIFY=NEVER", undefined],
  ["MAIL", "BODY=OTHER", undefined],
] as const)("knows that %s %s belongs to %s", (commandName, parameter, keyword) => {
  expect(ownerOfParameter(commandName, parameter, EXTENSIONS)?.extension.keyword).toBe(keyword);
});
