/**
 * Rows for codes to which one provider gave its own meaning. They come first, because the words or enhanced codes of
 * these replies are misleading.
 */
import { type MeaningRow, rowsOf } from "./row.ts";

const MICROSOFT = ["microsoft-365", "outlook.com", "exchange"] as const;

const MICROSOFT_ROWS: readonly MeaningRow[] = [
  ...rowsOf("auth-failed", {
    "5.7.139": {
      enhanced: /^5\.7\.139$/,
      text: /\bcredentials were incorrect|\bcredentials? (?:is|are) (?:not|in)/i,
    },
  }),
  ...rowsOf("auth-required", { "5.7.57": { enhanced: /^5\.7\.57$/ } }),
  ...rowsOf("sender-not-permitted", {
    "5.7.60": { enhanced: /^5\.(?:7\.60|2\.252)$/ },
  }),
  ...rowsOf("relay-denied", { "5.7.64": { enhanced: /^5\.7\.64$/ } }),
  ...rowsOf("account-suspended", {
    "5.7.501": { enhanced: /^5\.7\.50[1-3]$/ },
    "5.7.700": { enhanced: /^5\.7\.7(?:0\d|[1-4]\d|50)$/ },
    "5.1.8": { enhanced: /^5\.1\.8$/, text: /\bbad outbound sender/i },
  }),
  ...rowsOf("account-limit", {
    "5.1.90": {
      enhanced: /^5\.1\.90$/,
      temporary: true,
      why: "The limit of messages a day is counted anew the next day.",
    },
  }),
  ...rowsOf("helo-name", { "5.7.506": { enhanced: /^5\.7\.506$/ } }),
  ...rowsOf("recipient-restricted", {
    "5.7.507": { enhanced: /^5\.7\.(?:507|513|12|124|13[3-6]|51)$/ },
    rst: { raw: /RESOLVER\.RST\.(?!\w{0,8}Size)/i },
  }),
  ...rowsOf("rate-limited", {
    "5.7.508": {
      enhanced: /^5\.7\.508$/,
      temporary: true,
      why: "A limit for a period ends with the period.",
    },
  }),
  ...rowsOf("dmarc", { "5.7.509": { enhanced: /^5\.7\.(?:509|515)$/ } }),
  ...rowsOf("network-block", { "5.7.510": { enhanced: /^5\.7\.510$/ } }),
  ...rowsOf("ip-blocklisted", {
    "5.7.511": { enhanced: /^5\.7\.(?:511|60[6-9]|6[1-4]\d)$/, list: "Microsoft" },
    S3150: { raw: /\(?S31[45]0\)?|network is on our block list/i, list: "Microsoft" },
    "OU-001": {
      raw: /\b(?:OU-00[12]|SC-00[14])\b/,
      list: "Microsoft",
      certainty: "likely",
    },
  }),
  ...rowsOf("network-block", { "DY-001": { raw: /\b(?:DY-00[12]|SC-003)\b/ } }),
  ...rowsOf("message-malformed", {
    "5.7.512": { enhanced: /^5\.(?:7\.512|6\.11|1\.20)$/ },
  }),
  ...rowsOf("content-policy", { "5.7.900": { enhanced: /^5\.7\.(?:9\d\d|520)$/ } }),
  ...rowsOf("reputation", {
    "4.7.500": {
      enhanced: /^4\.7\.(?:5\d\d|6[0-4]\d|66\d|69\d|8[5-9]\d)$/,
      retry: "later",
    },
    "SC-002": { raw: /\bSC-002\b/ },
  }),
  ...rowsOf("server-busy", {
    "4.7.3": { codes: [4], text: /\borganization queue quota exceeded/i },
  }),
  ...rowsOf("connection-limit", {
    "RP-003": { raw: /\bRP-003\b/ },
    submission: {
      codes: [432],
      text: /\bconcurrent connections/i,
      responsible: "developer",
    },
  }),
  ...rowsOf("rate-limited", {
    "RP-001": { raw: /\bRP-00[12]\b/ },
    "4.7.650": { enhanced: /^4\.7\.65[01]$/ },
  }),
  ...rowsOf("mailbox-unknown", {
    "5.1.10": {
      enhanced: /^5\.1\.(?:10|351)$/,
      text: /\brecipient ?not ?found|\bresolver\.adr|\bunknown recipient|\bnot found/i,
    },
    "5.7.504": { enhanced: /^5\.7\.50[45]$/ },
    "5.4.1": { enhanced: /^5\.4\.1$/, text: /\baccess denied/i },
  }),
  ...rowsOf("timeout", {
    "5.4.300": { enhanced: /^[45]\.4\.(?:300|316|318|319|31[45])$/ },
  }),
  ...rowsOf("tls-failed", {
    "4.4.317": { enhanced: /^[45]\.(?:4\.317|7\.32[1-6])$/ },
  }),
  ...rowsOf("domain-unknown", { "5.4.310": { enhanced: /^5\.4\.310$/ } }),
  ...rowsOf("lookup-failed", { "4.4.312": { enhanced: /^[45]\.4\.312$/ } }),
];

