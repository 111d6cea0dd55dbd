/**
 * The server's side of AUTH (RFC 4954), one row per mechanism. A pure function returns the next step after the
 * responses so far, so an exchange has no other state. SCRAM is in `virtual-scram.ts`.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { encodeUtf8 } from "./octets.ts";
import type { Personality } from "./personality.ts";
import { type AuthStep, malformed, refused, type ServerMechanism } from "./server-mechanism.ts";
import { serverScram } from "./virtual-scram.ts";

/** The mechanisms that a virtual server supports. */
export const serverMechanisms: readonly ServerMechanism[] = [
  {
    name: "PLAIN",
    initialResponse: true,
    step: ([response], { users }) => {
      if (response === undefined) return { challenge: "" };
      const [, user, password, ...more] = response.split("\0");
      if (user === undefined || password === undefined || more.length > 0) return malformed;
      return findUser(users, user, (expected) => expected === password);
    },
    rfc: "RFC 4616",
  },
  {
    name: "LOGIN",
    initialResponse: true,
    step: ([user, password], { users }) => {
      if (user === undefined) return { challenge: "Username:" };
      if (password === undefined) return { challenge: "Password:" };
      return findUser(users, user, (expected) => expected === password);
    },
    rfc: "draft-murchison-sasl-login",
  },
  {
    name: "CRAM-MD5",
    initialResponse: false,
    step: ([response], { users }, { unique: challenge }) => {
      if (response === undefined) return { challenge };
      const [, user, digest] = /^(.*) ([0-9a-f]{32})$/s.exec(response) ?? [];
      if (user === undefined) return malformed;
      const digestOf = (password: string): string =>
        bytesToHex(hmac(md5, encodeUtf8(password), encodeUtf8(challenge)));
      return findUser(users, user, (expected) => digestOf(expected) === digest);
    },
    rfc: "RFC 2195 2",
  },
  {
    name: "XOAUTH2",
    initialResponse: true,
    step: ([response, acknowledged], { tokens }) => {
      if (response === undefined) return { challenge: "" };
      if (acknowledged !== undefined) return refused;
      const [, user, token] = parseXoauth2(response);
      if (user === undefined) return malformed;
      const step = findUser(tokens, user, (expected) => expected === token);
      return "user" in step ? step : { challenge: '{"status":"401","schemes":"bearer"}' };
    },
    rfc: "https://developers.google.com/workspace/gmail/imap/xoauth2-protocol",
  },
  {
    name: "OAUTHBEARER",
    initialResponse: true,
    step: ([response, acknowledged], { tokens }) => {
      if (response === undefined) return { challenge: "" };
      if (acknowledged !== undefined) return acknowledged === "\x01" ? refused : malformed;
      const [, user, token] = parseOauthBearer(response);
      if (user === undefined) return malformed;
      const step = findUser(tokens, user, (expected) => expected === token);
      return "user" in step ? step : { challenge: '{"status":"invalid_token"}' };
    },
    rfc: "RFC 7628",
  },
  {
    name: "EXTERNAL",
    initialResponse: true,
    step: ([identity], { external }) => {
      if (identity === undefined) return { challenge: "" };
      if (external === undefined || (identity !== "" && identity !== external)) return refused;
      return { user: external };
    },
    rfc: "RFC 4422 A",
  },
  ...serverScram("SHA-1"),
  ...serverScram("SHA-256"),
  ...serverScram("SHA-512"),
];

/** Parses `user=NAME^Aauth=Bearer TOKEN^A^A`, in which ^A is U+0001. */
function parseXoauth2(response: string): readonly (string | undefined)[] {
  const parts = response.split("\x01");
  return /^user=(.*)\nauth=Bearer (.*)\n\n$/i.exec(parts.join("\n")) ?? [];
}

/** Parses `n,a=NAME,^Ahost=...^Aport=...^Aauth=Bearer TOKEN^A^A`; host and port are optional. */
function parseOauthBearer(response: string): readonly (string | undefined)[] {
  const [header = "", ...pairs] = response.split("\x01");
  const [, name] = /^[ny],a=([^,]*),$/.exec(header) ?? [];
  const token = pairs.find((pair) => /^auth=Bearer /i.test(pair))?.slice("auth=Bearer ".length);
  if (name === undefined || token === undefined || !response.endsWith("\x01\x01")) return [];
  return [response, name.replaceAll("=2C", ",").replaceAll("=3D", "="), token];
}

function findUser(
  secrets: Readonly<Record<string, string>> | undefined,
  user: string,
  fits: (expected: string) => boolean,
): AuthStep {
  if (secrets === undefined) return { user };
  return Object.hasOwn(secrets, user) && fits(secrets[user] ?? "") ? { user } : refused;
}

/** Returns the mechanism with this name, if the server has it. */
export function mechanismOf(
  name: string,
  { mechanisms }: Personality,
  offered: readonly string[],
): ServerMechanism | undefined {
  const listed = listedMechanisms(offered);
  return serverMechanisms.find(
    (row) => row.name === name && (mechanisms ?? listed).includes(row.name),
  );
}

/** Returns the mechanisms in the lines of an EHLO reply, in upper case. */
export function listedMechanisms(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) =>
    /^AUTH[ =]/i.test(line) ? line.slice(5).toUpperCase().split(" ") : [],
  );
}
