/** Parses and builds the page's addresses: a screen, what is played there, and the current step. */
import { modernServer } from "@parley-smtp/core/testing";
import { preset } from "../play/presets.ts";
import { type Scene, sceneOf } from "../play/scene.ts";
import { LinkTrouble } from "./trouble.ts";

const screens = ["explore", "server", "matrix", "codes", "compare", "embed"] as const;

/** The screens of the page. */
export type Screen = (typeof screens)[number];

/** The current place. */
export interface Route {
  readonly screen: Screen;
  /** The scene: `preset/…`, `known/…`, `transcript/…` or a packed scene; for Compare two of them. */
  readonly state?: string;
  readonly other?: string;
  /** Number of lines that have happened. */
  readonly step?: number;
  /** The search text on the screens Matrix and Codes. */
  readonly find?: string;
  /** The other wishes of the client on the right, on the screen Compare. */
  readonly policy?: string;
}

/** A parsed address. */
export interface Arrival {
  readonly route: Route;
  readonly scene?: Scene;
  /** The name of the scene, if it has one. */
  readonly name?: string;
}

/**
 * Parses an address.
 *
 * @param location the page's location; only the part after `#` and `/embed/` before it count
 * @throws {LinkTrouble} if the address is not valid
 */
export async function readRoute({
  hash,
  pathname,
}: Pick<Location, "hash" | "pathname">): Promise<Arrival> {
  const embedded = /\/embed\/?(index\.html)?$/.test(pathname);
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [first = "", ...rest] = path.split("/");
  const named = screens.find((screen) => screen === first);
  const screen = embedded ? "embed" : (named ?? "explore");
  if (!named && first !== "") throw new LinkTrouble("screen", first);
  const parameters = new URLSearchParams(query);
  const step = Number(parameters.get("step") ?? Number.NaN);
  const find = parameters.get("find");
  const policy = parameters.get("policy");
  const state = rest.join("/");
  const other = parameters.get("with");
  const route: Route = {
    screen,
    ...(state === "" ? {} : { state }),
    ...(other === null ? {} : { other }),
    ...(Number.isInteger(step) && step >= 0 ? { step } : {}),
    ...(find === null ? {} : { find }),
    ...(policy === null ? {} : { policy }),
  };
  if (state === "" || (screen !== "explore" && screen !== "embed")) return { route };
  const byName = /^(?:preset|known|transcript)\//.test(state);
  return { route, scene: await sceneAt(state), ...(byName ? { name: state } : {}) };
}

/**
 * Returns the scene for a state.
 *
 * @param state `preset/…`, `known/…`, `transcript/…` or a packed scene
 * @throws {LinkTrouble} if the state is not valid
 */
export async function sceneAt(state: string): Promise<Scene> {
  if (state.startsWith("preset/")) {
    const scene = preset(state.slice("preset/".length));
    if (scene) return scene;
    throw new LinkTrouble("preset", state.slice("preset/".length));
  }
  if (state.startsWith("known/")) {
    const name = state.slice("known/".length);
    const scene = (await import("../play/known.ts")).knownScene(name);
    if (scene) return scene;
    throw new LinkTrouble("known", name);
  }
  if (state.startsWith("transcript/")) {
    const name = state.slice("transcript/".length);
    const { transcripts } = await import("../play/transcripts.ts");
    const transcript = Object.hasOwn(transcripts, name) ? transcripts[name] : undefined;
    if (transcript !== undefined) return { ...sceneOf(modernServer), transcript };
    throw new LinkTrouble("transcript", name);
  }
  return await (await import("./pack.ts")).unpack(state);
}

/** Returns the address of a route on the page. */
export function writeRoute({ screen, state, other, step, find, policy }: Route): string {
  const parameters = new URLSearchParams();
  if (step !== undefined) parameters.set("step", String(step));
  if (other !== undefined) parameters.set("with", other);
  if (find !== undefined) parameters.set("find", find);
  if (policy !== undefined) parameters.set("policy", policy);
  const query = parameters.size > 0 ? `?${parameters}` : "";
  return `#${screen}${state === undefined ? "" : `/${state}`}${query}`;
}
