/** The page's state: the scene, the current step, and their address. */
import { computed, effect, signal } from "@preact/signals";
import { fetchHashes, HashesMissing, hashesMissed } from "./hashes/later.ts";
import { type Route, readRoute, writeRoute } from "./link/route.ts";
import { LinkTrouble } from "./link/trouble.ts";
import { play } from "./play/play.ts";
import { presets } from "./play/presets.ts";
import type { Run, Unplayable } from "./play/run.ts";
import { demoSecrets, type Scene, type Secrets } from "./play/scene.ts";
import { en, type Words } from "./words/en.ts";

/** The language of the page. */
export const words = signal<Words>(en);

/** The current place. */
export const route = signal<Route>({ screen: "explore" });

/** The scene on the screen Explore. */
export const scene = signal<Scene>(presets.modern);

/** The name of the unchanged scene, such as that of a preset. */
export const named = signal<string | undefined>("preset/modern");

/** Credentials, which are typed here and stored nowhere else. */
export const secrets = signal<Secrets>(demoSecrets);

/** The functions that play transcripts, after they are loaded. */
const scripts = signal<typeof import("./play/script.ts") | undefined>(undefined);

/** Whether hashes can be computed. */
const hashes = signal(false);

/** Returns the result of a scene; nothing while something is still being loaded. */
export function playNow(wanted: Scene): Run | Unplayable | undefined {
  const { transcript, roundTripTime } = wanted;
  // The waiting code plays again when they are loaded.
  const script = scripts.value;
  const ready = hashes.value;
  if (transcript !== undefined && !script) {
    void import("./play/script.ts").then((come) => {
      scripts.value = come;
    });
  }
  let played: Run | Unplayable | undefined;
  try {
    played =
      transcript === undefined
        ? play(wanted, secrets.value)
        : script?.playTranscript(transcript, roundTripTime);
  } catch (error) {
    if (!(error instanceof HashesMissing) || ready) throw error;
  }
  if (!hashesMissed() || ready) return played;
  void fetchHashes().then(() => {
    hashes.value = true;
  });
  return undefined;
}

/** The result of the scene on Explore. */
export const run = computed(() => playNow(scene.value));

/** The result of the scene before the last change. */
export const before = signal<Run | undefined>(undefined);

/** Number of lines that have happened; absent: all. */
export const step = signal<number | undefined>(undefined);

/** The selected line. */
export const chosen = signal<number | undefined>(undefined);

/** The text for screen readers. */
export const announced = signal("");

/** Why an address could not be used. */
export const trouble = signal<LinkTrouble | undefined>(undefined);

/** Changes the scene, and keeps the previous one for comparison. */
export function change(next: Scene, name?: string): void {
  const last = run.peek();
  if (last && "lines" in last) before.value = last;
  scene.value = next;
  named.value = name;
  step.value = undefined;
  chosen.value = undefined;
}

/** Opens a screen; the browser's back button returns here. */
export function go(next: Route): void {
  history.pushState(null, "", writeRoute(next));
  void arrive();
}

/** Refines what is shown, without a new entry in the browser's history. */
export function refine(more: Partial<Route>): void {
  route.value = { ...route.value, ...more };
  history.replaceState(null, "", writeRoute(route.value));
}

let arrived = false;

/** Applies the address. */
export async function arrive(): Promise<void> {
  try {
    const { route: next, scene: there, name } = await readRoute(location);
    trouble.value = undefined;
    if (there) change(there, name);
    // The page's default scene was never shown, so it is not kept.
    if (!arrived) before.value = undefined;
    arrived = true;
    step.value = next.step;
    chosen.value = next.step === undefined ? undefined : next.step - 1;
    route.value = next;
  } catch (error) {
    if (!(error instanceof LinkTrouble)) throw error;
    trouble.value = error;
    route.value = { screen: "explore" };
  }
}

/** The address of the current scene. */
export async function addressOfScene(): Promise<string> {
  if (named.value !== undefined) return named.value;
  const now = scene.value;
  return (await import("./link/pack.ts")).pack(now);
}

/** Updates the address when the scene changes. */
export function keepAddress(): void {
  let last = 0;
  effect(() => {
    const now = [scene.value, named.value, step.value, route.value] as const;
    const mine = ++last;
    const { screen } = now[3];
    if (screen !== "explore" && screen !== "embed") return;
    void addressOfScene().then((state) => {
      // A later change has its own address.
      if (mine !== last) return;
      const { step: _step, ...rest } = now[3];
      const next = { ...rest, state, ...(now[2] === undefined ? {} : { step: now[2] }) };
      history.replaceState(null, "", writeRoute(next));
    });
  });
}
