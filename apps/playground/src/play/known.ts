/** Scenes with real servers, in a separate file that is loaded when needed. */
import {
  type PersonalityEntry,
  type PersonalityName,
  personalities,
  personality,
} from "@parley-smtp/core/testing";
import { type Scene, sceneOf } from "./scene.ts";

/** All known servers, with the sources of their data. */
export const known: readonly PersonalityEntry[] = personalities;

/**
 * Returns a scene with a known server. The server accepts every login here, because a link must not contain a
 * password.
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
