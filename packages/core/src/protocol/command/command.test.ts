import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Mailbox, parseMailbox, parseRecipient } from "../address/address.ts";
import {
  authCancel,
  authResponse,
  type Command,
  createAuth,
  createBdat,
  createData,
  createMail,
  createRcpt,
  ehlo,
  encodeFlight,
  etrn,
  expn,
  fitsInitialResponse,
  helo,
  help,
  noop,
  type Parameter,
  quit,
  rset,
  starttls,
  vrfy,
} from "./command.ts";

const x = (count: number): string => "x".repeat(count);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ann = parseMailbox("Ann@example.com");
const secret = bytes("\0ann\0secret");

describe("a command", () => {
  test.each<[string, Command, Command["name"]]>([
    ["EHLO client.example", ehlo("client.example"), "EHLO"],
    ["HELO [192.0.2.1]", helo("[192.0.2.1]"), "HELO"],
    ["STARTTLS", starttls(), "STARTTLS"],
    ["AUTH LOGIN", createAuth("login"), "AUTH"],
    ["AUTH PLAIN AGFubgBzZWNyZXQ=", createAuth("PLAIN", secret), "AUTH"],
    ["AUTH EXTERNAL =", createAuth("EXTERNAL", bytes("")), "AUTH"],
    ["AGFubgBzZWNyZXQ=", authResponse("PLAIN", secret), "AUTH-RESPONSE"],
    ["", authResponse("XOAUTH2", bytes("")), "AUTH-RESPONSE"],
    ["*", authCancel("PLAIN"), "AUTH-RESPONSE"],
    ["MAIL FROM:<Ann@example.com>", createMail(ann), "MAIL"],
    ["MAIL FROM:<>", createMail(null), "MAIL"],
    ["RCPT TO:<Ann@example.com>", createRcpt(ann), "RCPT"],
    ['RCPT TO:<"a b"@c>', createRcpt(parseRecipient('<"a b"@c>')), "RCPT"],
    ["RCPT TO:<POSTmaster>", createRcpt(parseRecipient("POSTmaster")), "RCPT"],
    ["DATA", createData(), "DATA"],
    ["BDAT 86", createBdat(86, false), "BDAT"],
    ["BDAT 0 LAST", createBdat(0, true), "BDAT"],
    ["RSET", rset(), "RSET"],
    ["NOOP", noop(), "NOOP"],
    ["VRFY ann", vrfy("ann"), "VRFY"],
    ["VRFY дим SMTPUTF8", vrfy("дим"), "VRFY"],
    ["EXPN staff", expn("staff"), "EXPN"],
    ["HELP", help(), "HELP"],
    ["HELP MAIL", help("MAIL"), "HELP"],
    ["ETRN @example.com", etrn("@example.com"), "ETRN"],
    ["QUIT", quit(), "QUIT"],
  ])("is the line %j", (line, command, name) => {
    expect(command).toMatchObject({ name, line });
  });

  test("is frozen, its parameters too", () => {
    const command = createMail(ann, [{ keyword: "SIZE", value: "1", extension: "SIZE" }]);
    expect(Object.isFrozen(command)).toBe(true);
    expect(Object.isFrozen(command.parameters)).toBe(true);
  });

  test("shows what it writes, except for secrets", () => {
    expect(createMail(ann).shown).toBe("MAIL FROM:<Ann@example.com>");
    expect(createAuth("LOGIN").shown).toBe("AUTH LOGIN");
    expect(createAuth("plain", secret).shown).toBe("AUTH PLAIN ***");
    expect(createAuth("EXTERNAL", bytes("")).shown).toBe("AUTH EXTERNAL ***");
    expect(authResponse("PLAIN", secret).shown).toBe("***");
    expect(authCancel("PLAIN").shown).toBe("*");
  });

  test("has its mechanism and whether it carries an initial response", () => {
    expect(createAuth("login")).toMatchObject({ mechanism: "LOGIN", initialResponse: false });
    expect(createAuth("plain", secret)).toMatchObject({
      mechanism: "PLAIN",
      initialResponse: true,
    });
    expect(authResponse("login", secret).mechanism).toBe("LOGIN");
    expect(noop()).not.toHaveProperty("mechanism");
  });

  test("has its parameters as written", () => {
    const parameters: Parameter[] = [
      { keyword: "BODY", value: "8BITMIME", extension: "8BITMIME" },
      { keyword: "SMTPUTF8", extension: "SMTPUTF8" },
    ];
    const command = createMail(ann, parameters);
    expect(command.line).toBe("MAIL FROM:<Ann@example.com> BODY=8BITMIME SMTPUTF8");
    expect(command.parameters).toEqual(["BODY=8BITMIME", "SMTPUTF8"]);
    expect(createBdat(5, true).parameters).toEqual(["LAST"]);
    expect(createBdat(5, false).parameters).toEqual([]);
    expect(expn("дим").parameters).toEqual(["SMTPUTF8"]);
    expect(rset().parameters).toEqual([]);
  });
});

