import { describe, expect, it } from "vitest";
import { toBase64 } from "./octets.ts";
import type { Personality } from "./personality.ts";
import { talk } from "./talk.fixture.ts";
import { serverMechanisms } from "./virtual-auth.ts";

const server: Partial<Personality> = {
  capabilities: ["AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2"],
  capabilitiesAuth: ["SIZE"],
  users: { tim: "tanstaaftanstaaf" },
  tokens: { tim: "ya29" },
};
const ehlo = "EHLO client.example\r\n";
const plain = toBase64("\0tim\0tanstaaftanstaaf");
const bearer = (token: string): string => toBase64(`user=tim\x01auth=Bearer ${token}\x01\x01`);

const auth = (lines: readonly string[], personality = server): string[] =>
  talk(personality, [ehlo, ...lines.map((line) => `${line}\r\n`)])
    .heard.slice(2)
    .map((reply) => reply.trimEnd());

describe("AUTH", () => {
  it.each([
    ["PLAIN with an initial response", [`AUTH PLAIN ${plain}`], ["235 Authentication successful"]],
    ["PLAIN in two steps", ["auth plain", plain], ["334", "235 Authentication successful"]],
    [
      "LOGIN",
      ["AUTH LOGIN", toBase64("tim"), toBase64("tanstaaftanstaaf")],
      ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 Authentication successful"],
    ],
    [
      "LOGIN with an initial response",
      [`AUTH LOGIN ${toBase64("tim")}`, toBase64("tanstaaftanstaaf")],
      ["334 UGFzc3dvcmQ6", "235 Authentication successful"],
    ],
    ["XOAUTH2", [`AUTH XOAUTH2 ${bearer("ya29")}`], ["235 Authentication successful"]],
  ])("takes %s", (_name, lines, replies) => {
    expect(auth(lines)).toEqual(replies);
  });

  it("checks the digest of CRAM-MD5, as in the example of RFC 2195", () => {
    const cram = serverMechanisms.find(({ name }) => name === "CRAM-MD5");
    const step = (digest: string) =>
      cram?.step(
        [`tim ${digest}`],
        { capabilities: [], tls: "none", users: { tim: "tanstaaftanstaaf" } },
        {
          unique: "<1896.697170952@postoffice.reston.mci.net>",
          channelBindings: {},
          offered: [],
        },
      );
    expect(step("b913a602c7eda7a495b4e6e7334d3890")).toEqual({ user: "tim" });
    expect(step("b913a602c7eda7a495b4e6e7334d3891")).toHaveProperty("refusal");
  });

  it("gives a challenge of CRAM-MD5 that names the connection", () => {
    expect(auth(["AUTH CRAM-MD5"])).toEqual([`334 ${toBase64("<1@mail.example.test>")}`]);
  });

  it.each([
    ["a wrong password", [`AUTH PLAIN ${toBase64("\0tim\0x")}`], "535"],
    ["an unknown user", [`AUTH PLAIN ${toBase64("\0toString\0x")}`], "535"],
    ["an empty initial response", ["AUTH PLAIN ="], "501"],
    ["bad base64", ["AUTH PLAIN !"], "501"],
    ["base64 without its padding", ["AUTH PLAIN", "YQ"], "501"],
    ["a cancelled exchange", ["AUTH LOGIN", "*"], "501"],
    ["a mechanism that it lacks", ["AUTH GSSAPI"], "504"],
    ["no mechanism", ["AUTH"], "501"],
    ["an initial response where the server speaks first", ["AUTH CRAM-MD5 eA=="], "501"],
    ["a second AUTH", [`AUTH PLAIN ${plain}`, `AUTH PLAIN ${plain}`], "503"],
    ["AUTH in a transaction", ["MAIL FROM:<>", `AUTH PLAIN ${plain}`], "503"],
    ["a token that is not valid", [`AUTH XOAUTH2 ${bearer("old")}`, ""], "535"],
  ])("refuses %s", (_name, lines, code) => {
    expect(auth(lines).at(-1)?.slice(0, 3)).toBe(code);
  });

  it("goes on with commands after a refused exchange", () => {
    expect(auth(["AUTH PLAIN", "*", "NOOP"]).at(-1)).toBe("250 Ok");
  });

  it("is not there unless it is offered, or unless mechanisms are named", () => {
    const hidden = { ...server, capabilities: [] };
    expect(auth(["AUTH PLAIN"], hidden)).toEqual(["502 AUTH is not implemented"]);
    expect(auth(["AUTH PLAIN"], { ...hidden, mechanisms: ["PLAIN"] })).toEqual(["334"]);
  });

  it("lets anyone in where no users are named", () => {
    const { users: _, ...open } = server;
    expect(auth([`AUTH PLAIN ${toBase64("\0anyone\0anything")}`], open)[0]).toMatch(/^235/);
  });

  it("lists other capabilities afterwards", () => {
    expect(auth([`AUTH PLAIN ${plain}`, "EHLO client.example"])[1]).toContain("250 SIZE");
  });

  it("writes down every response that it saw, refused or not, and whether it came in clear text", () => {
    const refusing = { ...server, answers: [{ to: "AUTH", reply: "502 5.5.1 No" }] as const };
    const { state } = talk(refusing, [ehlo, `AUTH PLAIN ${plain}\r\n`]);
    expect(state.shared.mailbox.credentials).toEqual([
      { mechanism: "PLAIN", response: "\0tim\0tanstaaftanstaaf", tls: false, connection: 1 },
    ]);
    expect(state.user).toBeUndefined();
  });

  it("starts over when it is made to ask again for what it was given", () => {
    const deaf: Partial<Personality> = {
      ...server,
      answers: [{ to: "AUTH", when: { initialResponse: true }, reply: "334 " }],
    };
    expect(auth([`AUTH PLAIN ${plain}`, plain], deaf)).toEqual([
      "334",
      "235 Authentication successful",
    ]);
  });
});
