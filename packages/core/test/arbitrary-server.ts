/** Servers of every kind, as fast-check makes them. */
import fc from "fast-check";
import type { Answer, AnswerTo, Personality } from "../src/testing/personality.ts";

const words = [
  "Ok",
  "5.5.1 Command not implemented",
  "5.5.4 Unsupported option SIZE",
  "5.5.4 BODY is not known here",
  "5.7.0 Must issue a STARTTLS command first",
  "5.7.1 Authentication required",
  "4.5.3 Too many recipients",
  "4.7.0 Too many errors, session timeout",
  "5.5.4 NOTIFY not understood",
  "5.6.7 Address needs UTF-8",
  "5.3.4 Message too large",
  "5.7.8 Unknown mechanism",
  "Protocol error, pipelining not allowed",
  "HELO argument must be a fully-qualified domain name",
  "Polite people say EHLO first",
  "Cannot do BINARYMIME or 8bit",
  "already authenticated",
  "TLS negotiation failed",
  "",
];

const code: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(250, 220, 235, 334, 354, 421, 450, 451, 452, 454, 500, 501, 502, 503, 504, 530),
  fc.constantFrom(534, 535, 538, 550, 551, 552, 553, 554, 555, 521, 571),
  fc.integer({ min: 200, max: 599 }),
);

/** Codes that refuse. */
const no: fc.Arbitrary<number> = code.filter((value) => value >= 400);

function replyOf(codes: fc.Arbitrary<number>): fc.Arbitrary<string | readonly string[]> {
  return fc
    .tuple(codes, fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }))
    .map(([value, texts]) =>
      texts.map((text, at) => `${value}${at < texts.length - 1 ? "-" : " "}${text}`),
    );
}

/** A reply line of any code. */
export const anyReply: fc.Arbitrary<string> = fc
  .tuple(code, fc.constantFrom(...words))
  .map(([value, text]) => `${value} ${text}`);

/** Invalid replies; each character is one octet. */
export const garbage: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("HTTP/1.1 400 Bad Request\r\n", "\r\n", "\0\0\0", "250-half", "25", "999 no\r\n"),
  fc.string({ unit: fc.integer({ max: 255 }).map((value) => String.fromCharCode(value)) }),
);

const moments: readonly AnswerTo[] = [
  "CONNECT",
  "TLS",
  "GREETING",
  "EHLO",
  "EHLO-AFTER-TLS",
  "HELO",
  "STARTTLS",
  "AUTH",
  "AUTH-RESPONSE",
  "MAIL",
  "RCPT",
  "DATA",
  "UPLOAD",
  "CONTENT",
  "BDAT",
  "RSET",
  "QUIT",
  "OTHER",
];

/** Commands at which most failures happen. */
const late: readonly AnswerTo[] = ["MAIL", "RCPT", "DATA", "UPLOAD", "CONTENT", "BDAT", "RSET"];

/** Commands at which a false positive reply would be a lie about mail. */
const ABOUT_MAIL: readonly AnswerTo[] = ["RCPT", "DATA", "UPLOAD", "CONTENT", "BDAT"];

/** The limits of a server's misbehaviour. */
export interface Honesty {
  /** The server says yes only where it means it, and gives one reply to one command. */
  readonly honest: boolean;
}

function answer({ honest }: Honesty): fc.Arbitrary<Answer> {
  return fc.constantFrom(...moments, ...late, ...late).chain((to) =>
    fc
      .tuple(
        fc.record(
          {
            to: fc.constant(to),
            reply: replyOf(honest && ABOUT_MAIL.includes(to) ? no : code),
            nth: fc.integer({ min: 1, max: 4 }),
            from: fc.integer({ min: 1, max: 3 }),
            perConnection: fc.boolean(),
            split: fc.integer({ min: 1, max: 9 }),
            octets: fc.constantFrom(1, 3, 60, 70_000, 300_000),
          },
          { requiredKeys: to === "UPLOAD" ? ["to", "reply", "octets"] : ["to"] },
        ),
        misbehaviour(to, honest),
      )
      .map(([{ octets, ...plain }, odd]): Answer => {
        return { ...plain, ...odd, ...(to === "UPLOAD" && octets ? { octets } : {}) } as Answer;
      }),
  );
}