describe("misuse is refused:", () => {
  const size = (value: string): Parameter => ({ keyword: "SIZE", value, extension: "SIZE" });
  const forged: Mailbox = { ...ann, local: "a\r\nRSET" };
  test.each<[string, () => Command, string]>([
    [
      "a line end in a mailbox",
      () => createRcpt(forged),
      "An argument of RCPT has a control character or half a surrogate pair. A line end there would begin another command: remove it.",
    ],
    [
      "a line end to look up",
      () => vrfy("a\r\nQUIT"),
      "An argument of VRFY has a control character",
    ],
    ["a NUL to look up", () => expn("a\0"), "An argument of EXPN has a control character"],
    ["a line end in a topic", () => help("a\n"), "An argument of HELP has a control character"],
    ["half a surrogate pair", () => etrn("a\ud800"), "half a surrogate pair"],
    [
      "a line end in a parameter",
      () => createMail(ann, [size("1\r\n")]),
      'The MAIL parameter "SIZE=1\\r\\n" is malformed (RFC 5321 4.1.2). Encode what does not fit, as xtext where the extension says so.',
    ],
    ["a parameter with a space", () => createMail(ann, [size("1 2")]), "is malformed"],
    [
      "a parameter with an equals sign in its value",
      () => createMail(ann, [size("1=2")]),
      "is malformed",
    ],
    ["a parameter with an empty value", () => createMail(ann, [size("")]), "is malformed"],
    ["a parameter beyond ASCII", () => createMail(ann, [size("é")]), "is malformed"],
    [
      "a malformed parameter keyword",
      () => createRcpt(ann, [{ keyword: "-X", extension: "X" }]),
      'The RCPT parameter "-X" is malformed',
    ],
    [
      "a parameter given twice",
      () => createMail(ann, [size("1"), { ...size("2"), keyword: "size" }]),
      'A parameter of MAIL is given twice in "SIZE=1 size=2". Give each once.',
    ],
    [
      "a sender without domain",
      () => createMail(parseRecipient("Postmaster")),
      'The sender "Postmaster" has no domain. Only a recipient may be a bare Postmaster (RFC 5321 4.1.1.3).',
    ],
    ["an EHLO name that is none", () => ehlo("a b"), 'The EHLO name "a b" has a malformed domain'],
    ["a HELO name that is none", () => helo(""), 'The EHLO name "" is not a name'],
    [
      "a mechanism that is none",
      () => createAuth("PLAIN x"),
      '"PLAIN x" is no name of a SASL mechanism (RFC 4422 3.1). Give one such as PLAIN.',
    ],
    ["a mechanism with a line end", () => authCancel("PLAIN\n"), "is no name of a SASL mechanism"],
    ["an over-long mechanism", () => authResponse(x(21), secret), "is no name of a SASL mechanism"],
    [
      "nothing to verify",
      () => vrfy(""),
      'VRFY needs a text, but got "". Pass the text to ask for.',
    ],
    ["nothing to expand", () => expn(" "), 'EXPN needs a text, but got " ".'],
    [
      "no node to start",
      () => etrn(undefined as unknown as string),
      "ETRN needs a text, but got undefined.",
    ],
    ["an empty topic", () => help(""), 'HELP needs a text, but got "".'],
  ])("%s", (_, make, sentence) => {
    expect(make).toThrow(TypeError);
    expect(make).toThrow(sentence);
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 53])("a chunk of %d octets", (size) => {
    expect(() => createBdat(size, true)).toThrow(RangeError);
    expect(() => createBdat(size, true)).toThrow(
      `A chunk cannot have ${size} octets. Give the exact number of its octets.`,
    );
  });
});

