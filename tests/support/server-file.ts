import { join } from "node:path";
import { buildServer } from "#scripts/build.ts";

const FOLDER = join(import.meta.dirname, "../../.vitest");

/** The file that Node starts: the server as it is shipped, in one bundle. Vitest builds it once for all tests. */
export const serverFile = async (): Promise<string> =>
  process.env["BUILT_SERVER"] ?? (await buildServer(FOLDER));

/** Vitest's global set-up: the workers inherit the environment. */
export async function setup(): Promise<void> {
  process.env["BUILT_SERVER"] = await buildServer(FOLDER);
}
