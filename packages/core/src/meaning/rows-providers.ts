/**
 * Codes that one provider gave a meaning of its own, in its replies only. They go before
 * everything else, since their words or their enhanced codes mislead.
 */
import { type MeaningRow, rowsOf } from "./row.ts";

const NDR =
  "https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online";
const OLC = "https://sendersupport.olc.protection.outlook.com/pm/troubleshooting";
const GOOGLE_SMTP_CODES = "https://support.google.com/a/answer/3726730";
const YAHOO = "https://senders.yahooinc.com/smtp-error-codes";
const APPLE = "https://support.apple.com/102322";
const MIMECAST = "https://community.mimecast.com/s/article/Mimecast-SMTP-Error-Codes-842605754";
const GODADDY = "https://www.godaddy.com/help/what-does-my-email-bounceback-mean-3568";
const SPECTRUM =
  "https://www.spectrumbusiness.net/support/internet/understanding-email-error-codes";
const COX = "https://www.cox.com/residential/support/email-error-codes.html";
const COMCAST = "https://postmaster.comcast.net/smtp-error-codes.php";
const FRANCE = "https://postmaster.orange.fr; https://aide.laposte.net/postmaster";
const TENCENT = "https://service.mail.qq.com/detail/122";
const NETEASE = "http://mail.163.com/help/help_spam_16.htm";
const RACKSPACE = "https://docs.rackspace.com/docs/rackspace-email-postmaster";
const MICROSOFT = ["microsoft-365", "outlook.com", "exchange"] as const;

const MICROSOFT_ROWS: readonly MeaningRow[] = [
  ...rowsOf("auth-failed", {
    "5.7.139": {
      enhanced: /^5\.7\.139$/,
      text: /\bcredentials were incorrect|\bcredentials? (?:is|are) (?:not|in)/i,
      source: NDR,
    },
  }),
  ...rowsOf("auth-required", { "5.7.57": { enhanced: /^5\.7\.57$/, source: NDR } }),
  ...rowsOf("sender-not-permitted", {
    "5.7.60": { enhanced: /^5\.(?:7\.60|2\.252)$/, source: NDR },
  }),
  ...rowsOf("relay-denied", { "5.7.64": { enhanced: /^5\.7\.64$/, source: NDR } }),
  ...rowsOf("account-suspended", {
    "5.7.501": { enhanced: /^5\.7\.50[1-3]$/, source: NDR },
    "5.7.700": { enhanced: /^5\.7\.7(?:0\d|[1-4]\d|50)$/, source: NDR },
    "5.1.8": { enhanced: /^5\.1\.8$/, text: /\bbad outbound sender/i, source: NDR },
  }),
  ...rowsOf("account-limit", {
    "5.1.90": {
      enhanced: /^5\.1\.90$/,
      temporary: true,
      why: "The limit of messages a day is counted anew the next day.",
      source: NDR,
    },
  }),
  ...rowsOf("helo-name", { "5.7.506": { enhanced: /^5\.7\.506$/, source: NDR } }),
  ...rowsOf("recipient-restricted", {
    "5.7.507": { enhanced: /^5\.7\.(?:507|513|12|124|13[3-6]|51)$/, source: NDR },
    rst: { raw: /RESOLVER\.RST\.(?!\w{0,8}Size)/i, source: NDR },
  }),
  ...rowsOf("rate-limited", {
    "5.7.508": {
      enhanced: /^5\.7\.508$/,
      temporary: true,
      why: "A limit for a period ends with the period.",
      source: NDR,
    },
  }),
  ...rowsOf("dmarc", { "5.7.509": { enhanced: /^5\.7\.(?:509|515)$/, source: NDR } }),
  ...rowsOf("network-block", { "5.7.510": { enhanced: /^5\.7\.510$/, source: NDR } }),
  ...rowsOf("ip-blocklisted", {
    "5.7.511": { enhanced: /^5\.7\.(?:511|60[6-9]|6[1-4]\d)$/, list: "Microsoft", source: NDR },
    S3150: { raw: /\(?S31[45]0\)?|network is on our block list/i, list: "Microsoft", source: OLC },
    "OU-001": {
      raw: /\b(?:OU-00[12]|SC-00[14])\b/,
      list: "Microsoft",
      source: OLC,
      certainty: "likely",
    },
  }),
  ...rowsOf("network-block", { "DY-001": { raw: /\b(?:DY-00[12]|SC-003)\b/, source: OLC } }),
  ...rowsOf("message-malformed", {
    "5.7.512": { enhanced: /^5\.(?:7\.512|6\.11|1\.20)$/, source: NDR },
  }),
  ...rowsOf("content-policy", { "5.7.900": { enhanced: /^5\.7\.(?:9\d\d|520)$/, source: NDR } }),
  ...rowsOf("reputation", {
    "4.7.500": {
      enhanced: /^4\.7\.(?:5\d\d|6[0-4]\d|66\d|69\d|8[5-9]\d)$/,
      retry: "later",
      source: NDR,
    },
    "SC-002": { raw: /\bSC-002\b/, source: OLC },
  }),
  ...rowsOf("connection-limit", {
    "RP-003": { raw: /\bRP-003\b/, source: OLC },
    submission: {
      codes: [432],
      text: /\bconcurrent connections/i,
      responsible: "developer",
      source: NDR,
    },
  }),
  ...rowsOf("rate-limited", {
    "RP-001": { raw: /\bRP-00[12]\b/, source: OLC },
    "4.7.650": { enhanced: /^4\.7\.65[01]$/, source: OLC },
  }),
  ...rowsOf("mailbox-unknown", {
    "5.1.10": {
      enhanced: /^5\.1\.(?:10|351)$/,
      text: /\brecipient ?not ?found|\brecipientnotfound|\bresolver\.adr|\bunknown recipient|\bnot found/i,
      source: NDR,
    },
    "5.7.504": { enhanced: /^5\.7\.50[45]$/, source: NDR },
    "5.4.1": { enhanced: /^5\.4\.1$/, text: /\baccess denied/i, source: NDR },
  }),
  ...rowsOf("timeout", {
    "5.4.300": { enhanced: /^[45]\.4\.(?:300|316|318|319|31[45])$/, source: NDR },
  }),
  ...rowsOf("tls-failed", {
    "4.4.317": { enhanced: /^[45]\.(?:4\.317|7\.32[1-6])$/, source: NDR },
  }),
  ...rowsOf("domain-unknown", { "5.4.310": { enhanced: /^5\.4\.310$/, source: NDR } }),
  ...rowsOf("lookup-failed", { "4.4.312": { enhanced: /^[45]\.4\.312$/, source: NDR } }),
];

