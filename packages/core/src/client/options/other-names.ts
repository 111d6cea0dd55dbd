/** Option names of nodemailer, worker-mailer, upyo and emailjs, and what replaces each. */

const TIMEOUTS = "`timeouts`, such as `timeouts: { connect: 30_000, greeting: 30_000 }`";
const POOL = "`pool: { size, messages, rate: { messages, per } }`";
const EVENTS = "`onEvent`, such as `onEvent: logEvents(console)`";
const OAUTH = "`auth: { user, token }`";
const USER = "`auth: { user }`";
const PASS = "`auth: { pass }`";
const NAME = "`name`";
const DIAL = "`dial`, or an option of the adapter";
const MECHANISMS = "`mechanisms`";
const IMPLICIT = '`tls: "implicit"` for `true`, and nothing for `false`';
const TEST_SERVER = "`testServer` of the subpath `testing`";
const DRAFT = "an option of the composer or the message";
const NOTHING = "not needed";

/** The names in groups, because they are part of every bundle. */
const GROUPS: readonly (readonly [instead: string, names: string])[] = [
  [IMPLICIT, "secure ssl"],
  ['`tls: "starttls"`', "requireTLS startTls starttls"],
  ['`tls: "none"`', "ignoreTLS"],
  ["the default", "opportunisticTLS"],
  ["`ca`, `verify`, `cert` or `key` of the adapter", "tlsOptions rejectUnauthorized"],
  ["`host`", "hostname"],
  ["`host`, `port` and `tls` from `findProviderSettings` of the subpath `providers`", "service"],
  [USER, "user username"],
  [PASS, "pass password"],
  ["`auth`", "credentials"],
  [OAUTH, "oauth2 xoauth2 accessToken"],
  [MECHANISMS, "authMethod authType authentication customAuth"],
  [NAME, "domain localName"],
  ['`protocol: "lmtp"`', "lmtp"],
  [
    TIMEOUTS,
    "timeout connectionTimeout connectTimeout greetingTimeout socketTimeout dnsTimeout responseTimeoutMs socketTimeoutMs",
  ],
  [POOL, "maxConnections maxMessages poolSize rateDelta rateLimit sendingRate"],
  [EVENTS, "logger logLevel debug transactionLog"],
  [DIAL, "proxy socket connection getSocket"],
  ["`withRetry` of the subpath `retry`", "retry maxRequeues"],
  [TEST_SERVER, "streamTransport jsonTransport buffer"],
  ["`sign`, such as `sign: dkim({ domain, selector, privateKey })`", "dkim"],
  [DRAFT, "dsn attachDataUrls from to"],
  [
    NOTHING,
    "disableFileAccess disableUrlAccess normalizeHeaderKey component newline skipEncoding forceAuth allowInternalNetworkInterfaces",
  ],
];

/**
 * Returns what replaces an option of another library.
 *
 * @param name an option that does not exist
 */
export function replacementFor(name: string): string | undefined {
  return GROUPS.find(([, names]) => names.split(" ").includes(name))?.[0];
}
