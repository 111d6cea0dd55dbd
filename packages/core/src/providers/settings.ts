/** What a row of the table of mail providers contains. */

/**
 * How a client can log in:
 *
 * - `oauth2`: an access token (`auth.token`).
 * - `app-password`: a password made for one program, in the settings of the account.
 * - `password`: the password of the mailbox.
 * - `key`: a key or a token of the provider, given as the password.
 */
export type ProviderAuthentication = "oauth2" | "app-password" | "password" | "key";

/** One server of a provider. Spread it into the options of `createMailer`. */
export interface ProviderServer {
  /** The host name. */
  readonly host: string;
  /** The TCP port. */
  readonly port: number;
  /** How TLS begins on this port. */
  readonly tls: "implicit" | "starttls";
}

/** A server that a provider has besides its first one. */
export interface OtherProviderServer extends ProviderServer {
  /** The region that the server is in, where the account belongs to one region. */
  readonly region?: string;
}

/** Limits that a provider states for an account. */
export interface ProviderLimits {
  /** Messages that one account can send in 24 hours. */
  readonly messagesPerDay?: number;
  /** Messages that one account can send in one minute. */
  readonly messagesPerMinute?: number;
  /** Recipients of all messages in 24 hours. */
  readonly recipientsPerDay?: number;
  /** Recipients of one message. */
  readonly recipientsPerMessage?: number;
}

/** A public page that shows a row's facts. */
export interface ProviderSource {
  /** The address of the page. */
  readonly url: string;
  /** The day on which the page was read, such as `2026-11-30`. */
  readonly seen: string;
}

/**
 * The user name for `auth.user`:
 *
 * - `address`: the whole address.
 * - `local-part`: the part of the address before the `@`.
 * - `account`: a name that the provider assigns and shows in the account.
 * - `{ fixed }`: the same name for everybody.
 */
export type ProviderUser = "address" | "local-part" | "account" | { readonly fixed: string };

/** The settings of one provider. */
export interface ProviderSettings {
  /** A short name, unique in the table. */
  readonly id: string;
  /** The name that the provider uses. */
  readonly name: string;
  /**
   * - `mailbox`: people have an address at a domain of the provider.
   * - `hosting`: customers mostly bring a domain of their own.
   * - `service`: sends mail of programs and has no mailboxes.
   */
  readonly kind: "mailbox" | "hosting" | "service";
  /** Other names of the provider, in any case. */
  readonly aliases: readonly string[];
  /** Domains of addresses. `*.example.com` means every subdomain. */
  readonly domains: readonly string[];
  /** Ends of the names in a domain's MX records that show that the provider receives the domain's mail. */
  readonly mailExchangers: readonly string[];
  /** The server to use. */
  readonly server: ProviderServer;
  /** Further servers: another port, or another region. */
  readonly otherServers: readonly OtherProviderServer[];
  /** How a client can log in, best first. */
  readonly authentication: readonly ProviderAuthentication[];
  /** What to give as the user name. */
  readonly user: ProviderUser;
  /** Limits that the sources state. Other limits may apply. */
  readonly limits?: ProviderLimits;
  /** What to know before the first message, in sentences. */
  readonly notes: readonly string[];
  /** Where the facts come from. */
  readonly sources: readonly [ProviderSource, ...ProviderSource[]];
}

/** The day on which the sources of the table were last read. */
const SEEN = "2026-11-30";

/** Returns the entry of a provider in the database of mail settings that Thunderbird uses. */
export function thunderbird(name: string): ProviderSource {
  return seen(`https://github.com/thunderbird/autoconfig/blob/master/ispdb/${name}.xml`);
}

/** Returns the entry of a provider in the database of the chatmail project. */
export function chatmail(name: string, owner = "chatmail"): ProviderSource {
  return seen(`https://github.com/${owner}/provider-db/blob/master/_providers/${name}.md`);
}

/** The list of services that nodemailer knows by name. */
export const NODEMAILER: ProviderSource = seen(
  "https://github.com/nodemailer/nodemailer/blob/master/lib/well-known/services.json",
);

/** Returns a source that was read on the day of the table. */
export function seen(url: string): ProviderSource {
  return { url, seen: SEEN };
}

/** What most rows have in common. */
type Usual = "kind" | "aliases" | "mailExchangers" | "otherServers" | "authentication" | "user";

/** A row as it is written in the table. Fields with the usual value may be omitted. */
export type WrittenRow = Omit<ProviderSettings, Usual | "server" | "notes" | "domains"> &
  Partial<Pick<ProviderSettings, Usual | "notes" | "domains">> & {
    /** The host of the servers in `ports`. */
    readonly host: string;
    /** The ports, best first: 465 has implicit TLS, every other port STARTTLS. */
    readonly ports: readonly [number, ...number[]];
  };

/** Fills in what is usual: a mailbox, the whole address as the user name, its password. */
export function toSettings({ host, ports, ...row }: WrittenRow): ProviderSettings {
  const [server, ...others] = ports.map((port) => serverAt(host, port));
  return {
    kind: "mailbox",
    aliases: [],
    domains: [],
    mailExchangers: [],
    authentication: ["password"],
    user: "address",
    notes: [],
    ...row,
    server: server as ProviderServer,
    otherServers: [...others, ...(row.otherServers ?? [])],
  };
}

/** Returns a server with the TLS that is usual on its port (RFC 8314 3.3). */
export function serverAt(host: string, port: number): ProviderServer {
  return { host, port, tls: port === 465 ? "implicit" : "starttls" };
}
