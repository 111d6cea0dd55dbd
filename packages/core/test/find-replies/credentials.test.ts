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
  "basic credentials of HTTP": `Authorization: Basic ${SECRET}`,
  "a password with @ in a URL": `connect to smtp://ann:p@${SECRET}@ss@smtp.example.com:25 failed`,
  "a password with a slash in a URL": `smtp://ann:p/${SECRET}@smtp.example.com:25`,
  "a URL of another scheme": `amqp://ann:${SECRET}@mq.example.com/`,
  "an option with a space": `--pass ${SECRET} --to ann@example.org`,
  "an option in quotes": `tool --smtp-password 'two ${SECRET} words'`,
  "an option of PowerShell": `Send-It -SmtpPassword ${SECRET} -To ann@example.org`,
  "the user option of curl with a space": `curl --user "ann:two ${SECRET}" smtps://smtp.example.com`,
  "a setting with a space": `smtp_pass ${SECRET}`,
  "the settings of msmtp": `user ann\npassword ${SECRET}\nhost smtp.example.com`,
  ".netrc": `machine smtp.example.com login ann password ${SECRET}`,
  "pw=": `pw=${SECRET}`,
  "camel case": `smtpPass: ${SECRET}`,
  "capitals without a mark": `SMTPPASS=${SECRET}`,
  "words in an environment variable": `export MAIL_PASSWORD=two words ${SECRET}`,
  "words in an ini file": `  smtp_password = two ${SECRET} words`,
  "a value that begins like a code": `password=5500${SECRET}`,
  "a value behind an escaped quote": `password: "a\\"${SECRET}"`,
  "an open quote": `password: "two ${SECRET}`,
  "JSON in a literal": JSON.stringify(JSON.stringify({ pass: `a"${SECRET}` })),
  "a connection string": `Host=h;User=ann;Pwd=a;${SECRET};Port=25`,
  XML: `<password>${SECRET}</password>`,
  "an attribute of XML": `<add key="smtpPassword" value="${SECRET}" />`,
  "a constant of PHP": `define('SMTP_PASS', '${SECRET}');`,
  "an element of PHP": `$config['smtp_pass'] = '${SECRET}';`,
  "Python, login": `s.login('ann', '${SECRET}')`,
  "Python, login over two lines": `s.login(\n    "ann",\n    "${SECRET}")`,
  "Python, login with a variable": `s.login(user, b"${SECRET}")`,
  ".NET, NetworkCredential": `new NetworkCredential("ann","${SECRET}")`,
  "Go, PlainAuth": `smtp.PlainAuth("", "ann", "${SECRET}", host)`,
  "Java, setPassword": `mailer.setPassword("${SECRET}");`,
  "Java, connect": `transport.connect("smtp.example.com", "ann", "${SECRET}");`,
  "Ruby, start": `Net::SMTP.start('h', 25, 'helo', 'ann', '${SECRET}', :login)`,
  "a call in a literal": `{"code":"s.login(\\"ann\\", \\"${SECRET}\\")"}`,
  "a key of SendGrid": `key is SG.${SECRET}.${SECRET}`,
  "a key of Brevo": `user ann xsmtpsib-${SECRET}-abc`,
  "a JSON web token": `token eyJ${SECRET}.${SECRET}.${SECRET}`,
  "AUTH DIGEST-MD5": `C: AUTH DIGEST-MD5 ${SECRET}`,
  "AUTH with a mechanism of its own": `AUTH X-VENDOR ${SECRET}`,
  "AUTH with quotes": `AUTH PLAIN "${SECRET}"`,
  "AUTH with a colon": `sent AUTH LOGIN: ${SECRET}`,
  "AUTH with an escaped break": `AUTH PLAIN\\n${SECRET}`,
  "AUTH in escaped lines": `C: AUTH LOGIN\\r\\nS: 334 VXNlcm5hbWU6\\r\\nC: ${SECRET}\\r\\nS: 535 5.7.8 No`,
  "AUTH in lines of HTML": `C: AUTH LOGIN<br>S: 334 VXNlcm5hbWU6<br/>C: ${SECRET}<br>S: 535 5.7.8 No`,
  "AUTH in a list of JSON": `[{"client":"AUTH PLAIN"},{"server":"334 "},{"client":"${SECRET}"},{"server":"535 5.7.8 No"}]`,
  "AUTH with words behind the response": `> AUTH PLAIN\n< 334 \n> ${SECRET} [20 bytes]\n< 535 5.7.8 No`,
  "AUTH with an entity": `AUTH&nbsp;PLAIN ${SECRET}`,
  "AUTH with a space that does not break": `AUTH\u00a0PLAIN ${SECRET}`,
  "AUTH with invisible characters": `A\u200bUTH PLAIN\u2060 ${SECRET}`,
  "AUTH with tags": `<b>AUTH</b> <i>PLAIN</i> ${SECRET}`,
  "an equals sign as an entity": `pass&#61;${SECRET}`,
  "an equals sign as a hexadecimal entity": `pass&#x3D;${SECRET}`,
  "quotes that were escaped twice": `password: &amp;quot;two ${SECRET}&amp;quot;`,
  "quoted-printable": `Kennwort =3D ab=\n${SECRET} =C3=BC=\n\n535 5.7.8 No`,
  "a name in two lines of quoted-printable": `my pass=\nword=3D${SECRET}`,
  "a password behind tabs": `Password:\t\t\t\t\t\t${SECRET}`,
  "PASS of POP3": `PASS ${SECRET}`,
  "PASS behind a prompt": `> PASS ${SECRET.replace(/\d/g, "")}${SECRET}`,
  "a token": `token=${SECRET}`,
  "the short user option of curl": `curl -uann:${SECRET} smtp://smtp.example.com`,
  "an option of swaks with an equals sign": `swaks -ap=${SECRET}`,
  "an option in parentheses": `(--pass -${SECRET})`,
  "a command that prints a password": `msmtp --passwordeval "echo ${SECRET}"`,
  "doubled quotes": `password: 'it''${SECRET}'`,
  "a token of 3000 characters": `api_token=${"k".repeat(3_000)}${SECRET}`,
  "credentials of HTTP in a map": `'Authorization' => 'Basic ${SECRET}'`,
  "a pair": `auth=("ann", "${SECRET}")`,
  "a pair in a list": `"auth": ["ann", "${SECRET}"]`,
  "a client secret": `clientsecret=${SECRET}`,
  "a key with a space in its name": `api key: ${SECRET}`,
  "German, a sentence with a colon": `Das Passwort lautet: ${SECRET}`,
  "French quotation marks": `mot de passe « ${SECRET} »`,
  "a secure string of PowerShell": `ConvertTo-SecureString "${SECRET}" -AsPlainText`,
  "a credential of PowerShell": `New-Object PSCredential("ann", "${SECRET}")`,
  CDATA: `<Password><![CDATA[${SECRET}]]></Password>`,
  "a column of a table": `Passwort\t${SECRET}`,
  "a row of a table": `| password | ${SECRET} |`,
  "an arrow": `password -> ${SECRET}`,
  "a note in parentheses": `Password (for ann): ${SECRET}`,
  "a name and its value as fields": `{"name": "SMTP_PASSWORD", "value": "${SECRET}"}`,
  "a name and its value in YAML": `- name: SMTP_PASSWORD\n  value: ${SECRET}`,
  "a value below its name": `Password:\n${SECRET}\nServer: smtp.example.com`,
  "a sentence without a verb": `with password ${SECRET} for ann`,
  "German, a sentence without a verb": `mit dem Passwort "${SECRET}"`,
  "a table of passwords": `[smtp.example.com]:587 ann@example.org:${SECRET}`,
  "a setting with a login": `smtp_sasl_password_maps = static:ann:${SECRET}`,
  "digest credentials of HTTP": `Authorization: Digest username="ann", response="${SECRET}"`,
  "a token of HTTP": `Authorization: Token ${SECRET}`,
  "a cookie": `Set-Cookie: session=${SECRET}; Path=/`,
  "a key in a query": `https://api.example.com/send?key=${SECRET}`,
  "an encoded form": `user=ann&password%3D${SECRET}`,
  "a private key": `-----BEGIN PRIVATE KEY-----\n${SECRET}\n${SECRET}\n-----END PRIVATE KEY-----`,
  "German, a field": `Kennwort=${SECRET}`,
  "German, a sentence": `Das Passwort ist ${SECRET} und der Server antwortet nicht`,
  "German, a sentence with a plain word": `Passwort ist ${SECRET.toLowerCase().replace(/\d/g, "")}.`,
  "English, a sentence": `My password is ${SECRET}, what is wrong?`,
  French: `mot de passe : ${SECRET}`,
  Spanish: `contraseña: ${SECRET}`,
  Portuguese: `senha: ${SECRET}`,
  Dutch: `wachtwoord: ${SECRET}`,
  Polish: `hasło: ${SECRET}`,
  Russian: `пароль: ${SECRET}`,
  Japanese: `パスワード：${SECRET}`,
};

