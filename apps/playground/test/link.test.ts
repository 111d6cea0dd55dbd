/** Links: their contents, what they never contain, and errors for broken ones. */
import { transcripts } from "@parley-smtp/core/testing/transcripts";
import { describe, expect, it } from "vitest";
import { pack, unpack } from "../src/link/pack.ts";
import { readRoute, writeRoute } from "../src/link/route.ts";
import { presets } from "../src/play/presets.ts";
import { type Scene, sceneOf } from "../src/play/scene.ts";

const pathname = "/";

describe("a packed scene", () => {
  it.each(Object.entries<Scene>(presets))("comes back as it was: %s", async (_name, scene) => {
    const text = await pack(scene);
    expect(text).toMatch(/^1\.[\w-]+$/);
    expect(await unpack(text)).toEqual(scene);
  });

  it("holds no credential of the server or of a transcript", async () => {
    const { modern } = presets;
    const users = { ann: "rosebud-49" };
    const server = { ...modern.server, users, tokens: users };
    const unpacked = await unpack(await pack({ ...modern, server }));
    expect(JSON.stringify(unpacked)).not.toContain("rosebud");

    const names = Object.keys(transcripts).filter((name) =>
      transcripts[name]?.includes("rosebud-49"),
    );
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const scene = { ...sceneOf(modern.server), transcript: transcripts[name] ?? "" };
      expect(JSON.stringify(await unpack(await pack(scene)))).not.toContain("rosebud-49");
    }
  });

  it.each([
    ["9.abc", /version 9/],
    ["1.abc", /cut off/],
    ["1.%%%", /cut off/],
  ])("that is not valid is refused with a sentence: %s", async (text, sentence) => {
    await expect(unpack(text)).rejects.toThrow(sentence);
  });

  it("of a wrong shape is refused with the place", async () => {
    const wrong = { ...presets.modern, server: { ...presets.modern.server, tls: "sometimes" } };
    await expect(unpack(await pack(wrong as unknown as Scene))).rejects.toThrow(/server\.tls/);
  });

  it("that inflates without end is refused", async () => {
    const bomb = { ...presets.modern, transcript: "x".repeat(2_000_000) };
    await expect(unpack(await pack(bomb))).rejects.toThrow(/cut off/);
  });
});

describe("an address", () => {
  it("leads where it says, and is written the same", async () => {
    const state = await pack(presets.greylisting);
    for (const hash of [
      "#explore/preset/helo-only",
      "#explore/transcript/chunking/refused-502?step=3",
      `#explore/${state}?step=12`,
      "#matrix",
      "#codes?find=502",
      `#compare/${state}?with=preset%2Fmodern`,
    ]) {
      const { route } = await readRoute({ hash, pathname });
      expect(writeRoute(route)).toBe(hash);
    }
  });

  it("of a named scene brings the scene and its name", async () => {
    const { scene, name } = await readRoute({ hash: "#explore/preset/helo-only", pathname });
    expect(scene).toEqual(presets["helo-only"]);
    expect(name).toBe("preset/helo-only");
    const scripted = await readRoute({ hash: "#explore/transcript/hello/ehlo-502", pathname });
    expect(scripted.scene?.transcript).toBe(transcripts["hello/ehlo-502"]);
  });

  it("under /embed/ shows the conversation alone", async () => {
    const { route } = await readRoute({ hash: "#explore/preset/modern", pathname: "/x/embed/" });
    expect(route.screen).toBe("embed");
  });

  it.each(["#nowhere", "#explore/preset/none", "#explore/transcript/none"])(
    "that leads nowhere is refused with a sentence: %s",
    async (hash) => {
      await expect(readRoute({ hash, pathname })).rejects.toThrow(/There is no/);
    },
  );
});
