import { describe, expect, it } from "vitest";
import type { Parameter } from "../../protocol/command/command.ts";
import { checkMessage, type Message } from "./message.ts";
import {
  mailOptionParameters,
  type RecipientOptions,
  recipientOptionParameters,
} from "./message-options.ts";

const written = (parameters: readonly Parameter[]): string =>
  parameters
    .map(({ keyword, value }) => (value === undefined ? keyword : `${keyword}=${value}`))
    .join(" ");

describe("what is asked with MAIL", () => {
  it("is written as the RFCs write it", () => {
    const holdUntil = new Date(Date.UTC(2030, 0, 2, 3, 4, 5, 678));
    expect(
      written(
        mailOptionParameters({
          dsn: { ret: "full", envid: "a=b c" },
          requireTls: true,
          deliverBy: { seconds: -60, mode: "notify", trace: true },
          holdUntil,
          priority: -9,
        }),
      ),
    ).toBe(
      "RET=FULL ENVID=a+3Db+20c REQUIRETLS BY=-60;NT HOLDUNTIL=2030-01-02T03:04:05Z MT-PRIORITY=-9",
    );
  });

  it("may be a time with an offset, and is written in UTC", () => {
    const holdUntil = "2030-01-02T05:04:05+02:00";
    expect(written(mailOptionParameters({ holdUntil }))).toBe("HOLDUNTIL=2030-01-02T03:04:05Z");
  });

  it("is nothing where nothing is asked, or refused to be asked", () => {
    expect(mailOptionParameters({})).toEqual([]);
    expect(mailOptionParameters({ requireTls: false, dsn: { notify: "never" } })).toEqual([]);
  });
});

describe("what is asked with RCPT", () => {
  it("is that of the recipient, else that of the message", () => {
    const dsn = { notify: ["delay", "success"] } as const;
    expect(written(recipientOptionParameters({}, dsn))).toBe("NOTIFY=SUCCESS,DELAY");
    expect(written(recipientOptionParameters({ notify: "never" }, dsn))).toBe("NOTIFY=NEVER");
  });

  it.each([
    ["joe+x@example.com", "ORCPT=rfc822;joe+2Bx@example.com"],
    ["x400;C=de", "ORCPT=x400;C+3Dde"],
    ["jörg=+\\@bücher.example", "ORCPT=utf-8;j\\x{F6}rg\\x{3D}\\x{2B}\\x{5C}@b\\x{FC}cher.example"],
  ])("writes the original recipient %s so that a parameter can hold it", (orcpt, expected) => {
    expect(written(recipientOptionParameters({ orcpt }))).toBe(expected);
  });

  it("says since when the mailbox must have had its owner", () => {
    expect(written(recipientOptionParameters({ rrvs: new Date(0) }))).toBe(
      "RRVS=1970-01-01T00:00:00Z",
    );
  });
});

describe("what cannot be asked is an error before anything is opened", () => {
  const message = { from: "a@example.org", to: "b@example.net", raw: "\r\n" };
  const wrong: readonly (readonly [string, object, string])[] = [
    ["notify", { dsn: { notify: ["sometimes"] } }, "`notify` must be"],
    ["an empty notify", { dsn: { notify: [] } }, "`notify` must be"],
    ["ret", { dsn: { ret: "half" } }, "`dsn.ret` must be"],
    ["dsn", { dsn: "failure" }, "`dsn` must be an object"],
    ["a word of dsn", { dsn: { notfy: "never" } }, "`dsn` has no `notfy`"],
    ["envid", { dsn: { envid: "ä" } }, "not printable ASCII"],
    ["an empty envid", { dsn: { envid: "" } }, "`dsn.envid` is empty"],
    ["a long envid", { dsn: { envid: "x".repeat(101) } }, "100 are allowed"],
    ["requireTls", { requireTls: "yes" }, "`requireTls` must be true or false"],
    ["a deadline without mode", { deliverBy: { seconds: 3 } }, "`deliverBy` must be"],
    ["a deadline in the past", { deliverBy: { seconds: 0, mode: "return" } }, "from 1 to"],
    ["holdFor", { holdFor: 0.5 }, "`holdFor` must be a whole number"],
    ["holdUntil", { holdUntil: "tomorrow" }, "`holdUntil` must be a Date"],
    ["an invalid Date", { holdUntil: new Date(Number.NaN) }, "`holdUntil` must be a Date"],
    ["two holds", { holdFor: 1, holdUntil: new Date() }, "exclude each other"],
    ["priority", { priority: 10 }, "from -9 to 9"],
    ["a recipient without address", { to: [{ notify: "never" }] }, "`to` must be"],
    [
      "a word of a recipient",
      { to: { address: "b@x", notfy: 1 } },
      "A recipient in `to` has no `notfy`",
    ],
    ["orcpt", { to: { address: "b@x", orcpt: "" } }, "`orcpt` must be"],
    ["a type of orcpt", { to: { address: "b@x", orcpt: "x400;ä" } }, "only the type utf-8"],
    ["rrvs", { to: { address: "b@x", rrvs: "1.1.2020" } }, "`rrvs` must be a Date"],
  ];

  it.each(wrong)("%s", (_what, part, sentence) => {
    let error: unknown;
    try {
      checkMessage({ ...message, ...part } as unknown as Message);
    } catch (thrown) {
      error = thrown;
    }
    expect(error instanceof TypeError || error instanceof RangeError).toBe(true);
    expect(String(error)).toContain(sentence);
  });

  it("a recipient named twice is one, with what was asked first", () => {
    const to: RecipientOptions[] = [
      { address: "b@example.net", notify: "never" },
      { address: "b@EXAMPLE.net" },
    ];
    const { outgoing } = checkMessage({ ...message, to });
    expect(outgoing.to.map(({ parameters = [] }) => written(parameters))).toEqual(["NOTIFY=NEVER"]);
  });
});
