/** The English words of the first screen. The other languages have the same keys. */
import type { LinkTroubleKind } from "../link/trouble.ts";
import type { PresetName } from "../play/presets.ts";
import type { Content, Login } from "../play/scene.ts";

/** The title of a preset and its description. */
export interface PresetWords {
  readonly title: string;
  readonly shows: string;
}

type LinkWords = Readonly<Record<LinkTroubleKind, (what: string) => string>>;

const roundTrips = (count: number): string => `${count} round trip${count === 1 ? "" : "s"}`;

export const en = {
  code: "en" as "en" | "de",
  /** Loads the rest of the page's words. */
  more: async () => (await import("./en-more.ts")).enMore,
  /** Loads the core's sentences about replies and errors. */
  replies: () => import("./replies-en.ts"),
  tagline: "Look at an SMTP negotiation instead of reading about it.",
  local:
    "Everything runs in this page: the real client core against a virtual server. Nothing is sent anywhere.",
  skip: "Skip to the content",
  badLink: (why: string) =>
    `This link cannot be opened: ${why}. The page shows a modern server instead.`,
  linkTrouble: {
    version: (what) => `it is of version ${what}, and only version 1 is known`,
    broken: () => "it is cut off or was changed on the way",
    shape: () => "what it holds cannot be played",
    screen: (what) => `there is no screen “${what}”`,
    preset: (what) => `there is no preset “${what}”`,
    known: (what) => `there is no known server “${what}”`,
    transcript: (what) => `there is no transcript “${what}”`,
  } satisfies LinkWords as LinkWords,
  screens: {
    explore: "Explore",
    server: "Your server",
    matrix: "Matrix",
    codes: "Codes",
    compare: "Compare",
  },
  menu: "Screens",
  language: "Language",
  theme: { label: "Colours", system: "as the system", light: "light", dark: "dark" },
  palette: { open: "Go to" },
  keys: { open: "Keys" },
  explore: {
    title: "Explore a conversation",
    begin: "Begin with",
    groups: { trouble: "Something goes wrong", known: "Servers out there" },
    recorded: (server: string, day: string) => `Recorded from ${server} on ${day}.`,
    reported: "Put together from public reports:",
    changed: "changed by you",
    server: "The server",
    client: "The client",
    capabilities: "What it offers",
    capability: "Keyword",
    inClear: "in clear",
    underTls: "under TLS",
    offeredIn: (keyword: string, where: string) => `${keyword} ${where}`,
    own: "Another line of the EHLO reply",
    add: "Add",
    tlsMode: "TLS on its side",
    tlsModes: { none: "none", starttls: "STARTTLS", implicit: "from the first octet" },
    handshake: "TLS handshake",
    handshakes: { good: "succeeds", fail: "fails", certificate: "shows a bad certificate" },
    answers: "What it answers instead",
    answersNone: "It answers as it should.",
    answerTo: "To",
    answerFrom: "from time no.",
    answerKind: "it",
    answerKinds: {
      reply: "replies",
      silence: "says nothing",
      before: "hangs up",
      reset: "breaks the connection",
      garbage: "sends garbage",
    },
    answerText: "this",
    answerSplit: "octets at a time",
    answerWhole: "all of it",
    remove: "Remove",
    removeAnswer: (number: number) => `Remove answer ${number}`,
    addAnswer: "Add an answer",
    answerNumber: (number: number) => `Answer ${number}`,
    onlyOnce: "only that time",
    onlyWith: (parameter: string) => `only with ${parameter}`,
    wire: "The wire",
    roundTripTime: "Round-trip time",
    pieces: "Replies arrive",
    piecesWhole: "as they were written",
    piecesOne: "octet by octet",
    piecesSome: (octets: number) => `in pieces of ${octets} octets`,
    port: "Port",
    portAuto: "by itself",
    tls: "TLS",
    tlsAuto: "if offered; with a login always",
    tlsWishes: { implicit: "from the first octet", starttls: "STARTTLS, required", none: "none" },
    login: "Credentials",
    logins: { none: "none", password: "a password", token: "an OAuth token" } satisfies Record<
      Login,
      string
    >,
    user: "User",
    pass: "Password",
    token: "Token",
    secretNote: "They stay in this page: never in the link, the file or the code.",
    cleartext: "may be sent without TLS",
    wishes: "Wishes",
    wish: { require: "require", prefer: "prefer", avoid: "avoid" },
    wishDefault: (wish: string) => `default: ${wish}`,
    wishFor: (feature: string) => `Wish for ${feature}`,
    mail: "The message",
    from: "From",
    to: "To, one in each line",
    content: "Content",
    contents: {
      plain: "plain ASCII",
      "eight-bit": "8-bit text (8BITMIME)",
      utf8: "UTF-8 in the header (SMTPUTF8)",
      large: "large, 195 kB",
    } satisfies Record<Content, string>,
    count: "Messages on one connection",
    scripted: "This server replays a transcript. Edit it to compare the client with the new text.",
    transcript: "Transcript",
    parts: (line: number, expected: string, got: string) =>
      `From line ${line} of the transcript the session goes otherwise. Written: ${expected}. It was: ${got}.`,
    problem: "This cannot be played. In the words of the library:",
    conversation: "The conversation",
    me: "Client",
    it: "Server",
    connection: (number: number) => `Connection ${number}`,
    flight: (number: number) => `Flight ${number}`,
    cost: (trips: number, milliseconds: number) =>
      trips === 0 ? "not waited for" : `${roundTrips(trips)}, ${milliseconds} ms`,
    stepper: "Time travel",
    step: (at: number, all: number) => `Step ${at} of ${all}`,
    first: "To the beginning",
    back: "Back",
    on: "On",
    last: "To the end",
    before: "Nothing has been said yet.",
    notYet: "not yet",
    isNew: "new",
    details: "This line",
    choose: "Choose a line of the conversation to see its octets, its fields and what it means.",
    stateNow: "What the server knows then",
    state: {
      greeted: "Greeted with",
      tls: "TLS",
      user: "Logged in",
      from: "Sender",
      to: "Recipients",
      octets: "Octets of content",
      taken: "Messages taken",
    },
    yes: "yes",
    no: "no",
    nothing: "nothing",
    decisions: "Decisions",
    /** The names of the methods, if they differ from those in the tables. */
    methods: {} as Readonly<Record<string, string>>,
    costTitle: "What it cost",
    thisSession: "This session",
    floor: "A server that keeps its word",
    costOf: (trips: number, milliseconds: number) => `${roundTrips(trips)}, ${milliseconds} ms`,
    noFloor: "Even a server that keeps every offer could not be used with these wishes.",
    taken: (count: number) =>
      count === 0
        ? "The server has no message."
        : `The server really has ${count} message${count === 1 ? "" : "s"}.`,
    since: "Since the last run",
    sinceNone: "Nothing of the conversation has changed.",
    sinceLines: (added: number, gone: number) => `${added} lines are new, ${gone} are gone`,
    sinceCost: (before: number, now: number) => `round trips ${before} → ${now}`,
    copied: "Copied.",
    copyFailed: "The browser did not allow it; select the text and copy it.",
    share: "Copy link",
    save: "Save as .smtp",
    embed: "Copy embed code",
    compare: "Compare",
    print: "Print",
  },
  loading: "One moment…",
  verdict: {
    sent: (who: string) => `Sent to ${who}.`,
    sentFallback: (who: string, features: string) => `Sent to ${who}, by another way: ${features}.`,
    partly: (accepted: number, all: number) => `Sent to ${accepted} of ${all} recipients.`,
    failed: (code: string) => `Not sent: ${code}.`,
    unknown: "It is unknown whether the message was sent.",
    asked: "Nothing was sent; questions were asked.",
    cut: "The session left the transcript.",
  },
  line: {
    connect: (host: string, port: number) => `connects to ${host}:${port}`,
    connectTls: (host: string, port: number) => `connects to ${host}:${port} under TLS`,
    connectFails: (host: string, port: number, why: string) =>
      `cannot connect to ${host}:${port} (${why})`,
    tls: "TLS from here on",
    tlsFails: (why: string) => `TLS does not come about (${why})`,
    silence: "The server says nothing until the deadline.",
    closed: "The server closes the connection.",
    reset: "The connection breaks.",
    clientCloses: "The client closes the connection.",
    content: (octets: number) => `${octets} octets of content`,
    garbage: "what is no reply",
    fallback: "Fallback",
    unmet: "Unmet",
    says: { client: "Client:", server: "Server:", event: "" },
  },
  presets: {
    modern: {
      title: "A modern server",
      shows: "STARTTLS, the envelope in one flight, and the message with BDAT after a small proof.",
    },
    "bdat-502": {
      title: "Offers BDAT, answers 502",
      shows:
        "It lists CHUNKING and then says “502 Command not implemented”. The message goes by DATA instead.",
    },
    "helo-only": {
      title: "HELO only",
      shows:
        "EHLO is answered 502, so that there are no extensions at all, and the mail goes through all the same.",
    },
    "auth-liar": {
      title: "AUTH PLAIN answered 504",
      shows: "The mechanism that it lists is refused; the next one works.",
    },
    "tls-stripped": {
      title: "TLS stripped",
      shows:
        "Somebody took STARTTLS out of the offer. With credentials, TLS is required: nothing is sent.",
    },
    masked: {
      title: "Masked by a firewall",
      shows:
        "A firewall overwrote what it did not know with XXXXXXXA. The mail goes in clear text, and says so.",
    },
    greylisting: {
      title: "Greylisting",
      shows: "The recipient is refused with 451 the first time. The error says: later.",
    },
    "starttls-454": {
      title: "STARTTLS answered 454",
      shows:
        "TLS is offered but fails. Without credentials, the mail is sent in clear text, and the receipt reports that.",
    },
    certificate: {
      title: "A bad certificate",
      shows: "The server cannot prove its identity. Nothing is sent, whatever the wishes.",
    },
    "wrong-password": {
      title: "Wrong password",
      shows: "535 to AUTH: it is not tried again, for that locks accounts.",
    },
    "size-555": {
      title: "Refuses the parameter SIZE",
      shows: "It lists SIZE and answers 555 to it. The command is sent once more without.",
    },
    serial: {
      title: "Loses commands of a group",
      shows:
        "It lists PIPELINING and throws away what comes behind the first command. One at a time works.",
    },
    "hangs-up": {
      title: "Closes the connection on EHLO",
      shows: "No reply at all: the client comes back once, with HELO.",
    },
    "lost-reply": {
      title: "The last reply is lost",
      shows:
        "The connection ends after the final dot. The outcome is unknown, so the client does not send the message again.",
    },
    "recipient-unknown": {
      title: "One of two recipients is unknown",
      shows: "550 to one of them. The other gets the message, and the receipt tells of both.",
    },
    "early-552": {
      title: "Too large",
      shows: "The server names no limit and refuses the whole message with 552 at its end.",
    },
  } satisfies Record<PresetName, PresetWords>,
};

/** The type of every language's words. */
export type Words = typeof en;
