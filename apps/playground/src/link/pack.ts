/** Converts scenes to text for links, and back: JSON, deflated, in base64url, after a version. */
import { hider } from "../play/hide.ts";
import type { Scene } from "../play/scene.ts";
import { LinkTrouble } from "./trouble.ts";

/** The version of packed scenes; a link with another version is refused. */
const version = "1";

/**
 * Packs a scene.
 *
 * @param scene a scene without credentials; those in a transcript's head are removed
 * @returns letters, digits, `.`, `-` and `_`
 */
export async function pack(scene: Scene): Promise<string> {
  const { users: _users, tokens: _tokens, ...server } = scene.server;
  const { transcript } = scene;
  const bare = {
    ...scene,
    server,
    ...(transcript === undefined ? {} : { transcript: withoutCredentials(transcript) }),
  };
  const octets = await through(
    new TextEncoder().encode(JSON.stringify(bare)),
    new CompressionStream("deflate-raw"),
  );
  const base64 = btoa(String.fromCharCode(...octets));
  return `${version}.${base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/**
 * Unpacks a scene.
 *
 * @param text the result of `pack`
 * @throws {LinkTrouble} for anything else
 */
export async function unpack(text: string): Promise<Scene> {
  const [of, base64 = ""] = text.split(".");
  if (of !== version) throw new LinkTrouble("version", of);
  let value: unknown;
  try {
    const binary = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
    const octets = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const json = await through(octets, new DecompressionStream("deflate-raw"));
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch {
    throw new LinkTrouble("broken");
  }
  // Most visits open no such link, so its checks are loaded here.
  const { readScene } = await import("./schema.ts");
  return readScene(value);
}

/** A link is a few kilobytes; anything that inflates to more is not a scene. */
const mostOctets = 400_000;

async function through(
  octets: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const reader = new Blob([octets]).stream().pipeThrough(stream).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > mostOctets) throw new RangeError("Too much.");
    pieces.push(read.value);
  }
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Replaces a removed password or token. A replay still works, because the client's lines mask credentials. */
const hidden = "a secret";

/** Returns a transcript whose head contains no password and no token, and whose server does not repeat them. */
function withoutCredentials(transcript: string): string {
  let hide = (text: string): string => text;
  const bare = transcript.replace(/^(# options: )(.*)$/gm, (_line, key: string, json: string) => {
    try {
      const options = JSON.parse(json);
      const { auth } = options;
      const before = hide;
      const here = hider(auth);
      hide = (text) => here(before(text));
      for (const name of ["pass", "token"])
        if (auth?.[name] !== undefined) options.auth = { ...options.auth, [name]: hidden };
      return `${key}${JSON.stringify(options)}`;
    } catch {
      // Unreadable, so its secrets cannot be recognized.
      return `${key}{}`;
    }
  });
  return hide(bare);
}
