/** Servers of this world as scenes, in a file of its own that is fetched when it is wanted. */
import {
  type PersonalityEntry,
  type PersonalityName,
  personalities,
  personality,
} from "@parley-smtp/core/testing";
import { type Scene, sceneOf } from "./scene.ts";

/** All known servers, with where the knowledge is from. */
export const known: readonly PersonalityEntry[] = personalities;

/**
 * The scene with a known server. Its own account stays out of it: here anyone is let in,
 * for a link must not hold a password.
 *
 * @param name one of `known`
 */
export function knownScene(name: string): Scene | undefined {
  if (!known.some((entry) => entry.name === name)) return undefined;
  const { users: _users, tokens: _tokens, ...server } = personality(name as PersonalityName);
  const local = server.tls === "none" && !server.requireAuth;
  return sceneOf(server, {
    login: server.requireAuth ? "password" : "none",
    ...(local ? { port: 25 } : {}),
  });
}
