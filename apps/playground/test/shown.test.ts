/** Each row of the screen Codes leads to a scene that shows it. */
import { ENHANCED_CODES, EXTENSIONS, FALLBACK_ORDERS, REPLY_CODES } from "@parley-smtp/core/tables";
import { describe, expect, it } from "vitest";
import type { Line } from "../src/play/line.ts";
import type { Scene } from "../src/play/scene.ts";
import { sceneOfCode, sceneOfEnhanced, sceneOffering, sceneWithout } from "../src/play/shown.ts";
import { played } from "./played.ts";

function linesOf(scene: Scene): readonly Line[] {
  const run = played(scene);
  // A transcript that the client follows.
  expect(run.difference).toBeUndefined();
  return run.lines;
}

describe("the scene of", () => {
  it.each(REPLY_CODES)("the reply code $code has it", (row) => {
    const codes = linesOf(sceneOfCode(row)).map((line) =>
      line.kind === "reply" ? line.reply.code : 0,
    );
    expect(codes).toContain(row.code);
  });

  it.each(
    ENHANCED_CODES.flatMap(({ code, classes }) =>
      classes.map((digit) => code.replace("X", `${digit}`)),
    ),
  )("the enhanced code %s has it", (exact) => {
    const codes = linesOf(sceneOfEnhanced(exact)).map((line) =>
      line.kind === "reply" ? line.reply.enhanced : "",
    );
    expect(codes).toContain(exact);
  });

  it.each(EXTENSIONS)("the extension $keyword offers it", ({ keyword }) => {
    const offered = linesOf(sceneOffering(keyword)).flatMap((line) =>
      line.kind === "reply" && line.answers.startsWith("EHLO") ? line.reply.lines : [],
    );
    expect(offered.map((text) => text.split(" ")[0])).toContain(keyword);
  });

  it.each(FALLBACK_ORDERS)(
    "the scene for the fallback order of $feature does not offer it",
    ({ feature }) => {
      const offered = linesOf(sceneWithout(feature)).flatMap((line) =>
        line.kind === "reply" && line.answers.startsWith("EHLO") ? line.reply.lines : [],
      );
      expect(offered.map((text) => text.split(" ")[0])).not.toContain(feature);
    },
  );
});
