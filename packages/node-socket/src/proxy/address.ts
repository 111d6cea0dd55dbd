/** The address of a proxy, read from a URL. No error shows the URL: it may hold a password. */
import type { DialTarget } from "@parley-smtp/core";

/** Where a proxy is, and what it expects. */
export interface ProxyAddress {
  readonly protocol: "socks5" | "http";
  /** `implicit` for a proxy that speaks HTTP over TLS. */
  readonly target: DialTarget;
  readonly credentials?: { readonly user: string; readonly pass: string };
}

/** The schemes, each with what it stands for and its usual port. */
const SCHEMES: Readonly<
  Record<
    string,
    {
      readonly protocol: ProxyAddress["protocol"];
      readonly port: number;
      readonly tls: DialTarget["tls"];
    }
  >
> = {
  "socks5:": { protocol: "socks5", port: 1080, tls: "none" },
  "socks5h:": { protocol: "socks5", port: 1080, tls: "none" },
  "http:": { protocol: "http", port: 80, tls: "none" },
  "https:": { protocol: "http", port: 443, tls: "implicit" },
};

const FORM =
  "It must look like socks5://user:pass@proxy.example.com:1080, or begin with http:// or https:// for HTTP CONNECT. Percent-encode special characters of user and password.";

/** User name and password of SOCKS5 have a length of one byte (RFC 1929 2). */
const MAX_SOCKS_CREDENTIAL = 255;

/**
 * Reads the address of a proxy.
 *
 * @throws {TypeError} when it is not the URL of a proxy; the message never shows it
 */
export function readProxyUrl(given: string | URL): ProxyAddress {
  const url = parse(given);
  const scheme = SCHEMES[url.protocol];
  if (!scheme || url.hostname === "" || !/^\/?$/.test(url.pathname) || url.search || url.hash) {
    throw new TypeError(`The URL of the proxy is not valid. ${FORM}`);
  }
  const { protocol, port, tls } = scheme;
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const credentials = readCredentials(url);
  if (protocol === "socks5") checkSocksCredentials(credentials);
  return {
    protocol,
    target: { host, port: url.port === "" ? port : Number(url.port), tls },
    ...(credentials && { credentials }),
  };
}

function parse(given: string | URL): URL {
  try {
    return new URL(given);
  } catch {
    throw new TypeError(`The URL of the proxy is not valid. ${FORM}`);
  }
}

function readCredentials({ username, password }: URL): ProxyAddress["credentials"] {
  if (username === "" && password === "") return undefined;
  try {
    const [user = "", pass = ""] = [username, password].map(decodeURIComponent);
    return { user, pass };
  } catch {
    throw new TypeError(`User or password of the proxy is not percent-encoded correctly. ${FORM}`);
  }
}

function checkSocksCredentials(credentials: ProxyAddress["credentials"]): void {
  for (const text of Object.values(credentials ?? {})) {
    const length = Buffer.byteLength(text);
    if (length > 0 && length <= MAX_SOCKS_CREDENTIAL) continue;
    throw new TypeError(
      `User and password of a SOCKS5 proxy have 1 to ${MAX_SOCKS_CREDENTIAL} bytes each, and one has ${length} (RFC 1929).`,
    );
  }
}
