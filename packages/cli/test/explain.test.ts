/** `parley explain`: a reply from the command line or a pipe. */
import { expect, it } from "vitest";
import { flat, parley } from "./support/parley.ts";

const REPLY = "502 5.5.1 Command not implemented";

it("explains a reply to people", async () => {
  const { code, stdout } = await parley(["explain", REPLY]);
  expect(code).toBe(0);
  for (const part of ["502", "5.5.1", "Likely causes", "Sender", "Developer", "Administrator"]) {
    expect(stdout).toMatch(new RegExp(`^${part} +\\S`, "m"));
  }
  expect(flat(stdout)).toContain("permanent negative completion");
});

it("says what Parley does when it is told the command", async () => {
  const { stdout } = await parley(["explain", REPLY, "--command", "BDAT 100"]);
  expect(stdout).toMatch(/^Parley +sends the message with DATA over a new connection\.$/m);
});

it("gives the explanation of the API as JSON", async () => {
  const { stdout } = await parley(["explain", REPLY, "--command", "AUTH PLAIN", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: "reply",
    type: "permanent negative completion",
    reply: { code: 502, enhanced: "5.5.1" },
    asked: "AUTH",
    advice: { sender: expect.any(String) },
  });
});

it("reads a reply of several lines from standard input", async () => {
  const input = "550-5.1.1 No such user here.\r\n550 5.1.1 Check the address.\r\n";
  const { code, stdout } = await parley(["explain", "--json"], { input });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ reply: { code: 550, lines: { length: 2 } } });
});

it("repeats no secret of the command", async () => {
  const secret = Buffer.from("\0ann\0a secret").toString("base64");
  const args = ["explain", "535 5.7.8 No", "--command", `AUTH PLAIN ${secret}`, "--json"];
  expect((await parley(args)).stdout).not.toContain(secret);
});

it("exits with 2 for what is no reply", async () => {
  const { code, stderr } = await parley(["explain", "hello"]);
  expect(code).toBe(2);
  expect(stderr).toContain("not one complete SMTP reply");
});
