/**
 * Converts tsup's output to the published files. Each package runs it in its own folder after tsup.
 *
 *     node ../../scripts/build/finish.ts
 */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { distFiles } from "../published.ts";
import type { Manifest } from "../workspace.ts";
import { correctChunks, nameTypeChunks } from "./chunks.ts";
import { writeCommonJs } from "./commonjs.ts";
import { addVersionCheck } from "./node-version.ts";

const dist = "dist";
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const commands = Object.values(manifest.bin ?? {});
const entries = [...distFiles(manifest), ...commands].map((path) => relative(dist, path));
const oldest = manifest.engines?.["node"]?.replace(/^>=/, "");
if (oldest === undefined) throw new Error(`${manifest.name} does not say which Node it needs.`);

correctChunks(dist);
nameTypeChunks(dist, entries);
addVersionCheck(dist, manifest.name, oldest, entries, commands.length > 0);
if (manifest.exports !== undefined) await writeCommonJs(dist);
