import { join } from "node:path";
import { buildServer } from "#scripts/build.ts";

const FOLDER = join(import.meta.dirname, "../../.vitest");

/** The path of the bundled server, as shipped. Vitest builds it once for all tests. */
export const serverFile = async (): Promise<string> =>
  process.env["BUILT_SERVER"] ?? (await buildServer(FOLDER));

/** Vitest's global set-up. Workers find the path in the environment that they inherit. */
export async function setup(): Promise<void> {
  process.env["BUILT_SERVER"] = await buildServer(FOLDER);
}