const GOOGLE_ROWS: readonly MeaningRow[] = [
  ...rowsOf("ptr", {
    "4.7.23": { provider: ["gmail"], enhanced: /^[45]\.7\.(?:23|25)$/, source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("spf", {
    "4.7.24": { provider: ["gmail"], enhanced: /^[45]\.7\.(?:24|27)$/, source: GOOGLE_SMTP_CODES },
    hard: {
      provider: ["gmail"],
      text: /\bspf record with a hard fail/i,
      source: GOOGLE_SMTP_CODES,
    },
  }),
  ...rowsOf("rate-limited", {
    "message-id": {
      text: /\bsame message-id\b/i,
      responsible: "developer",
      retry: "fix-then-retry",
      source: GOOGLE_SMTP_CODES,
    },
    "4.7.28": { provider: ["gmail"], enhanced: /^4\.7\.28$/, source: GOOGLE_SMTP_CODES },
    UnsolicitedRateLimitError: { raw: /p=UnsolicitedRateLimitError/i, source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("tls-required", {
    "4.7.29": { provider: ["gmail"], enhanced: /^[45]\.7\.29$/, source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("dkim", {
    "4.7.30": { provider: ["gmail"], enhanced: /^[45]\.7\.30$/, source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("dmarc", {
    "4.7.32": { provider: ["gmail"], enhanced: /^[45]\.7\.(?:32|40)$/, source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("network-block", {
    NotAuthorizedError: { raw: /p=NotAuthorizedError/i, source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("ptr", {
    IPv6AuthError: { raw: /p=IPv6AuthError/i, certainty: "likely", source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("reputation", {
    UnsolicitedIPError: { raw: /p=UnsolicitedIPError/i, source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("spam-content", {
    UnsolicitedMessageError: {
      raw: /p=UnsolicitedMessageError|p=UnsolicitedContentError/i,
      source: GOOGLE_SMTP_CODES,
    },
  }),
  ...rowsOf("attachment-type", {
    BlockedMessage: { raw: /p=BlockedMessage/i, source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("recipient-restricted", {
    whitelist: {
      provider: ["gmail"],
      text: /\bip not in whitelist for rcpt domain/i,
      source: GOOGLE_SMTP_CODES,
    },
  }),
  ...rowsOf("content-policy", {
    "172179": { raw: /support\.google\.com\/a\/answer\/172179/i, source: GOOGLE_SMTP_CODES },
  }),
  ...rowsOf("relay-denied", {
    relay: {
      text: /\binvalid credentials for relay|\bmail relay denied/i,
      provider: ["gmail"],
      responsible: "account",
      source: "https://support.google.com/a/answer/6140680",
    },
  }),
  ...rowsOf("account-limit", {
    "5.4.5": {
      provider: ["gmail"],
      enhanced: /^[45]\.4\.5$/,
      temporary: true,
      why: "The limit of messages a day is counted anew the next day.",
      source: GOOGLE_SMTP_CODES,
    },
  }),
  ...rowsOf("server-error", {
    "4.3.0": {
      provider: ["gmail"],
      text: /\bemail server has temporarily rejected this message|\btemporary system problem/i,
      source: GOOGLE_SMTP_CODES,
    },
  }),
];

const YAHOO_ROWS: readonly MeaningRow[] = [
  ...rowsOf("reputation", {
    TSS: { raw: /\[?TSS(?:0[1-6]|\d\d)\]?/, retry: "later", source: YAHOO },
    permanent: { raw: /\ball messages from .{0,60}permanently deferred/i, source: YAHOO },
  }),
  ...rowsOf("ip-blocklisted", { BL: { raw: /\[BL\d\d\]/, source: YAHOO } }),
  ...rowsOf("spam-content", { PH01: { raw: /\[P[HM]\d\d\]/, source: YAHOO, certainty: "likely" } }),
  ...rowsOf("dkim", { AU01: { raw: /\(AU0[12]\)/, source: YAHOO } }),
  ...rowsOf("unknown-policy", {
    policy: {
      provider: ["yahoo"],
      text: /\bnot accepted for policy reasons/i,
      source: YAHOO,
      certainty: "likely",
    },
  }),
];

const AOL = "https://postmaster.aol.com/error-codes";

const AOL_ROWS: readonly MeaningRow[] = [
  ...rowsOf("network-block", { "RTR-DU": { raw: /\bRTR:(?:DU|BB)\b|\bRLY:IR\b/, source: AOL } }),
  ...rowsOf("ptr", { "RTR-RD": { raw: /\bRTR:RD\b|\bDNS:(?:NR|B1|T1|NL)\b/, source: AOL } }),
  ...rowsOf("reputation", {
    "RTR-BL": {
      raw: /\bRTR:(?:BL|SC|CH|B1|GE)\b|\b(?:RLY|CON):(?:B\d|BL|CS\d)\b|\bHVU:B\d/,
      source: AOL,
    },
  }),
  ...rowsOf("rate-limited", {
    "DYN-T1": { raw: /\bDYN:T\d\b|\bRLY:(?:NA|OB|T\d)\b/, source: AOL },
  }),
];

/** NetEase writes a reason in letters, such as MI:SFQ, and no words. */
const NETEASE_ROWS: readonly MeaningRow[] = [
  ...rowsOf("connection-limit", {
    ICC: { raw: /\bHL:ICC\b|\bMI:(?:DMC|CCL|CEL)\b/, source: NETEASE },
  }),
  ...rowsOf("rate-limited", {
    SFQ: {
      raw: /\b(?:HL:(?:IFC|MEP|ITC)|MI:(?:SFQ|STC|FSC)|RP:(?:QRC|TRC|CEL))\b/,
      temporary: true,
      why: "A limit for a period ends with the period.",
      source: NETEASE,
    },
  }),
  ...rowsOf("too-many-recipients", { DRC: { raw: /\bRP:(?:DRC|RCL)\b/, source: NETEASE } }),
  ...rowsOf("ip-blocklisted", { RBL: { raw: /\bDT:RBL\b|\bHL:(?:IHU|IPB)\b/, source: NETEASE } }),
  ...rowsOf("sender-not-permitted", { SUM: { raw: /\bDT:SUM\b|\bWM:BLU\b/, source: NETEASE } }),
];

const OTHER_ROWS: readonly MeaningRow[] = [
  ...rowsOf("spam-content", {
    CS01: { raw: /\[(?:CS|HM)\d\d\]/, certainty: "likely", source: APPLE },
    IB212: { raw: /\bIB(?:21\d|61\d)\b/, source: GODADDY },
    "OFR-506": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_](?:506|513|507)\b/i, source: FRANCE },
  }),
  ...rowsOf("sender-unauthenticated", { HME1: { raw: /\[HME1\]/, source: APPLE } }),
  ...rowsOf("greylisted", {
    mimecast: {
      provider: ["mimecast"],
      text: /\binternal resources? (?:are )?temporarily unavailable/i,
      source: MIMECAST,
    },
  }),
  ...rowsOf("connection-limit", {
    mimecast: {
      provider: ["mimecast"],
      text: /\baccount service is temporarily unavailable/i,
      source: MIMECAST,
    },
    IB007: { raw: /\bIB(?:007|510)\b/, source: GODADDY },
    "AUP-1300": { raw: /AUP#[A-Za-z]{0,4}-?13[0-4]0\b/, source: SPECTRUM },
    CXCNCT: { raw: /AUP#CXCNCT/, source: COX },
    "OFR-104": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?104\b/i, source: FRANCE },
  }),
  ...rowsOf("recipient-restricted", {
    mimecast: {
      provider: ["mimecast"],
      text: /\badministrative prohibition\b|\benvelope (?:blocked|rejected)\b(?! - .{0,4}(?:spf|dkim|dmarc))|\bmanual(?:ly)? block/i,
      not: /\bspf\b|\bdkim\b|\bdmarc\b/i,
      source: MIMECAST,
    },
  }),
  ...rowsOf("spam-content", {
    mimecast: {
      provider: ["mimecast"],
      text: /\brejected due to security policies/i,
      source: MIMECAST,
    },
  }),
  ...rowsOf("reputation", {
    IB110: { raw: /\bIB11[0-3]\b/, retry: "later", source: GODADDY },
    CDRBL: { raw: /AUP#(?:CDRBL|CXBL)/, retry: "later", list: "Cox CDRBL", source: COX },
    "HL-REP": { raw: /\bHL:REP\b/, retry: "later", certainty: "likely", source: NETEASE },
    BL000000: { raw: /#?BL0000(?:00|10|11)\b/, source: COMCAST },
    "AUP-1000": { raw: /AUP#[A-Za-z]{0,4}-?10[0-8]0\b/, source: SPECTRUM },
    "OFR-102": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_](?:102|103|510|999)\b/i, source: FRANCE },
    G28: { provider: ["rackspace"], raw: /\(G(?:27|26)\)/, source: RACKSPACE },
  }),
  ...rowsOf("rate-limited", {
    G28: { raw: /\(G28\)/, source: RACKSPACE },
    IB504: {
      raw: /\bIB(?:504|607)\b/,
      temporary: true,
      why: "A limit an hour ends with the hour.",
      source: GODADDY,
    },
    "AUP-1350": {
      raw: /AUP#[A-Za-z]{0,4}-?1(?:3[5-9]|4\d|58)0\b/,
      temporary: true,
      why: "A limit for a period ends with the period.",
      source: SPECTRUM,
    },
    RL000001: { raw: /\bRL00000\d\b/, source: COMCAST },
    frequency: {
      provider: ["qq"],
      text: /\bfrequency limited/i,
      temporary: true,
      why: "A limit for a period ends with the period.",
      source: TENCENT,
    },
  }),
  ...rowsOf("network-block", {
    ES000001: { raw: /\bES0000(?:01|10)\b/, source: COMCAST },
    IB106: { raw: /\bIB106\b/, source: GODADDY },
    "AUP-1260": { raw: /AUP#[A-Za-z]{0,4}-?1260\b/, source: SPECTRUM },
  }),
  ...rowsOf("ip-blocklisted", {
    IB104: { raw: /\bIB10[345]\b/, source: GODADDY },
    BL000001: { raw: /#?BL000001\b/, list: "Spamhaus", source: COMCAST },
    "AUP-1200": { raw: /AUP#[A-Za-z]{0,4}-?12(?:0|1)0\b/, list: "Cloudmark CSI", source: SPECTRUM },
    "AUP-1220": { raw: /AUP#[A-Za-z]{0,4}-?12[2-5]0\b/, list: "Spamhaus", source: SPECTRUM },
    IPBL: { raw: /AUP#IPBL\d{3,5}/, source: COX },
    "t-online": {
      provider: ["t-online"],
      text: /\ba problem occurred\b/i,
      list: "T-Online",
      source: "https://postmaster.t-online.de",
    },
    MBL: {
      codes: [421, 554],
      at: ["greeting", "unknown"],
      raw: /\bno smtp service \((?:MBL|RBL)-[A-Z]\)/i,
      certainty: "likely",
      retry: "later",
      source: "STRATO: the code in brackets",
    },
  }),
  ...rowsOf("ptr", {
    IB108: { raw: /\bIB108\b/, source: GODADDY },
    CXDNS: { raw: /AUP#CXDNS/, source: COX },
    "AUP-1100": { raw: /AUP#[A-Za-z]{0,4}-?11[0-5]0\b/, source: SPECTRUM },
    G1F: { raw: /\(G1F\)/, source: RACKSPACE },
  }),
  ...rowsOf("url-blocked", { URLBL: { raw: /AUP#URLBL\d{2,5}/, source: COX } }),
  ...rowsOf("mailbox-full", {
    "OFR-417": {
      raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?417\b/i,
      temporary: true,
      why: "A full mailbox is emptied again; many servers give it a permanent code.",
      source: FRANCE,
    },
  }),
  ...rowsOf("mailbox-disabled", {
    "OFR-420": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?42[06]\b/i, source: FRANCE },
  }),
  ...rowsOf("mailbox-unknown", {
    "OFR-416": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?41[68]\b/i, source: FRANCE },
  }),
  ...rowsOf("sender-unknown", {
    "OFR-403": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?4(?:03|05|15)\b/i, source: FRANCE },
  }),
  ...rowsOf("spf", { "OFR-401": { raw: /\b(?:lpn)[0-9a-z]{0,4}[-_]401\b/i, source: FRANCE } }),
  ...rowsOf("server-busy", {
    "OFR-505": {
      codes: [4],
      raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_](?:505|108|109|423|424)\b/i,
      source: FRANCE,
    },
  }),
  ...rowsOf("unknown-policy", {
    header: {
      text: /\breject due to policy (?:restrictions|violations)/i,
      responsible: "developer",
      retry: "fix-then-retry",
      source: "https://postmaster.gmx.net/en/error-messages",
    },
  }),
];

/** In the order in which they are tried. */
export const PROVIDER_ROWS: readonly MeaningRow[] = [
  ...MICROSOFT_ROWS.map((row) => guarded(row)),
  ...GOOGLE_ROWS,
  ...YAHOO_ROWS,
  ...AOL_ROWS,
  ...NETEASE_ROWS,
  ...OTHER_ROWS,
];

/** Codes of three digits are Microsoft's alone; shorter ones need its name beside them. */
function guarded(row: MeaningRow): MeaningRow {
  const alone =
    row.enhanced === undefined || /\\d\\d|\(\?:?\d{3}|\\\.\d{3}|\d{3}/.test(row.enhanced.source);
  return alone || row.provider !== undefined ? row : Object.freeze({ ...row, provider: MICROSOFT });
}