/** The plain word of one text differs from the secret. */
const PLAIN = SECRET.toLowerCase().replace(/\d/g, "");

describe("maskCredentials", () => {
  it.each(Object.keys(TEXTS))("masks %s", (name) => {
    const text = TEXTS[name] as string;
    const masked = maskCredentials(text);
    expect(masked).not.toContain(SECRET);
    expect(masked).not.toContain(PLAIN);
    expect(masked).toContain("***");
    expect(maskCredentials(masked)).toBe(masked);
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
    "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
    "535 5.7.8 Error: authentication failed: bad password",
    "454 4.7.0 Password: 535 5.7.8 no",
    "535 5.7.8 Your password has expired",
    "password authentication failed for ann",
    "smtp://smtp.example.com:25/ann@example.org",
    "smtps://ann@smtp.example.com:465",
    '{"url":"smtp://smtp.example.com:25","to":"ann@example.org"}',
    "bypass: on",
    "Check your password: it may be wrong",
    "AUTH LOGIN attempt rejected from 192.0.2.1",
    "SASL LOGIN authentication failed: UGFzc3dvcmQ6",
    "(in reply to AUTH LOGIN command)",
    "Wrong password for ann@example.org",
    "password policy of mx1.example.org",
    "Das Passwort wurde geändert",
    "La contraseña es incorrecta",
    "mot de passe incorrect",
    "550 5.7.1 Message did not pass DMARC",
    "Passwort falsch",
    "Das Passwort ist falsch.",
    "Kennwort ungültig",
    "Error: password authentication failed",
    "password incorrect: 535 5.7.8",
    "Unexpected token: <",
    "SyntaxError: Unexpected token: foo",
    "spf=PASS dkim=PASS header.d=example.org",
    "SPF PASS with 192.0.2.1",
    "All tests PASS today",
    "250-AUTH LOGIN PLAIN XOAUTH2 SCRAM-SHA-256",
    "AUTH PLAIN: authentication failed",
    "AUTH failed: unsuccessful",
    "&lt;ann@example.org&gt;: host mx.example.org said: 550 5.1.1 no",
    "Zustellung fehlgeschlagen =C3=BC=\n550 5.1.1 no",
    "ls -u: invalid option",
    "login failed for ann",
    "authenticate(user)",
    "connect(host, 25)",
  ])("leaves alone: %s", (text) => {
    expect(maskCredentials(text)).toBe(text);
  });
});

