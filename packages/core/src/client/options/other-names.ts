/** Option names of nodemailer, worker-mailer, upyo and emailjs, and what replaces each. */

/** The names in groups, because they are part of every bundle. */
const REPLACEMENTS: readonly (readonly [instead: string, names: string])[] = [
  ['`tls: "implicit"` for `true`, and nothing for `false`', "secure ssl"],
  ['`tls: "starttls"`', "requireTLS startTls starttls"],
  ['`tls: "none"`', "ignoreTLS"],
  ["the default", "opportunisticTLS"],
  ["`ca`, `verify`, `cert` or `key` of the adapter", "tlsOptions rejectUnauthorized"],
  ["`host`", "hostname"],
  ["`host`, `port` and `tls` from `findProviderSettings` of the subpath `providers`", "service"],
  ["`auth: { user }`", "user username"],
  ["`auth: { pass }`", "pass password"],
  ["`auth`", "credentials"],
  ["`auth: { user, token }`", "oauth2 xoauth2 accessToken"],
  ["`mechanisms`", "authMethod authType authentication customAuth"],
  ["`name`", "domain localName"],
  ['`protocol: "lmtp"`', "lmtp"],
  [
    "`timeouts`, such as `timeouts: { connect: 30_000, greeting: 30_000 }`",
    "timeout connectionTimeout connectTimeout greetingTimeout socketTimeout dnsTimeout responseTimeoutMs socketTimeoutMs",
  ],
  [
    "`pool: { size, messages, idle, rate: { messages, per } }`",
    "maxConnections maxMessages idleTimeout poolSize rateDelta rateLimit sendingRate",
  ],
  ["`onEvent`, such as `onEvent: logEvents(console)`", "logger logLevel debug transactionLog"],
  ["`dial`, such as `dial: proxyDial(url)` of the subpath `proxy`", "proxy"],
  ["`dial`, or an option of the adapter", "socket connection getSocket"],
  ["the first argument, in place of the options", "url"],
  ["`withRetry` of the subpath `retry`", "retry"],
  ["`dial: captureDial(...)` of the subpath `capture`", "streamTransport jsonTransport buffer"],
  ["not built in: use nodemailer's own transport", "sendmail SES path"],
  ["`sign`, such as `sign: dkim({ domain, selector, privateKey })`", "dkim"],
  ["an option of the composer or the message", "dsn attachDataUrls from to"],
  [
    "not needed",
    "maxRequeues disableFileAccess disableUrlAccess normalizeHeaderKey component newline skipEncoding forceAuth allowInternalNetworkInterfaces",
  ],
];

/**
 * Returns what replaces an option of another library.
 *
 * @param name an option that does not exist
 */
export function replacementFor(name: string): string | undefined {
  return REPLACEMENTS.find(([, names]) => names.split(" ").includes(name))?.[0];
}
