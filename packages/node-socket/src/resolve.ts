/** Resolves a host to the addresses that a connection may use. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { interleaveFamilies, TransportError } from "@parley-smtp/core";
import { connectFailure } from "./failure.ts";

/** Returns all IP addresses of a host name, in the order to try them. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Resolves with the system, which sorts the addresses by RFC 6724. */
export const resolveBySystem: Resolve = async (host) => {
  const found = await lookup(host, { all: true, order: "verbatim" });
  return found.map(({ address }) => address);
};

/** The wanted addresses. */
export interface Wanted {
  /** Only addresses of this family. */
  readonly family?: 4 | 6 | undefined;
  /** The option that requires the family, for error messages. */
  readonly reason: "family" | "localAddress";
  /** Addresses to skip. */
  readonly avoid: readonly string[];
}

/**
 * Returns the addresses to try, alternating IPv6 and IPv4.
 *
 * @param host a host name or an IP address
 * @param where host and port, for error messages
 * @throws {TransportError} no address is left, or the name has none
 */
export async function findAddresses(
  host: string,
  where: string,
  { family, reason, avoid }: Wanted,
  resolve: Resolve,
): Promise<readonly string[]> {
  const all = isIP(host) === 0 ? await resolveName(host, where, resolve) : [host];
  const fitting = family === undefined ? all : all.filter((address) => isIP(address) === family);
  if (fitting.length === 0) {
    const other = family === 4 ? 6 : 4;
    throw new TransportError(
      "unreachable",
      `Cannot connect to ${where}. The option ${reason} asks for IPv${family}, and the host has IPv${other} addresses only. Change ${reason}, or leave it out.`,
      { permanent: true },
    );
  }
  const addresses = interleaveFamilies(fitting.filter((address) => !avoid.includes(address)));
  if (addresses.length > 0) return addresses;
  throw new TransportError(
    "unreachable",
    `Cannot connect to ${where}. The host has no other address than ${fitting.join(", ")}, which did not serve before. Try again later.`,
  );
}

async function resolveName(
  name: string,
  where: string,
  resolve: Resolve,
): Promise<readonly string[]> {
  let found: readonly string[];
  try {
    found = await resolve(name);
  } catch (cause) {
    throw connectFailure(where, 0, cause);
  }
  if (found.length > 0) return found;
  throw new TransportError(
    "unresolved",
    `Cannot connect to ${where}. The name has no address: check its spelling.`,
  );
}
