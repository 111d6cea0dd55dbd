/**
 * Recognizes the provider of a reply by its text, the host name or the greeting. The meanings of providers' codes are
 * in `rows-providers.ts`.
 */

/** How the replies of a provider are recognized. */
export interface ProviderRow {
  /** In the name of the host or in its greeting. */
  readonly server?: RegExp;
  /** In the text of a reply. */
  readonly text?: RegExp;
}

/** A provider or product with its own codes or its own use of words. */
export type Provider =
  | "outlook.com"
  | "microsoft-365"
  | "exchange"
  | "gmail"
  | "yahoo"
  | "icloud"
  | "gmx"
  | "web.de"
  | "ionos"
  | "t-online"
  | "mail.ru"
  | "yandex"
  | "qq"
  | "163"
  | "orange"
  | "laposte"
  | "comcast"
  | "cox"
  | "spectrum"
  | "godaddy"
  | "rackspace"
  | "mimecast"
  | "proofpoint"
  | "barracuda"
  | "amazon-ses"
  | "sendgrid"
  | "mailgun"
  | "zoho"
  | "cloudflare";

/** Every provider and how it is recognized. The first one that matches counts. */
export const PROVIDERS: Readonly<Record<Provider, ProviderRow>> = Object.freeze({
  "outlook.com": {
    server: /\bolc\.protection\.outlook\.com\b|\bhotmail\.com\b/i,
    text: /\b(?:outlook|hotmail)\.com (?:for policy reasons|server)|\b(?:RP|SC|DY|OU)-00\d\b|\bwindows live hotmail\b|Protocol Filter Agent/i,
  },
  "microsoft-365": {
    server: /\b(?:protection\.outlook|office365|outlook\.office|smtp\.outlook)\.com\b/i,
    text: /\bprod\.(?:exchangelabs|outlook|protection\.outlook)\.com\b|\bgo\.microsoft\.com\b|\baka\.ms\/|\bAS\(?\d{3,8}\)|\bLastAttemptedServerName=|\[Message=/i,
  },
  exchange: {
    server: /\bMicrosoft ESMTP MAIL Service\b/i,
    text: /\b(?:STOREDRV|RESOLVER|TRANSPORT|SMTPSEND|ROUTING|QUEUE)\.[A-Z]/,
  },
  gmail: {
    server: /\b(?:gmail|googlemail|google|googleapis|psmtp)\.com\b|\bgsmtp\b/i,
    text: /\bgsmtp\b|\bsupport\.google\.com\b|\baccounts\.google\.com\b/i,
  },
  yahoo: {
    server: /\b(?:yahoo|yahoodns|aol|verizon)\.(?:com|net)\b/i,
    text: /\byahoo(?:inc)?\.(?:com|net)\b|\b(?:postmaster|help)\.(?:aol|verizonmedia)\.com\b|#AUTH\d{3}/i,
  },
  icloud: {
    server: /\b(?:icloud|me|mac|apple)\.com\b/i,
    text: /\bsupport\.apple\.com\b|\[(?:HME?|CS)\d{1,2}\]|@(?:icloud|me|mac)\.com\b/i,
  },
  gmx: {
    server: /\bgmx\.(?:net|de|com|at|ch)\b/i,
    text: /\bgmx\.(?:net|de|com|at|ch)\b/i,
  },
  "web.de": {
    server: /\bweb\.de\b/i,
    text: /\bweb\.de\b/i,
  },
  ionos: {
    server: /\b(?:ionos|kundenserver|perfora|1and1|1und1)\.(?:com|de|net|co\.uk|info)\b/i,
    text: /\b(?:ionos|kundenserver|perfora|1and1|1und1)\.(?:com|de|net|co\.uk|info)\b/i,
  },
  "t-online": {
    server: /\bt-online\.de\b/i,
    text: /\bt-online\.de\b/i,
  },
  "mail.ru": {
    server: /\b(?:mail|bk|list|inbox)\.ru\b/i,
    text: /\b(?:help|corp)\.mail\.ru\b/i,
  },
  yandex: {
    server: /\byandex\.(?:ru|com|net)\b/i,
    text: /\byandex\.(?:ru|com|net)\b/i,
  },
  qq: {
    server: /\bqq\.com\b/i,
    text: /\b(?:service\.(?:exmail|mail)|open\.work\.weixin)\.qq\.com\b/i,
  },
  "163": {
    server: /\b(?:163|126|yeah)\.(?:com|net)\b|\bnetease\.com\b/i,
    text: /\bmail\.163\.com\b|\b163 (?:smtp|mx)\d/i,
  },
  orange: {
    server: /\b(?:orange|wanadoo)\.fr\b/i,
    text: /\bof[ru]\d{0,3}[-_]\d{3}\b/i,
  },
  laposte: {
    server: /\blaposte\.net\b/i,
    text: /\bLPN[A-Z0-9]{0,4}_\d{3}\b/i,
  },
  comcast: {
    server: /\bcomcast\.net\b/i,
    text: /\bcomcast\.net\b|\bxfinity\.com\b/i,
  },
  cox: {
    server: /\bcox\.(?:net|com)\b/i,
    text: /\bcox\.com\b|AUP#(?:CX|CDRBL|IPBL|URLBL)/i,
  },
  spectrum: {
    server: /\bcharter\.net\b/i,
    text: /AUP#(?:In|Out|I|O)-?\d{4}|\bcharter\.net\b/i,
  },
  godaddy: {
    server: /\b(?:secureserver\.net|bizsmtp)\b/i,
    text: /\bIB\d{3}\b/,
  },
  rackspace: {
    server: /\bemailsrvr\.com\b/i,
    text: /\(G(?:[0-9A-F]{1,2}|E)\)/,
  },
  mimecast: {
    server: /\bmimecast\.(?:com|org|co\.za)\b/i,
    text: /\bmimecast\.(?:com|org)\b/i,
  },
  proofpoint: {
    server: /\b(?:pphosted|ppe-hosted|proofpoint)\.com\b/i,
    text: /\b(?:ipcheck|support)\.proofpoint\.com\b|\bppe-hosted\b/i,
  },
  barracuda: {
    server: /\b(?:barracudanetworks|ess\.barracuda|cudamail)\b/i,
    text: /\bbarracuda(?:central|networks)?\.(?:org|com)\b|\bcuda_nsu\b/i,
  },
  "amazon-ses": {
    server: /\bamazon(?:aws|ses)\.com\b/i,
    text: /\barn:aws:ses\b|\bAmazon SES\b|\bAWS account\b/i,
  },
  sendgrid: {
    server: /\bsendgrid\.net\b/i,
    text: /\bsendgrid\.(?:com|net)\b/i,
  },
  mailgun: {
    server: /\bmailgun\.(?:org|net)\b/i,
    text: /\bmailgun\.(?:org|com|net)\b/i,
  },
  zoho: {
    server: /\bzoho(?:mail)?\.(?:com|eu|in)\b/i,
    text: /\bzoho\.(?:com|eu|in)\b/i,
  },
  cloudflare: {
    server: /\bmx\.cloudflare\.net\b/i,
    text: /\bdevelopers\.cloudflare\.com\b/i,
  },
});

const ENTRIES = Object.entries(PROVIDERS) as [Provider, ProviderRow][];

/**
 * Returns the provider of a reply. The host name is checked before the text, which may quote another server.
 *
 * @param text the reply, already shortened
 * @param server the host name or greeting, already shortened
 */
export function providerOf(text: string, server: string | undefined): Provider | undefined {
  const byServer =
    server === undefined ? undefined : ENTRIES.find(([, row]) => row.server?.test(server) === true);
  return (byServer ?? ENTRIES.find(([, row]) => row.text?.test(text) === true))?.[0];
}
