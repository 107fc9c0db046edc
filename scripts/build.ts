import { build } from "esbuild";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");

/** Bundles the server into one file for Node, without packages that have native parts. Returns the file's path. */
export async function buildServer(outdir = join(ROOT, "dist")): Promise<string> {
  const outfile = join(outdir, "server.mjs");
  await build({
    entryPoints: [join(ROOT, "src/main.ts")],
    outfile,
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
  return outfile;
}

if (import.meta.main) process.stdout.write(`${await buildServer()}\n`);
