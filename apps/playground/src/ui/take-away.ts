/** What one can take away: a link, a file, a piece of a page. */
import { writeRoute } from "../link/route.ts";
import type { Run } from "../play/run.ts";
import { addressOfScene, announced, scene, step, words } from "../store.ts";

/** Copies text, and says whether that went well. */
export async function copy(text: string): Promise<void> {
  const w = words.value.explore;
  try {
    await navigator.clipboard.writeText(text);
    say(w.copied);
  } catch {
    say(w.copyFailed);
  }
}

/** Has a screen reader say it, also when it is the same as before. */
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

/** Copies the link of what is played, and of the step that one looks at. */
export async function copyLink(): Promise<void> {
  const at = step.value;
  const route = { screen: "explore", state: await addressOfScene() } as const;
  await copy(here("./", writeRoute(at === undefined ? route : { ...route, step: at })));
}

/** Copies what shows the conversation alone in another page. */
export async function copyEmbed(): Promise<void> {
  const url = here("./embed/", writeRoute({ screen: "embed", state: await addressOfScene() }));
  await copy(
    `<iframe src="${url}" title="${words.value.explore.conversation}" width="100%" height="600" loading="lazy"></iframe>`,
  );
}

/** Saves the run as a transcript that replays the same. */
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

/** The packed state of what is played, whatever it is called. */
export async function packed(): Promise<string> {
  return (await import("../link/pack.ts")).pack(scene.value);
}
