/** User names and tokens with characters that would inject protocol fields. */
import { describe, expect, it } from "vitest";
import type { Auth } from "../../src/client/options/options.ts";
import { connect, createMailer, optionsFromUrl } from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";

const CONTROLS = ["\x01", "\r", "\n", "\r\n", "\0", "\t", "\x1b", "\x7f", "\x85"];

function opens(auth: Auth): {
  readonly opened: () => number;
  readonly options: object;
  readonly said: () => string;
} {
  let dialled = 0;
  const server = testServer({ capabilities: ["AUTH XOAUTH2 OAUTHBEARER"], tls: "implicit" });
  const dial: typeof server.dial = (target, options) => {
    dialled += 1;
    return server.dial(target, options);
  };
  return {
    opened: () => dialled,
    said: () => server.transcript(),
    options: { host: "mail.example", tls: "implicit", dial, auth },
  };
}

describe("a control character", () => {
  it.each(CONTROLS)(
    "in a user name or token is refused before anything is opened: %j",
    async (control) => {
      for (const auth of [
        { user: `ann${control}`, pass: "secret" },
        { user: `ann${control}auth=Bearer x${control}${control}`, token: "t" },
        { user: "ann", token: `t${control}` },
        { user: `${control}ann`, external: true as const },
      ]) {
        const { opened, options } = opens(auth);
        expect(() => createMailer(options as never)).toThrow(
          /^`auth\.(?:user|token)` has a control/,
        );
        await expect(connect(options as never)).rejects.toThrow(TypeError);
        expect(opened()).toBe(0);
      }
    },
  );

  it("is refused in a URL too", () => {
    const options = {
      ...opens({ user: "x", pass: "y" }).options,
      ...optionsFromUrl("smtps://a%01b:c@x.example"),
    };
    expect(() => createMailer(options as never)).toThrow("`auth.user` has a control character");
  });

  it("from a token function is never sent, and the error does not show the token", async () => {
    for (const control of CONTROLS) {
      const { options, said } = opens({ user: "ann", token: () => `se${control}cret` });
      const error = (await connect(options as never).catch((thrown: unknown) => thrown)) as Error;
      expect(error).toMatchObject({ code: "AUTH_TEMPORARY", phase: "auth" });
      expect((error.cause as Error).message).toMatch(/^`auth\.token` has a control character/);
      expect(`${error.message} ${(error.cause as Error).message}`).not.toContain("cret");
      expect(said()).not.toContain("C: AUTH");
    }
  });
});
