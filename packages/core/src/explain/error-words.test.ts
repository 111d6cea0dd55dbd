import { describe, expect, it } from "vitest";
import { SmtpError } from "../protocol/errors/errors.ts";
import { wordsOfError } from "./error-words.ts";
import { explain } from "./explain.ts";

function failureOf(error: Error): string | undefined {
  const [first] = explain(error).findings;
  return first?.found.kind === "failure" ? first.found.failure : first?.meaning?.kind;
}

describe("explain of an error of another library", () => {
  it.each([
    ["ECONNREFUSED", "connection-refused"],
    ["ETIMEDOUT", "connection-timeout"],
    ["ENOTFOUND", "host-not-found"],
    ["EDNS", "host-not-found"],
    ["ECONNECTION", "connection-closed"],
    ["ECONNRESET", "connection-closed"],
    ["EHOSTUNREACH", "host-unreachable"],
    ["ENETUNREACH", "host-unreachable"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate-untrusted"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "certificate-untrusted"],
    ["CERT_HAS_EXPIRED", "certificate-expired"],
  ])("reads the code %s where the message says nothing", (code, failure) => {
    expect(failureOf(Object.assign(new Error("It failed"), { code }))).toBe(failure);
  });

  it("believes the message before the code", () => {
    const error = Object.assign(new Error("Greeting never received"), { code: "ETIMEDOUT" });
    expect(failureOf(error)).toBe("greeting-timeout");
    expect(explain(error).findings).toHaveLength(1);
    const refused = { code: "EAUTH", response: "535 5.7.8 Bad credentials" };
    expect(failureOf(Object.assign(new Error("Invalid login"), refused))).toBe("auth-failed");
  });

  it("reads causes and the parts of an AggregateError", () => {
    const inner = new Error("connect ECONNREFUSED 192.0.2.1:587");
    expect(failureOf(new Error("Sending failed", { cause: inner }))).toBe("connection-refused");
    expect(failureOf(new AggregateError([inner, inner], "All failed"))).toBe("connection-refused");
    expect(failureOf(new Error("a", { cause: new AggregateError([inner], "b") }))).toBe(
      "connection-refused",
    );
  });

  it("reads each error once, and a limited number of them", () => {
    const circle = new Error("circle");
    circle.cause = circle;
    expect(wordsOfError(circle, true)).toBe("Error: circle");
    const many = new AggregateError(
      Array.from({ length: 1000 }, (_, at) => new Error(`n${at}`)),
      "many",
    );
    expect(wordsOfError(many, true).split("\n")).toHaveLength(20);
    expect(wordsOfError(new Error("x".repeat(1e6)), false).length).toBeLessThan(10_100);
    expect(explain(new Error("It failed")).findings).toEqual([]);
  });
});

describe("explain of what cannot be read", () => {
  const fails = (): never => {
    throw new Error("It was read.");
  };
  const revoked = (target: object): object => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy;
  };

  it.each(["message", "name", "response", "cause", "errors", "code"])(
    "reads the rest of an error whose %s throws",
    (field) => {
      const parts = {
        response: "550 5.1.1 No such user",
        errors: [new Error("550 5.1.1 No such user")],
      };
      const error = Object.assign(new Error("550 5.1.1 No such user"), parts);
      Object.defineProperty(error, field, { get: fails });
      expect(failureOf(error)).toBe("mailbox-unknown");
    },
  );

  it.each([
    ["a proxy that was revoked", revoked({})],
    [
      "a proxy whose traps throw",
      new Proxy(new Error("a"), { get: fails, getPrototypeOf: fails, has: fails }),
    ],
    ["a revoked cause", new Error("a", { cause: revoked({}) })],
    ["a revoked list", Object.assign(new Error("a"), { errors: revoked([]) })],
    ["a list of 4,294,967,295", Object.assign(new Error("a"), { errors: new Array(2 ** 32 - 1) })],
    [
      "a length that is no length",
      Object.assign(new Error("a"), { errors: { length: -Infinity } }),
    ],
  ])("finds nothing in %s", (_, error) => {
    expect(explain(error as Error).text).toContain("No SMTP reply was found");
  });
});

describe("explain of errors in an error", () => {
  it.each([
    ["a text as cause", new Error("Sending failed", { cause: "550 5.1.1 No such user" })],
    ["a list of texts", Object.assign(new Error("a"), { errors: ["550 5.1.1 No such user"] })],
    [
      "nodemailer's refusals",
      Object.assign(new Error("a"), { rejectedErrors: [{ response: "550 5.1.1 No such user" }] }),
    ],
    ["an error of another realm", { name: "Error", message: "550 5.1.1 No such user", stack: "" }],
  ])("reads %s", (_, error) => {
    expect(failureOf(error as Error)).toBe("mailbox-unknown");
  });
});

describe("explain of an SmtpError of another version", () => {
  const create = (details: object): SmtpError =>
    new SmtpError('The server answered "550 5.1.1 No such user".', {
      code: "RECIPIENTS_REFUSED",
      phase: "envelope",
      retry: "never",
      ...details,
    });

  it.each([
    ["code", { code: "NEW" }],
    ["code of an object's own", { code: "__proto__" }],
    ["recipients", { recipients: 5 }],
    ["outcome", { recipients: [{ address: "a@b.example", outcome: "new" }] }],
    ["reply", { reply: { code: "550" } }],
    ["decisions", { decisions: [{ feature: "NEW" }] }],
  ])("explains its message where it has another %s", (_, details) => {
    expect(failureOf(create(details))).toBe("mailbox-unknown");
  });
});

it("says what options of explain must be", () => {
  expect(() => explain("550 no", { command: 5 as never })).toThrow(
    /`command` is a value of type number/,
  );
  expect(explain("550 5.1.1 no", null as never).findings).toHaveLength(1);
});
