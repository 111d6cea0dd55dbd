/** Plays a scene with the real core, synchronously: the page only shows the results. */
import { SmtpError } from "@parley-smtp/core";
import {
  createVirtualWorld,
  type Performed,
  type Personality,
  playSession,
  runSession,
} from "@parley-smtp/core/testing";
import { hider } from "./hide.ts";
import { stopAtLimit } from "./limits.ts";
import { orProblem } from "./problem.ts";
import { type Run, told, type Unplayable } from "./run.ts";
import { messageOf, optionsOf, type Scene, type Secrets } from "./scene.ts";

/**
 * Plays a scene with its virtual server.
 *
 * @param scene the scene; one with a transcript is for `playTranscript`
 * @param secrets credentials, for scenes that need them
 * @returns the result, or why the scene cannot be played
 */
export function play(scene: Scene, secrets: Secrets): Run | Unplayable {
  return orProblem(() => ({ ...playServer(scene, secrets), ...floorOf(scene, secrets) }));
}

function playServer(scene: Scene, secrets: Secrets): Run {
  const { server, roundTripTime, pieces, client, mail } = scene;
  const options = optionsOf(client, secrets);
  const message = messageOf(mail);
  const head = { options, messages: Array.from({ length: mail.count }, () => message) };
  const world = createVirtualWorld(server);
  const all: Performed[] = [];
  const count = stopAtLimit();
  const { outcome } = runSession(playSession(head), world, {
    delay: roundTripTime / 2,
    token: secrets.token,
    onPerformed: (performed) => {
      count();
      all.push(performed);
    },
    ...(pieces === undefined ? {} : { chunk: pieces }),
  });
  if ("error" in outcome) throw outcome.error;
  return {
    ...told(all, outcome.result, hider(options.auth)),
    accepted: world.mailbox.accepted,
    history: world.history,
    head,
  };
}

/** Returns the server with its offers but without deviations. */
function honest(server: Personality): Personality {
  const { name, capabilities, capabilitiesTls, capabilitiesAuth, tls, mechanisms, size } = server;
  const kept = { name, capabilitiesTls, capabilitiesAuth, mechanisms, size };
  const given = Object.entries(kept).filter(([, value]) => value !== undefined);
  return { capabilities, tls, ...Object.fromEntries(given) };
}

function floorOf(scene: Scene, secrets: Secrets): Pick<Run, "floor"> {
  const { cost, outcomes } = playServer({ ...scene, server: honest(scene.server) }, secrets);
  // If even that server cannot be used, no minimum is known.
  return outcomes.every((outcome) => !SmtpError.is(outcome)) ? { floor: cost } : {};
}