/** Commands that share a flight: a missing reply shifts the meaning of the others. */
const GROUPED: readonly AnswerTo[] = ["MAIL", "RCPT", "RSET"];

function misbehaviour(to: AnswerTo, honest: boolean): fc.Arbitrary<Partial<Answer>> {
  const close = fc.constantFrom<"before" | "after" | "reset">("before", "after", "reset");
  const inject = fc.oneof(
    anyReply.map((line) => `${line}\r\n`),
    garbage,
  );
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    fc.record({ close }),
    ...(honest && GROUPED.includes(to) ? [] : [fc.constant({ silence: true as const })]),
    ...(honest ? [] : [fc.record({ garbage }), fc.record({ inject })]),
  );
}

const keywords = [
  "PIPELINING",
  "SIZE 100000",
  "SIZE",
  "AUTH PLAIN LOGIN XOAUTH2 CRAM-MD5",
  "AUTH=LOGIN",
  "8BITMIME",
  "SMTPUTF8",
  "CHUNKING",
  "ENHANCEDSTATUSCODES",
  "DSN",
  "DELIVERBY 60",
  "FUTURERELEASE 3600 2030-01-01T00:00:00Z",
  "MT-PRIORITY MIXER",
  "RRVS",
  "REQUIRETLS",
  "LIMITS RCPTMAX=1",
  "LIMITS RCPTMAX=2 RCPTDOMAINMAX=1",
  "LIMITS MAILMAX=1",
  "XXXXXXXA",
];

/** Mostly what modern servers list, so that sessions go far. */
const capabilities: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 1, arbitrary: fc.subarray(keywords) },
  { weight: 3, arbitrary: fc.subarray(keywords, { minLength: keywords.length - 5 }) },
);

const offering: fc.Arbitrary<string[]> = fc
  .tuple(capabilities, fc.nat(9))
  .map(([listed, masked]) => (masked === 0 ? listed : [...listed, "STARTTLS"]));

/** A server of any behaviour, or an honest one that refuses, closes and keeps silent. */
export function personality(honesty: Honesty): fc.Arbitrary<Personality> {
  const one = fc
    .record(
      {
        capabilities: offering,
        capabilitiesTls: offering,
        capabilitiesAuth: capabilities,
        tls: fc.constantFrom("none", "starttls", "starttls", "starttls", "implicit"),
        tlsHandshake: fc.constantFrom("fail", "certificate"),
        requireTls: fc.boolean(),
        requireAuth: fc.boolean(),
        users: fc.constantFrom<Record<string, string>>({ ann: "open sesame" }, { ann: "other" }),
        refuse: fc.array(
          fc.record({
            recipient: fc.constantFrom("b@*", "*c*", "*"),
            reply: no.map((n) => `${n} No`),
          }),
          { minLength: 1, maxLength: 2 },
        ),
        maxRecipients: fc.integer({ min: 1, max: 3 }),
        size: fc.constantFrom(5, 200, 1000),
        strictEhloName: fc.boolean(),
        bdat: fc.constantFrom("aware", "unaware"),
        pipelining: fc.constantFrom("discards", "first-only"),
        maxErrors: fc.nat(3),
        answers: fc.oneof(
          fc.constant([]),
          fc.array(answer(honesty), { minLength: 1, maxLength: 2 }),
          fc.array(answer(honesty), { maxLength: 6 }),
        ),
      },
      { requiredKeys: ["capabilities", "tls", "answers"] },
    )
    .map((made) => made as Personality);
  return fc
    .tuple(sparing(one), fc.option(sparing(one), { freq: 1 }))
    .map(([server, other]) => (other ? { ...server, ports: { 465: other } } : server));
}

/** Leaves out most oddities, because no session would get far otherwise. */
function sparing(whole: fc.Arbitrary<Personality>): fc.Arbitrary<Personality> {
  const odd = [
    "tlsHandshake",
    "requireAuth",
    "size",
    "pipelining",
    "maxErrors",
    "refuse",
    "users",
    "maxRecipients",
  ] as const;
  return fc.tuple(whole, fc.subarray([...odd], { maxLength: 2 })).map(([server, kept]) => {
    const dropped = odd.filter((name) => !kept.includes(name));
    const entries = Object.entries(server).filter(([name]) => !dropped.includes(name as never));
    return Object.fromEntries(entries) as unknown as Personality;
  });
}
