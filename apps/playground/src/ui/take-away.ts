/** Exports of a scene: a link, a file, and a piece of HTML. */
import { writeRoute } from "../link/route.ts";
import type { Run } from "../play/run.ts";
import { addressOfScene, announced, scene, step, words } from "../store.ts";

/** Copies text, and returns whether that succeeded. */
export async function copy(text: string): Promise<void> {
  const w = words.value.explore;
  try {
    await navigator.clipboard.writeText(text);
    say(w.copied);
  } catch {
    say(w.copyFailed);
  }
}

/** Announces a text to screen readers, even if it is the same as before. */
export function say(text: string): void {
  announced.value = "";
  requestAnimationFrame(() => {
    announced.value = text;
  });
}

function here(path: string, hash: string): string {
  return new URL(
    path + hash,
    location.href.replace(/#.*$/, "").replace(/embed\/(index\.html)?$/, ""),
  ).href;
}

/** Copies a link to the scene and the current step. */
export async function copyLink(): Promise<void> {
  const at = step.value;
  const route = { screen: "explore", state: await addressOfScene() } as const;
  await copy(here("./", writeRoute(at === undefined ? route : { ...route, step: at })));
}

/** Copies the HTML that embeds the dialogue in another page. */
export async function copyEmbed(): Promise<void> {
  const url = here("./embed/", writeRoute({ screen: "embed", state: await addressOfScene() }));
  await copy(
    `<iframe src="${url}" title="${words.value.explore.conversation}" width="100%" height="600" loading="lazy"></iframe>`,
  );
}

/** Saves the run as a transcript that replays the same way. */
export async function save(run: Run): Promise<void> {
  const { transcriptOf } = await import("../play/script.ts");
  const title = `${words.value.explore.conversation}`;
  const text = scene.value.transcript ?? transcriptOf(run, title);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "conversation.smtp";
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Returns the packed scene, whatever its name. */
export async function packed(): Promise<string> {
  return (await import("../link/pack.ts")).pack(scene.value);
}