it.each(Object.keys(TEXTS))("finds nothing that shows %s", (name) => {
  expect(JSON.stringify(findReplies(TEXTS[name] as string))).not.toContain(SECRET);
});

it("keeps the reply behind a password in the same line", () => {
  const text = "smtp_pass=two words: 535 5.7.8 Authentication failed";
  expect(maskCredentials(text)).toBe("smtp_pass=***: 535 5.7.8 Authentication failed");
});

it.each([
  `smtp://ann:${SECRET}@x@mx.example.org:25 said: 535 5.7.8 no`,
  `550 5.7.1 Relay denied, password is ${SECRET}`,
  `Error: Invalid login: 535 5.7.8 Bad pw=${SECRET}\n  at s.login('ann', '${SECRET}')`,
  `{"password":"${SECRET}","message":"535 5.7.8 password: ${SECRET}","code":535}`,
])("finds a reply and shows no credential: %s", (text) => {
  const finds = findReplies(text);
  expect(finds).toMatchObject([{ kind: "reply" }]);
  expect(JSON.stringify(finds)).not.toContain(SECRET);
});

it.each([undefined, null, 5, {}, [], new Uint8Array(3)])(
  "rejects what is no text in a sentence: %s",
  (value) => {
    expect(() => maskCredentials(value as never)).toThrow(
      new TypeError("maskCredentials() takes a text: give it what was pasted, as a string."),
    );
    expect(() => findReplies(value as never)).toThrow(
      new TypeError("findReplies() takes a text: give it what was pasted, as a string."),
    );
  },
);
