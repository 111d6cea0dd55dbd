/** The English words for decisions, plans and outcomes. Replies and errors are in `english-replies.ts`. */
import type { Wish } from "../protocol/plan/feature.ts";
import type { Notice } from "../protocol/session/outcome.ts";
import type { Catalogue, Grammar } from "./catalogue.ts";
import { FEATURES, MEANT, NEVER_OPEN, WITHOUT_REPLY } from "./sentences-features.ts";
import { capitalized, cited, count, list, spanIn } from "./wording.ts";

const WANTED: Readonly<Record<Wish, string>> = {
  require: "required",
  prefer: "preferred",
  avoid: "not wished",
};

const ENGLISH_NOTICES: Readonly<
  Record<Exclude<Notice["about"], "field-sent" | "binary-sent">, string>
> = {
  "field-stripped": "was taken out, as wished.",
  "field-not-utf8":
    "was sent as it is, as 8-bit content, but its bytes over 127 are not UTF-8. Mail programs may show them wrongly. Encode the field (RFC 2047), or write it in UTF-8.",
  "field-unknown-8bit":
    "has bytes over 127 that are not UTF-8. They were encoded without a character set (unknown-8bit, RFC 1428), so mail programs may show them wrongly. Encode the field (RFC 2047), or write it in UTF-8.",
  "field-folded": "had a line over 998 bytes and was folded, which does not change its meaning.",
};

const BINARY_SENT =
  "NUL, or a line over 998 bytes, came too late in the stream to re-encode the message, which was sent as it is, as wished. Other servers on its way may refuse or change it.";

const grammar: Grammar = {
  list,
  cited,
  decision({ feature, wish: wanted, outcome, offered, why, done, avoided, anew, roundTrips }) {
    if (outcome === "unmet") {
      // A message may need a feature that nobody wished for.
      const wish = wanted === "require" ? "required" : "needed";
      const what = offered ? `${wish} and offered` : wish;
      return `${feature}: ${what}, but ${why}; no mail was sent.`;
    }
    if (wanted === "avoid") return `${feature}: ${avoided ? "avoided as wished; " : ""}${done}.`;
    if (outcome === "used") return `${feature}: ${done}.`;
    const cost = roundTrips === 0 ? "" : `, ${count(roundTrips, "more round trip")}`;
    const connection = anew ? " on a new connection" : "";
    return `${feature}: ${offered ? "offered, but " : ""}${why}; ${done}${connection}${cost}.`;
  },
  unknownWay: (feature, method) =>
    feature === "AUTH" ? `authenticated by ${method}` : `handed to ${method}`,
  answered: (asked, code, meant) =>
    `${asked} was answered ${code}${meant === undefined ? "" : ` (${meant})`}`,
  about: (reason, asked) => reason.replace("{asked}", asked),
  noWayLeft: "no way is left",
  notUsed: "not used",
  planHead: (unmet) =>
    unmet.length === 0
      ? "Everything that is required is available."
      : `Required but not available: ${list(unmet)}.`,
  planRest: (later) => `Not done by this version: ${list(later)}.`,
  planned({ feature, wish, reasons, then }) {
    const told = reasons.map(
      ({ methods, offered, why }) => `${list(methods)}: ${offered ? "offered, but " : ""}${why}`,
    );
    const end =
      then === "unmet"
        ? "no way is left, so no mail will be sent"
        : "done" in then
          ? `will be ${then.done}`
          : (then.without ?? "nothing is done about it");
    return `${feature} (${WANTED[wish]}): ${[...told, end].join("; ")}.`;
  },
  taken({ host, port, tls, octets, roundTrips, accepted, all }) {
    const recipients = count(all, "recipient");
    const whom = accepted === all ? recipients : `${accepted} of ${recipients}`;
    return `The server ${host}:${port} took the message for ${whom}: ${octets} bytes in ${count(roundTrips, "round trip")}, ${tls ? "under TLS" : "in clear text"}.`;
  },
  notice(notice) {
    if (notice.about === "binary-sent") return BINARY_SENT;
    const { about, field } = notice;
    return about !== "field-sent"
      ? `The header field ${field} ${ENGLISH_NOTICES[about]}`
      : field === "Return-Path"
        ? 'The header field Return-Path went along; only the last server should write it (RFC 5321 4.4). Take it out, or send with localFields: "strip".'
        : `The header field ${field} went along, so every recipient can read it (RFC 5322 3.6.3). Take it out, or send with localFields: "strip".`;
  },
  end(outcome, temporary, answer) {
    switch (outcome) {
      case "accepted":
        return `Accepted for {who}${answer}.`;
      case "rejected":
        return `Rejected ${temporary ? "temporarily" : "permanently"} for {who}${answer}.`;
      case "unknown":
        return "Unknown for {who}: the connection ended before the server's answer to the message.";
      case "not-sent":
        return `Not sent to {who}${temporary ? "; it may succeed later" : ""}.`;
    }
  },
  failed: ({ code, message }) => `${code}: ${message}`,
  quoted: (reply) => `, answered "${reply}"`,
  labels: {
    happened: "What happened",
    responsible: "Who acts",
    retry: "Trying again",
    wait: "Wait",
    sender: "Sender",
    developer: "Developer",
    administrator: "Administrator",
    todo: "What to do",
    list: "Blocklist",
    link: "Help page",
    reaction: "Reaction",
    certainty: "How certain",
    format: "Format",
    cause: "Likely cause",
    reason: "Reason",
    check: "How to check",
    alternative: "Alternatives",
    related: "Related code",
    code: "Code",
    digits: "Digits",
    unlisted: "Not listed",
    origin: "Origin",
    command: "Command",
    recipient: "Recipient",
    server: "Server",
    line: "Line",
    reply: "Reply",
  },
  sides: {
    sending: "This is for the sending side.",
    receiving: "This is for the receiving side.",
  },
  format: (type, category) => `${capitalized(type)}, category ${category}.`,
  span: spanIn({
    day: ["day", "days"],
    hour: ["hour", "hours"],
    minute: ["minute", "minutes"],
    second: ["second", "seconds"],
  }),
  otherUse: (rfc) =>
    `The registered meaning (${rfc}) does not fit this reply. The text of the reply counts.`,
  likely: "This is likely; the reply leaves room for another reason.",
  guess:
    "The reply does not say why in words that Parley knows. This is a guess; the likely causes are the usual ones.",
  unlisted: (code, asked) => `The RFCs do not list ${code} as an answer to ${asked}.`,
  otherwise: (when, does) => `${when}: ${does}`,
};

/** The English catalogue without replies and errors. */
export const englishOutcomes: Omit<Catalogue, "replies" | "errors" | "retry" | "texts"> = {
  language: "en",
  grammar,
  features: FEATURES,
  withoutReply: WITHOUT_REPLY,
  neverOpen: NEVER_OPEN,
  meant: MEANT,
};
