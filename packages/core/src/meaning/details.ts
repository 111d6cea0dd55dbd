/**
 * Reads details from a reply's text: how long to wait, the blocklist, and links to help pages. The kind is determined
 * in `classify.ts`.
 */

/** Up to a blank, a quote or bracket, or an invisible character. */
const LINK =
  /https?:\/\/[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800<>"'()\\^`{|}]{1,500}/giu;
/** Marks that end the sentence around a link and do not belong to it. */
const AFTER_LINK = /[.,;:!?\])]{1,20}$/;

/** A user name and password in a link: they may be secret, or look like the host. */
const USERINFO = /^(https?:\/\/)[^/?#]*@/i;

/** Returns the links of a text as a reader would copy them, without user names and passwords. */
export function linksOf(text: string): readonly string[] {
  const found = text.match(LINK) ?? [];
  return found.map((link) => link.replace(AFTER_LINK, "").replace(USERINFO, "$1"));
}

/** Removes links, which have rows of their own and would mislead the rows for sentences. */
export function withoutLinks(text: string): string {
  return text
    .replace(LINK, " LINK ")
    .replace(/<?[^\s<>@,;:"'[\]()]{1,64}@[^\s<>@,;"'[\]()]{1,255}>?/g, " ANYONE ");
}

const DURATION_UNITS: readonly (readonly [unit: RegExp, seconds: number])[] = [
  [/^s/i, 1],
  [/^min/i, 60],
  [/^m$/i, 60],
  [/^(?:h|stunde|heure|uur|uren|godz|ora|ore|hora)/i, 3600],
  [/^(?:d|t|j)/i, 86_400],
];

const SPAN =
  /\b(?:in|for|after|within|until|wait|every|last|past|next|nach|fur|fuer|von|dans|pendant|apres|over|na|za|least|another|about|up to|temporarily|seconds:|retry-after:?) {1,3}(?:another |at least |about |the next |the last |the past )?(\d{1,6}|an?|one|two|five|ten|fifteen|thirty|einer?|une?) ?(s|secs?|seconds?|sekunden?|secondes?|m|mins?|minutes?|minuten?|h|hrs?|hours?|stunden?|heures?|uur|d|days?|tagen?|jours?|dagen)\b/i;
/** A smaller unit after a span: 5 minutes 30 seconds. */
const REST =
  /^,? (?:and |und |et )?(\d{1,2}) ?(s|secs?|seconds?|sekunden?|secondes?|m|mins?|minutes?|minuten)\b/i;
const CLOCK = /\b(?:in|for|after) {1,3}(\d{1,2}):(\d{2}):(\d{2})\b/i;
const NUMBER_FIRST =
  /\b(\d{1,6}) ?(s|secs?|seconds?|sekunden|m|mins?|minutes?|minuten|hours?|stunden) (?:remaining|left|to go|ago|delay|before)/i;
const PER =
  /\b(?:per|each|an|pro|par|this|\/) ?(second|minute|hour|day|sekunde|stunde|tag|heure|jour)\b|\b(hourly|daily|stundlich|taglich)\b/i;
const PERIODS: Readonly<Record<string, number>> = {
  second: 1,
  sekunde: 1,
  minute: 60,
  hour: 3600,
  hourly: 3600,
  stunde: 3600,
  stundlich: 3600,
  heure: 3600,
  day: 86_400,
  daily: 86_400,
  tag: 86_400,
  taglich: 86_400,
  jour: 86_400,
};
const NUMBER_WORD_VALUES: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  ein: 1,
  eine: 1,
  einer: 1,
  un: 1,
  une: 1,
  two: 2,
  five: 5,
  ten: 10,
  fifteen: 15,
  thirty: 30,
};

/** A longer wait is ignored. */
const LONGEST_WAIT = 7 * 86_400;

/**
 * Reads how long to wait.
 *
 * @param words the text without links, addresses and accents
 * @returns seconds, more than 0 and at most a week; `undefined` if the text names no wait
 */
export function waitOf(words: string): number | undefined {
  const seconds = clockOf(words) ?? spanOf(words) ?? periodOf(words);
  return seconds !== undefined && seconds > 0 && seconds <= LONGEST_WAIT ? seconds : undefined;
}

function clockOf(words: string): number | undefined {
  const found = CLOCK.exec(words);
  return found ? Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]) : undefined;
}

function spanOf(words: string): number | undefined {
  const found = SPAN.exec(words) ?? NUMBER_FIRST.exec(words);
  const [whole = "", amount = "", unit = ""] = found ?? [];
  const seconds = secondsIn(unit);
  if (found === null || seconds === undefined) return undefined;
  const [, more = "", smaller = ""] = REST.exec(words.slice(found.index + whole.length)) ?? [];
  const below = secondsIn(smaller) ?? seconds;
  const rest = below < seconds ? Number(more) * below : 0;
  return (NUMBER_WORD_VALUES[amount.toLowerCase()] ?? Number(amount)) * seconds + rest;
}

