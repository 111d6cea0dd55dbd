/** Credentials in what people paste do not come out again. */
import { describe, expect, it } from "vitest";
import { findReplies, maskCredentials } from "../../src/find-replies/mod.ts";

const SECRET = "c2VjcmV0LXBhc3N3b3Jk";

const TEXTS: Record<string, string> = {
  "AUTH PLAIN with its response": `C: AUTH PLAIN ${SECRET}\nS: 535 5.7.8 No`,
  "AUTH PLAIN in telnet": `220 mx.example.org ESMTP\nEHLO a\n250 ok\nAUTH PLAIN ${SECRET}\n535 5.7.8 No`,
  "AUTH PLAIN in lower case": `auth plain ${SECRET}`,
  "AUTH PLAIN in a second line": `> AUTH PLAIN\n< 334 \n> ${SECRET}\n< 535 5.7.8 No`,
  "AUTH LOGIN": `CLIENT -> SERVER: AUTH LOGIN\nSERVER -> CLIENT: 334 VXNlcm5hbWU6\nCLIENT -> SERVER: dXNlcg==\nSERVER -> CLIENT: 334 UGFzc3dvcmQ6\nCLIENT -> SERVER: ${SECRET}\nSERVER -> CLIENT: 535 No`,
  "AUTH LOGIN of smtplib": `send: 'AUTH LOGIN dXNlcg==\\r\\n'\nreply: b'334 UGFzc3dvcmQ6\\r\\n'\nsend: '${SECRET}\\r\\n'\nreply: b'535 5.7.8 No\\r\\n'`,
  "AUTH XOAUTH2": `AUTH XOAUTH2 ${SECRET}`,
  "a server that echoes": `S: 501 5.5.2 Cannot decode: AUTH PLAIN ${SECRET}`,
  "options of nodemailer": `auth: { user: 'ann@example.org', pass: '${SECRET}' }`,
  JSON: `{"auth":{"user":"ann","pass":"${SECRET}"}}`,
  "a variable": `SMTP_PASSWORD=${SECRET}`,
  YAML: `smtp_auth_password: "${SECRET}"`,
  "a URL": `smtps://ann:${SECRET}@smtp.example.com:465`,
  PHP: `$mail->Password = '${SECRET}';`,
  "an option of swaks": `$ swaks --to ann@example.org -a LOGIN -au ann -ap ${SECRET}`,
  "an option of curl": `$ curl --user 'ann:${SECRET}' smtps://smtp.example.com`,
  "a bearer token": `Authorization: Bearer ${SECRET}`,
};

describe("maskCredentials", () => {
  it.each(Object.keys(TEXTS))("masks %s", (name) => {
    const text = TEXTS[name] as string;
    const masked = maskCredentials(text);
    expect(masked).not.toContain(SECRET);
    expect(masked).toContain("***");
    expect(masked.split("\n")).toHaveLength(text.split("\n").length);
  });

  it("masks the user name of AUTH LOGIN too", () => {
    expect(maskCredentials(TEXTS["AUTH LOGIN"] as string)).not.toContain("dXNlcg==");
  });

  it.each([
    "535 5.7.8 Error: authentication failed",
    "Invalid password: 535 5.7.8 Username and Password not accepted",
    "250-AUTH PLAIN LOGIN",
    "250-AUTH=PLAIN LOGIN CRAM-MD5",
    "command: 'AUTH PLAIN'",
    "550 5.1.1 <ann@example.org>: Recipient address rejected",
    "server.login(user, password)",
    "The password is not correct.",
    "swaks --auth-password --to ann@example.org",
  ])("leaves alone: %s", (text) => {
    expect(maskCredentials(text)).toBe(text);
  });
});

it.each(Object.keys(TEXTS))("finds nothing that shows %s", (name) => {
  expect(JSON.stringify(findReplies(TEXTS[name] as string))).not.toContain(SECRET);
});
