/**
 * Builds EHLO (LHLO in LMTP, RFC 2033 4.1) and lists the names that the client can give (RFC 5321 4.1.1.1, 4.1.4).
 * `greet.ts` sends the command.
 */
import { addressLiteral } from "../address/address.ts";
import { type Command, ehlo, lhlo } from "../command/command.ts";
import type { Session } from "../session/session.ts";

/** Builds EHLO, or LHLO in LMTP, so that neither protocol is mistaken for the other (RFC 2033 4.1). */
export function hello(session: Session): Command {
  const name = getClientName(session);
  return session.config.lmtp ? lhlo(name) : ehlo(name);
}

/** Lists the names to try, best first: the user's name, the local address, the loopback address (RFC 5321 4.1.4). */
export function getClientNames(session: Session): string[] {
  const { localAddress } = session.connection.connectionInfo;
  const literal = localAddress === undefined ? undefined : addressLiteral(localAddress);
  const names = [session.config.name, literal, "[127.0.0.1]"];
  return names.filter((name) => name !== undefined);
}

/** Returns the name to send now. */
export function getClientName(session: Session): string {
  const names = getClientNames(session);
  return (
    names.find((name) => !session.connection.knowledge.namesRefused.includes(name)) ?? "[127.0.0.1]"
  );
}
