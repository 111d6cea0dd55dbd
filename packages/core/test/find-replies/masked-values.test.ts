/** Credentials in settings files, in other encodings, beside a login, and in sentences. */
import { expect, it } from "vitest";
import { findReplies, maskCredentials } from "../../src/find-replies/mod.ts";

/** One word of no language, one of base64, and a word that any text may have. */
const ODD = "Xk7pQ2mZr9";
const BASE64 = "c2VjcmV0LXBhc3N3b3Jk";
const PLAIN = "geheimnis";

const TEXTS: readonly string[] = [
  // Soft line breaks of quoted-printable inside a verb or a name.
  `C: AUTH PLA=\nIN ${BASE64}`,
  `C: AUTH LOG=\r\nIN ${BASE64}`,
  `pass=\nword: ${ODD}`,
  // A value below its name.
  `password=\n${PLAIN}`,
  `Passwort:\n${PLAIN}\nServer: smtp.example.com`,
  `password: |\n  ${PLAIN}`,
  `password = """\n${ODD}\n"""`,
  // Separators and brackets of other kinds.
  `535 5.7.8 password==${ODD}`,
  `535 5.7.8 passwd(${ODD}) is wrong`,
  `535 5.7.8 password【${ODD}】`,
  `535 5.7.8 Passwort（${ODD}）`,
  `535 5.7.8 pass phrase: ${ODD}`,
  // Groups of digits and letters.
  `my password: 5550 1234 ${"9".repeat(4)}`,
  "password: 555 9999",
  "the app password: abcd efgh ijkl mnop, right?",
  // A name and a word.
  `user ann pw ${PLAIN}`,
  `login ann, password ${PLAIN}`,
  `pw ${ODD}`,
  `apikey ${ODD}`,
  `API-Key ${ODD}`,
  // Sentences with a clause.
  `the password I use is ${PLAIN}`,
  `The password for the mailbox is ${ODD}.`,
  `Das Passwort, das ich verwende, ist ${PLAIN}`,
  `my password for ann@example.org is ${ODD}`,
  // Commands.
  `sshpass -p ${PLAIN} ssh ann@host`,
  `sshpass -p 'two ${PLAIN}' ssh ann@host`,
  `sshpass -p${PLAIN} ssh ann@host`,
  `curl -u ann:${PLAIN} smtp://smtp.example.com`,
  `swaks -ap ${PLAIN}`,
  `kubectl create secret generic smtp --from-literal=relay=${PLAIN}`,
  // Marks that are written as their numbers.
  `{\\u0022user\\u0022:\\u0022ann\\u0022,\\u0022password\\u0022:\\u0022${PLAIN}\\u0022}`,
  `"{\\\\u0022password\\\\u0022:\\\\u0022${PLAIN}\\\\u0022}"`,
  `password\\u003d${PLAIN}`,
  `smtp:\\/\\/ann:${PLAIN}@smtp.example.com`,
  // German names.
  `API-Schlüssel: ${PLAIN}`,
  `Zugangsdaten: ann / ${PLAIN}`,
  `Zugangsdaten: ann@example.org ${ODD}`,
  `Anmeldedaten: ann@example.org / ${PLAIN}`,
  `credentials: ann:${PLAIN}`,
  `Login: ann / ${ODD}`,
  `SMTP_AUTH: ann:${ODD}`,
  // Settings of programs.
  `AuthUser=ann\nAuthPass=${PLAIN}\nUseSTARTTLS=YES`,
  `set smtp_pass="${PLAIN}"`,
  `set smtp_url="smtp://ann:${PLAIN}@smtp.example.com:587/"`,
  `[smtp.example.com]:587 ann:${PLAIN}`,
  `smtp.example.com:587    ann@example.com:${PLAIN}`,
  `smtp.example.com ann:${ODD}`,
  `MAILER_DSN=smtp://ann:${PLAIN}@smtp.example.com:587`,
  `MAILER_DSN=sendgrid+api://${PLAIN}@default`,
  `smtp://ann@example.org:${PLAIN}@smtp.example.com:587`,
  `environment:\n  - SMTP_PASSWORD=${PLAIN}\n  - SMTP_HOST=smtp.example.com`,
  `environment:\n  RELAY_PASSWORD: "${PLAIN}"`,
  `smtp = { user = "ann", password = "${PLAIN}" }`,
  `["username" => "ann", "password" => "${PLAIN}"]`,
  `'password' => env('MAIL_PASSWORD', '${PLAIN}'),`,
  `{"Smtp":{"UserName":"ann","Password":"${PLAIN}"}}`,
  `"Smtp:Password": "${PLAIN}"`,
  `"SendGridKey": "${PLAIN}"`,
  // Secrets of Kubernetes.
  `apiVersion: v1\nkind: Secret\ntype: Opaque\ndata:\n  user: ${BASE64}\n  relay: ${BASE64}\n`,
  `kind: Secret\nstringData:\n  smtp.conf: |\n    line ${PLAIN}\nmetadata:\n  name: smtp`,
  `{"kind":"Secret","data":{"relay":"${BASE64}"}}`,
];

it.each(TEXTS)("masks the credential in: %j", (text) => {
  const masked = maskCredentials(text);
  for (const secret of [ODD, BASE64, PLAIN, "9999", "mnop"]) expect(masked).not.toContain(secret);
  expect(masked).toContain("***");
  expect(maskCredentials(masked)).toBe(masked);
  expect(masked.split("\n")).toHaveLength(text.split("\n").length);
  const shown = JSON.stringify(findReplies(`${text}\n\nsmtp error: 535 5.7.8 No`));
  for (const secret of [ODD, BASE64, PLAIN]) expect(shown).not.toContain(secret);
});

const ORDINARY: readonly string[] = [
  "The password I use is not accepted.",
  "The password for the mailbox is wrong.",
  "Your password for ann@example.org is too short.",
  "My password for the server is the same as before.",
  "The password is new.",
  "I changed my pw yesterday.",
  "forgot my pw again",
  "the apikey was revoked last week",
  "Das Passwort, das ich verwende, ist richtig.",
  "Das Passwort für das Postfach ist abgelaufen.",
  "Zugangsdaten sind korrekt / geprüft",
  "Zugangsdaten: Benutzer / Passwort",
  "Login: Button / link",
  "login: 10:30",
  "credentials: wrong or missing",
  "API-Schlüssel fehlt",
  "SMTP_AUTH: login",
  "user bob password wrong",
  "Invalid password: 535",
  "Password:\nSMTP error 550",
  "sshpass is not installed",
  "kind: ConfigMap\ndata:\n  host: smtp.example.com",
  "Content-Type: text/plain; charset=\nus-ascii",
  "4xx errors =\n12",
  'label \\u0022ann\\u0022 was sent, "kind":"Secret","name":"smtp"',
];

it.each([...ORDINARY, ORDINARY.join("\n")])("leaves alone: %j", (text) => {
  expect(maskCredentials(text)).toBe(text);
});
