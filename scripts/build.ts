import { build } from "esbuild";
import { rm } from "node:fs/promises";
import { join } from "node:path";

const CHUNKS = "chunks";
const ROOT = join(import.meta.dirname, "..");

/**
 * Bundles the server for Node, without packages that have native parts. What is imported only when it is needed, such as
 * what draws a report, goes into files of its own. Returns the path of the file to start.
 */
export async function buildServer(outdir = join(ROOT, "dist")): Promise<string> {
  await rm(join(outdir, CHUNKS), { recursive: true, force: true });
  await build({
    entryPoints: { server: join(ROOT, "src/main.ts") },
    outdir,
    outExtension: { ".js": ".mjs" },
    chunkNames: `${CHUNKS}/[name]-[hash]`,
    splitting: true,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node26",
    sourcemap: true,
    legalComments: "none",
    external: ["better-sqlite3", "pg-native"],
    // Bundled CommonJS libraries still call `require` for Node's own modules.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  return join(outdir, "server.mjs");
}

if (import.meta.main) process.stdout.write(`${await buildServer()}\n`);