function secondsIn(unit: string): number | undefined {
  return DURATION_UNITS.find(([name]) => name.test(unit))?.[1];
}

function periodOf(words: string): number | undefined {
  const found = PER.exec(words);
  const period = (found?.[1] ?? found?.[2])?.toLowerCase();
  return period === undefined ? undefined : PERIODS[period];
}

/** Blocklists by the words that name them; the zone itself is read from the text before. */
const BLOCKLISTS: readonly (readonly [name: string, text: RegExp])[] = [
  ["Spamhaus PBL", /\bPBL\b|spamhaus\.org\/pbl|pbl\.spamhaus/i],
  ["Spamhaus XBL", /\bXBL\b|spamhaus\.org\/xbl|xbl\.spamhaus/],
  ["Spamhaus DBL", /spamhaus (?:project )?(?:dbl|domain block)|spamhaus\.org\/dbl|\bDBL\b/i],
  ["Spamhaus SBL", /spamhaus[- ](?:SBL)\b|\(SBL\)|spamhaus\.org\/sbl/i],
  ["Spamhaus ZEN", /spamhaus[- ]zen\b|\bzen\.spamhaus/i],
  ["Spamhaus", /spamhaus/i],
  ["SpamCop", /spamcop/i],
  ["Barracuda", /barracuda ?(?:central|reputation|networks)|\bBRBL\b/i],
  ["Proofpoint (PDR)", /ipcheck\.proofpoint/i],
  ["Proofpoint", /proofpoint/i],
  ["Cloudmark CSI", /cloudmark/i],
  ["Invaluement", /invaluement|\bivm(?:SIP|URI)/i],
  ["SORBS", /\bsorbs\b/i],
  ["SURBL", /\bsurbl\b/i],
  ["URIBL", /\buribl\b/i],
  ["UCEPROTECT", /uceprotect/i],
  ["Abusix", /abusix/i],
  ["spamrl.com", /spamrl\.com/i],
  ["Trend Micro", /trend micro|mail-abuse\.com/i],
  ["Mailspike", /mailspike/i],
  ["Return Path", /return ?path|senderscore/i],
  ["CBL", /\bcbl\b|abuseat/i],
  ["HostKarma", /hostkarma|junkemailfilter/i],
  ["Microsoft (delist@microsoft.com)", /delist@microsoft\.com/i],
  ["Microsoft (delist@messaging.microsoft.com)", /delist@messaging\.microsoft\.com/i],
  ["Comcast BL000000", /\bBL000000\b/],
  ["Microsoft (sender.office.com)", /sender\.office\.com/i],
  ["Microsoft", /sender\.office\.com|\(?S31[45]0\)?/],
  ["NiX Spam", /nix ?spam|ix\.dnsbl/i],
];

/** The zone of a DNS blocklist, if the text says that it was looked up there. */
const ZONE =
  /\b(?:using|by|at|in|on|from|list) {1,3}(?:the )?(?:dns )?(?:black ?list |block ?list |rbl |dnsbl )?'?((?:[a-z0-9-]{1,60}\.){1,4}(?:org|net|com|de|info|eu|ru|it|pl|dk|ch|at|nl|uk|ca|invalid))\b(?!\/|@)/gi;
/** After these words, any name is that of a blocklist. */
const ZONE_ASKED =
  /\b(?:blocked using|(?:listed|black list) (?:at|in|on|by)) (?:the )?((?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,10})\b(?![/@])/i;
const ZONE_LIKE =
  /(?:^|[.-])(?:[a-z0-9-]{0,30}(?:bl|rbl|list|dnsbl|zen|spam|block|black|rep|csi|abuse|protect)[a-z0-9-]{0,30}|spamhaus|spamcop|barracudacentral|sorbs|surbl|uribl|mailspike|abusix|invaluement|dnswl|psbl|manitu)(?=\.|$)/i;

/**
 * Reads which blocklist a text names.
 *
 * @param raw the unchanged text
 * @param words the text without links and addresses
 * @returns the zone as written in the text, or the name of a known list
 */
export function listOf(raw: string, words: string): string | undefined {
  for (const [, zone = ""] of words.matchAll(ZONE)) if (ZONE_LIKE.test(zone)) return zone;
  const asked = ZONE_ASKED.exec(words)?.[1];
  if (asked !== undefined) return asked;
  return BLOCKLISTS.find(([, text]) => text.test(raw))?.[0];
}
