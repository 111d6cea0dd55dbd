import { describe, expect, it } from "vitest";
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