const GOOGLE_ROWS: readonly MeaningRow[] = [
  ...rowsOf("ptr", {
    "4.7.23": { provider: ["gmail"], enhanced: /^[45]\.7\.(?:23|25)$/ },
  }),
  ...rowsOf("spf", {
    "4.7.24": { provider: ["gmail"], enhanced: /^[45]\.7\.(?:24|27)$/ },
    hard: {
      provider: ["gmail"],
      text: /\bspf record with a hard fail/i,
    },
  }),
  ...rowsOf("rate-limited", {
    "message-id": {
      text: /\bsame message-id\b/i,
      responsible: "developer",
      retry: "fix-then-retry",
    },
    "4.7.28": { provider: ["gmail"], enhanced: /^4\.7\.28$/ },
    UnsolicitedRateLimitError: { raw: /p=UnsolicitedRateLimitError/i },
  }),
  ...rowsOf("tls-required", {
    "4.7.29": { provider: ["gmail"], enhanced: /^[45]\.7\.29$/ },
  }),
  ...rowsOf("dkim", {
    "4.7.30": { provider: ["gmail"], enhanced: /^[45]\.7\.30$/ },
  }),
  ...rowsOf("dmarc", {
    "4.7.32": { provider: ["gmail"], enhanced: /^[45]\.7\.(?:32|40)$/ },
  }),
  ...rowsOf("network-block", {
    NotAuthorizedError: { raw: /p=NotAuthorizedError/i },
  }),
  ...rowsOf("ptr", {
    IPv6AuthError: { raw: /p=IPv6AuthError/i, certainty: "likely" },
  }),
  ...rowsOf("reputation", {
    UnsolicitedIPError: { raw: /p=UnsolicitedIPError/i },
  }),
  ...rowsOf("spam-content", {
    UnsolicitedMessageError: {
      raw: /p=UnsolicitedMessageError|p=UnsolicitedContentError/i,
    },
  }),
  ...rowsOf("attachment-type", {
    BlockedMessage: { raw: /p=BlockedMessage/i },
  }),
  ...rowsOf("recipient-restricted", {
    whitelist: {
      provider: ["gmail"],
      text: /\bip not in whitelist for rcpt domain/i,
    },
  }),
  ...rowsOf("content-policy", {
    "172179": { raw: /support\.google\.com\/a\/answer\/172179/i },
  }),
  ...rowsOf("relay-denied", {
    relay: {
      text: /\binvalid credentials for relay|\bmail relay denied/i,
      provider: ["gmail"],
      responsible: "account",
    },
  }),
  ...rowsOf("account-limit", {
    "5.4.5": {
      provider: ["gmail"],
      enhanced: /^[45]\.4\.5$/,
      temporary: true,
      why: "The limit of messages a day is counted anew the next day.",
    },
  }),
  ...rowsOf("server-error", {
    "4.3.0": {
      provider: ["gmail"],
      text: /\bemail server has temporarily rejected this message|\btemporary system problem/i,
    },
  }),
];

const YAHOO_ROWS: readonly MeaningRow[] = [
  ...rowsOf("reputation", {
    TSS: { raw: /\[?TSS(?:0[1-6]|\d\d)\]?/, retry: "later" },
    permanent: { raw: /\ball messages from .{0,60}permanently deferred/i },
  }),
  ...rowsOf("ip-blocklisted", { BL: { raw: /\[BL\d\d\]/ } }),
  ...rowsOf("spam-content", { PH01: { raw: /\[P[HM]\d\d\]/, certainty: "likely" } }),
  ...rowsOf("dkim", { AU01: { raw: /\(AU0[12]\)/ } }),
  ...rowsOf("unknown-policy", {
    policy: {
      provider: ["yahoo"],
      text: /\bnot accepted for policy reasons/i,
      certainty: "likely",
    },
  }),
];

