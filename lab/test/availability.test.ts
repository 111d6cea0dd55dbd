import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { availability, LabUnavailable, startServer } from "../src/mod.ts";

afterEach(() => vi.unstubAllEnvs());

test("says that a host without Debian's tools cannot run a Debian server", async () => {
  vi.stubEnv("PATH", "/nowhere");
  expect(await availability("exim")).toEqual({
    ok: false,
    reason: "it is unpacked from Debian's packages, and apt-get, dpkg or setpriv is not here.",
  });
  const error = await startServer("exim").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LabUnavailable);
  expect(error).toMatchObject({ server: "exim", reason: expect.stringContaining("apt-get") });
});

test("says with apt-get's own words why packages could not be fetched", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-lab-test-"));
  try {
    for (const program of ["apt-get", "dpkg", "setpriv"]) {
      await writeFile(
        join(folder, program),
        "#!/bin/sh\necho 'E: no such archive' >&2\nexit 100\n",
      );
      await chmod(join(folder, program), 0o755);
    }
    vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
    vi.stubEnv("PARLEY_LAB", join(folder, "cache"));
    expect(await availability("exim")).toEqual({
      ok: false,
      reason: "its Debian packages could not be fetched (E: no such archive).",
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