describe("the length of a line", () => {
  const plainOf = (line: number) => Math.floor((line - "AUTH PLAIN \r\n".length) / 4) * 3;
  const parameter = (keyword: string, extension: string, octets: number): Parameter => ({
    keyword,
    value: x(octets - keyword.length - 1),
    extension,
  });

  test("is 512 octets with CRLF at most", () => {
    expect(vrfy(x(505)).line).toHaveLength(510);
    expect(() => vrfy(x(506))).toThrow(RangeError);
    expect(() => vrfy(x(506))).toThrow(
      "The VRFY line has 513 octets with its CRLF, and 512 are allowed (RFC 5321 4.5.3.1.4). Shorten its arguments.",
    );
  });

  test("counts octets, not characters", () => {
    expect(vrfy("é".repeat(248)).line).toHaveLength(5 + 248 + 9);
    expect(() => vrfy("é".repeat(249))).toThrow("The VRFY line has 514 octets");
  });

  test("grows by what the extensions on the line add, each once", () => {
    const base = "RCPT TO:<Ann@example.com>\r\n".length;
    const filler = (room: number) => parameter("X", "XNOBODY", room - base - 1);
    expect(octetsOf(createRcpt(ann, [filler(512)]))).toBe(512);
    expect(() => createRcpt(ann, [filler(513)])).toThrow(
      "has 513 octets with its CRLF, and 512 are",
    );
    const dsn = [
      { keyword: "NOTIFY", value: "SUCCESS,FAILURE,DELAY", extension: "DSN" },
      parameter("ORCPT", "DSN", 500),
    ];
    expect(octetsOf(createRcpt(ann, [...dsn, filler(512)]))).toBe(512 + 530);
    expect(() => createRcpt(ann, [...dsn, filler(513)])).toThrow(
      "1043 octets with its CRLF, and 1042 are",
    );
  });

  test("lets MAIL grow by SIZE and SMTPUTF8", () => {
    const parameters = [
      { keyword: "SIZE", value: "1", extension: "SIZE" },
      { keyword: "SMTPUTF8", extension: "SMTPUTF8" },
    ];
    const others = octetsOf(createMail(null, parameters));
    const most = 512 + 26 + 10;
    const filled = [...parameters, parameter("X", "XNOBODY", most - others - 1)];
    expect(octetsOf(createMail(null, filled))).toBe(most);
    expect(() => createMail(ann, filled)).toThrow(`${most} are allowed`);
  });

  test("lets ORCPT have 500 octets and no more", () => {
    expect(createRcpt(ann, [parameter("ORCPT", "DSN", 500)]).parameters[0]).toHaveLength(500);
    expect(() => createRcpt(ann, [parameter("orcpt", "dsn", 501)])).toThrow(RangeError);
    expect(() => createRcpt(ann, [parameter("ORCPT", "DSN", 501)])).toThrow(
      "The RCPT parameter ORCPT has 501 octets, and 500 are allowed (RFC 3461). Shorten its value.",
    );
  });

  test("lets ENVID have 100 octets and no more", () => {
    expect(createMail(ann, [parameter("ENVID", "DSN", 100)]).parameters[0]).toHaveLength(100);
    expect(() => createMail(ann, [parameter("ENVID", "DSN", 101)])).toThrow(RangeError);
  });

  test("is 12288 octets at most within an AUTH exchange", () => {
    expect(octetsOf(createAuth("PLAIN", new Uint8Array(plainOf(12288))))).toBeLessThanOrEqual(
      12288,
    );
    expect(() => createAuth("PLAIN", new Uint8Array(plainOf(12288) + 1))).toThrow(RangeError);
    expect(() => authResponse("PLAIN", new Uint8Array(9216))).toThrow(
      "The AUTH-RESPONSE line has 12290 octets with its CRLF, and 12288 are allowed",
    );
  });

  test("knows which initial responses fit into an ordinary line", () => {
    const most = plainOf(512);
    expect(fitsInitialResponse("PLAIN", new Uint8Array(most))).toBe(true);
    expect(fitsInitialResponse("PLAIN", new Uint8Array(most + 1))).toBe(false);
    expect(octetsOf(createAuth("PLAIN", new Uint8Array(most)))).toBe(509);
    expect(fitsInitialResponse("EXTERNAL", new Uint8Array(0))).toBe(true);
  });
});