const AOL_ROWS: readonly MeaningRow[] = [
  ...rowsOf("network-block", { "RTR-DU": { raw: /\bRTR:(?:DU|BB)\b|\bRLY:IR\b/ } }),
  ...rowsOf("ptr", { "RTR-RD": { raw: /\bRTR:RD\b|\bDNS:(?:NR|B1|T1|NL)\b/ } }),
  ...rowsOf("reputation", {
    "RTR-BL": {
      raw: /\bRTR:(?:BL|SC|CH|B1|GE)\b|\b(?:RLY|CON):(?:B\d|BL|CS\d)\b|\bHVU:B\d/,
    },
  }),
  ...rowsOf("rate-limited", {
    "DYN-T1": { raw: /\bDYN:T\d\b|\bRLY:(?:NA|OB|T\d)\b/ },
  }),
];

/** NetEase writes a reason in letters, such as MI:SFQ, and no words. */
const NETEASE_ROWS: readonly MeaningRow[] = [
  ...rowsOf("connection-limit", {
    ICC: { raw: /\bHL:ICC\b|\bMI:(?:DMC|CCL|CEL)\b/ },
  }),
  ...rowsOf("rate-limited", {
    SFQ: {
      raw: /\b(?:HL:(?:IFC|MEP|ITC)|MI:(?:SFQ|STC|FSC)|RP:(?:QRC|TRC|CEL))\b/,
      temporary: true,
      why: "A limit for a period ends with the period.",
    },
  }),
  ...rowsOf("too-many-recipients", { DRC: { raw: /\bRP:(?:DRC|RCL)\b/ } }),
  ...rowsOf("ip-blocklisted", { RBL: { raw: /\bDT:RBL\b|\bHL:(?:IHU|IPB)\b/ } }),
  ...rowsOf("sender-not-permitted", { SUM: { raw: /\bDT:SUM\b|\bWM:BLU\b/ } }),
];

