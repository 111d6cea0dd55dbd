/**
 * The subjects that the text of a reply can be about. Texts are for people (RFC 5321 4.2), and servers word them
 * freely. The text is therefore only used if the codes do not decide. The patterns contain general words about mail, and
 * neither names of servers nor whole sentences.
 */

/** A subject of a reply's text. */
export type TextClass =
  | "account"
  | "authenticated-already"
  | "authentication"
  | "authentication-disabled"
  | "binary"
  | "connections"
  | "encoding"
  | "errors"
  | "greet-first"
  | "handshake"
  | "identity"
  | "line-ends"
  | "long-line"
  | "mechanism"
  | "name"
  | "option"
  | "policy"
  | "recipients"
  | "session"
  | "size"
  | "synchronization"
  | "tls";

/** The words that identify each subject, for a text whose lines are joined by spaces. */
export const TEXT_CLASSES: Readonly<Record<TextClass, RegExp>> = {
  /** The server objects to the account, not to the mechanism. */
  account: /\bpasswords?\b|\bbrowser\b/i,
  "authenticated-already": /\balready\b.{0,20}\b(?:auth|logged|signed)/i,
  authentication:
    /\bauthenticat\w+ (?:is )?(?:required|needed)|\b(?:require[sd]?|needs?|must|please|not|without|before|first)\b.{0,30}\b(?:auth(?:enticat\w*)?|log(?:ged)? ?in|sign(?:ed)? ?in)\b|\bauth(?:enticat\w*)? first\b|\bunauthenticated (?:clients?|senders?|users?)\b/i,
  /** AUTH itself is not available, not only one mechanism. */
  "authentication-disabled":
    /\bauth(?:enticat\w*)?(?: (?:command|service|support))?(?: is)?(?: currently)? (?:not (?:\w+ )?(?:enabled|available|allowed|permitted)|disabled|unavailable)\b|\bno auth(?:entication)? (?:is )?(?:available|enabled|allowed)\b/i,
  binary: /\bbinarymime\b/i,
  /** `too many concurrent connections from ...`, `maximum number of sessions ...`, `connection limit exceeded`. */
  connections:
    /too many (?:(?:concurrent|simultaneous|open|parallel|active|smtp|tcp|client) ){0,3}(?:connections|sessions)\b|\b(?:concurrent|simultaneous|parallel) (?:\w+ )?(?:connections?|sessions?)\b|\b(?:maximum|max|number) (?:\w+ ){0,4}(?:connections|sessions)\b|\bconnections? (?:count |rate )?limit\b/i,
  encoding: /\b8[ -]?bit|\bnon-?ascii\b|\bascii (?:mode|only)\b/i,
  errors: /\btoo many\b.{0,30}\b(?:commands?|errors?)\b/i,
  "greet-first":
    /\b(?:need|send|say|use|issue|expect)\w*\b.{0,12}\b(?:helo|ehlo|hello)\b|\b(?:helo|ehlo|hello)\b.{0,12}\b(?:first|required)\b|\bintroduce yourself\b/i,
  handshake: /\b(?:tls|ssl)\b.{0,20}\b(?:negotiat|handshake)/i,
  identity: /\bidentity\b/i,
  "line-ends":
    /\b(?:bare|stray|naked)[ -]*<?(?:lf|cr|newline|line[ -]?feed|carriage)|\b(?:bare|smtp)lf\b/i,
  "long-line": /\blines?\b.{0,20}\b(?:too long|length|longer|exceed)/i,
  mechanism: /\bmechanisms?\b|\bauth\w*[ -](?:type|method|scheme)s?\b/i,
  name: /\b(?:helo|ehlo)\b.{0,40}\b(?:argument|domain|fqdn|host ?name|literal|name|qualified|reject(?:ed)?)\b|\b(?:bad|forged|invalid|malformed) (?:helo|ehlo)\b/i,
  option: /\b(?:arguments?|extensions?|options?|param(?:eter)?s?)\b/i,
  policy:
    /\b(?:access|banned|black ?list|block|den(?:y|ied)|listed|polic|prohibit|refus|reject|reputation|spam|unauthori)|\bnot (?:allow|authori|permit|welcome)/i,
  recipients:
    /\btoo many (?:addressees|rcpts?|recipients?)\b|\bmultiple (?:\w+ )?(?:domains|rcpts|recipients)\b|\bseparate transaction\b/i,
  session:
    /\blifetime\b|\bre-?connect\b|\btime(?:d |-)?out\b|\bidle\b|\binactiv|\btoo many (?:messages|transactions)\b|\bper (?:connection|session)\b/i,
  size: /\b(?:mail|message|size)\b.{0,30}\b(?:exceed|too (?:big|large))/i,
  synchronization:
    /\bsynchroni[sz]|\bpipelin|\bprotocol error\b|\btoo (?:early|soon)\b|\bbefore\b.{0,20}\b(?:banner|greeting)/i,
  tls: /\b(?:start)?tls\b|\bssl\b|\bencrypt|\black of security\b|\bsecure (?:channel|connection)\b/i,
};