test("encodes a flight in UTF-8, with CRLF after each line", () => {
  const flight = [createMail(parseMailbox("д@b")), rset()];
  expect(new TextDecoder().decode(encodeFlight(flight))).toBe("MAIL FROM:<д@b>\r\nRSET\r\n");
  expect(encodeFlight([])).toHaveLength(0);
});

test("no argument whatsoever puts a CR, an LF or a NUL into a line", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.constantFrom("a", "\r", "\n", "\r\n", "\0", "@", "<", ">", " ", '"', "=", "д"))
      .map((parts) => parts.join("")),
  );
  const parameter = fc.record({ keyword: text, value: text, extension: text });
  const parameters = fc.array(parameter, { maxLength: 2 });
  const mailbox = fc.record({
    local: text,
    domain: text,
    ascii: fc.boolean(),
    asciiDomain: fc.boolean(),
  });
  const octets = fc.uint8Array();
  const made = fc.oneof(
    ...[ehlo, helo, vrfy, expn, help, etrn, authCancel].map((make) =>
      text.map((a) => () => make(a)),
    ),
    fc.tuple(text, octets).map(
      ([a, b]) =>
        () =>
          createAuth(a, b),
    ),
    fc.tuple(text, octets).map(
      ([a, b]) =>
        () =>
          authResponse(a, b),
    ),
    fc.tuple(mailbox, parameters).map(
      ([a, b]) =>
        () =>
          createMail(a, b),
    ),
    fc.tuple(mailbox, parameters).map(
      ([a, b]) =>
        () =>
          createRcpt(a, b),
    ),
    fc.tuple(fc.double(), fc.boolean()).map(
      ([a, b]) =>
        () =>
          createBdat(a, b),
    ),
  );
  let lines = 0;
  fc.assert(
    fc.property(made, (make) => {
      let command: Command;
      try {
        command = make();
      } catch (error) {
        expect(error instanceof TypeError || error instanceof RangeError).toBe(true);
        return;
      }
      lines += 1;
      expect(
        [...encodeFlight([command]).slice(0, -2)].filter((octet) => [0, 10, 13].includes(octet)),
      ).toEqual([]);
    }),
    { numRuns: 2000 },
  );
  expect(lines).toBeGreaterThan(100);
});

test("no octets whatsoever show in what is shown of an AUTH exchange", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (octets) => {
      expect(createAuth("PLAIN", octets).shown).toBe("AUTH PLAIN ***");
      expect(authResponse("PLAIN", octets).shown).toBe("***");
    }),
  );
});

function octetsOf(command: Command): number {
  return encodeFlight([command]).length;
}