const OTHER_ROWS: readonly MeaningRow[] = [
  ...rowsOf("spam-content", {
    CS01: { raw: /\[(?:CS|HM)\d\d\]/, certainty: "likely" },
    IB212: { raw: /\bIB(?:21\d|61\d)\b/ },
    "OFR-506": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_](?:506|513|507)\b/i },
  }),
  ...rowsOf("sender-unauthenticated", { HME1: { raw: /\[HME1\]/ } }),
  ...rowsOf("greylisted", {
    mimecast: {
      provider: ["mimecast"],
      text: /\binternal resources? (?:are )?temporarily unavailable/i,
    },
  }),
  ...rowsOf("connection-limit", {
    mimecast: {
      provider: ["mimecast"],
      text: /\baccount service is temporarily unavailable/i,
    },
    IB007: { raw: /\bIB(?:007|510)\b/ },
    "AUP-1300": { raw: /AUP#[A-Za-z]{0,4}-?13[0-4]0\b/ },
    CXCNCT: { raw: /AUP#CXCNCT/ },
    "OFR-104": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?104\b/i },
  }),
  ...rowsOf("recipient-restricted", {
    mimecast: {
      provider: ["mimecast"],
      text: /\badministrative prohibition\b|\benvelope (?:blocked|rejected)\b(?! - .{0,4}(?:spf|dkim|dmarc))|\bmanual(?:ly)? block/i,
      not: /\bspf\b|\bdkim\b|\bdmarc\b/i,
    },
  }),
  ...rowsOf("spam-content", {
    mimecast: {
      provider: ["mimecast"],
      text: /\brejected due to security policies/i,
    },
  }),
  ...rowsOf("reputation", {
    IB110: { raw: /\bIB11[0-3]\b/, retry: "later" },
    CDRBL: { raw: /AUP#(?:CDRBL|CXBL)/, retry: "later", list: "Cox CDRBL" },
    "HL-REP": { raw: /\bHL:REP\b/, retry: "later", certainty: "likely" },
    BL000000: { raw: /#?BL0000(?:00|10|11)\b/ },
    "AUP-1000": { raw: /AUP#[A-Za-z]{0,4}-?10[0-8]0\b/ },
    "OFR-102": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_](?:102|103|510|999)\b/i },
    G28: { provider: ["rackspace"], raw: /\(G(?:27|26)\)/ },
  }),
  ...rowsOf("rate-limited", {
    G28: { raw: /\(G28\)/ },
    IB504: {
      raw: /\bIB(?:504|607)\b/,
      temporary: true,
      why: "A limit an hour ends with the hour.",
    },
    "AUP-1350": {
      raw: /AUP#[A-Za-z]{0,4}-?1(?:3[5-9]|4\d|58)0\b/,
      temporary: true,
      why: "A limit for a period ends with the period.",
    },
    RL000001: { raw: /\bRL00000\d\b/ },
    frequency: {
      provider: ["qq"],
      text: /\bfrequency limited/i,
      temporary: true,
      why: "A limit for a period ends with the period.",
    },
  }),
  ...rowsOf("network-block", {
    ES000001: { raw: /\bES0000(?:01|10)\b/ },
    IB106: { raw: /\bIB106\b/ },
    "AUP-1260": { raw: /AUP#[A-Za-z]{0,4}-?1260\b/ },
  }),
  ...rowsOf("ip-blocklisted", {
    IB104: { raw: /\bIB10[345]\b/ },
    BL000001: { raw: /#?BL000001\b/, list: "Spamhaus" },
    "AUP-1200": { raw: /AUP#[A-Za-z]{0,4}-?12(?:0|1)0\b/, list: "Cloudmark CSI" },
    "AUP-1220": { raw: /AUP#[A-Za-z]{0,4}-?12[2-5]0\b/, list: "Spamhaus" },
    IPBL: { raw: /AUP#IPBL\d{3,5}/ },
    "t-online": {
      provider: ["t-online"],
      text: /\ba problem occurred\b/i,
      list: "T-Online",
    },
    MBL: {
      codes: [421, 554],
      at: ["greeting", "unknown"],
      raw: /\bno smtp service \((?:MBL|RBL)-[A-Z]\)/i,
      certainty: "likely",
      retry: "later",
    },
  }),
  ...rowsOf("ptr", {
    IB108: { raw: /\bIB108\b/ },
    CXDNS: { raw: /AUP#CXDNS/ },
    "AUP-1100": { raw: /AUP#[A-Za-z]{0,4}-?11[0-5]0\b/ },
    G1F: { raw: /\(G1F\)/ },
  }),
  ...rowsOf("url-blocked", { URLBL: { raw: /AUP#URLBL\d{2,5}/ } }),
  ...rowsOf("mailbox-full", {
    "OFR-417": {
      raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?417\b/i,
      temporary: true,
      why: "A full mailbox is emptied again; many servers give it a permanent code.",
    },
  }),
  ...rowsOf("mailbox-disabled", {
    "OFR-420": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?42[06]\b/i },
  }),
  ...rowsOf("mailbox-unknown", {
    "OFR-416": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?41[68]\b/i },
  }),
  ...rowsOf("sender-unknown", {
    "OFR-403": { raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_]?4(?:03|05|15)\b/i },
  }),
  ...rowsOf("spf", { "OFR-401": { raw: /\b(?:lpn)[0-9a-z]{0,4}[-_]401\b/i } }),
  ...rowsOf("server-busy", {
    "OFR-505": {
      codes: [4],
      raw: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,4}[-_](?:505|108|109|423|424)\b/i,
    },
  }),
  ...rowsOf("reputation", {
    "policy-violations": {
      codes: [4],
      text: /\breject due to policy violations/i,
      not: /\bheader\b/i,
      retry: "later",
    },
  }),
  ...rowsOf("unknown-policy", {
    header: {
      text: /\breject due to policy (?:restrictions|violations)/i,
      responsible: "developer",
      retry: "fix-then-retry",
    },
  }),
];

/** In the order in which they are checked. */
export const PROVIDER_ROWS: readonly MeaningRow[] = [
  ...MICROSOFT_ROWS.map((row) => guarded(row)),
  ...GOOGLE_ROWS,
  ...YAHOO_ROWS,
  ...AOL_ROWS,
  ...NETEASE_ROWS,
  ...OTHER_ROWS,
];

/** Codes of three digits are only Microsoft's; shorter ones need its name in the text. */
function guarded(row: MeaningRow): MeaningRow {
  const alone =
    row.enhanced === undefined || /\\d\\d|\(\?:?\d{3}|\\\.\d{3}|\d{3}/.test(row.enhanced.source);
  return alone || row.provider !== undefined ? row : Object.freeze({ ...row, provider: MICROSOFT });
}
