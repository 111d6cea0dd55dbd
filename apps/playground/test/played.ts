/** Plays scenes like the page. */
import { play } from "../src/play/play.ts";
import type { Run, Unplayable } from "../src/play/run.ts";
import { demoSecrets, type Scene } from "../src/play/scene.ts";
import { playTranscript } from "../src/play/script.ts";

/** Returns the result of a scene, or why it cannot be played. */
export function tried(scene: Scene): Run | Unplayable {
  return scene.transcript === undefined
    ? play(scene, demoSecrets)
    : playTranscript(scene.transcript, scene.roundTripTime);
}

/** Returns the result of a scene that can be played. */
export function played(scene: Scene): Run {
  const run = tried(scene);
  if ("problem" in run) throw new Error(run.problem);
  return run;
}
