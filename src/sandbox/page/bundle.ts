import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export type Bundle = { readonly script: string; readonly style: string };

let made: Promise<Bundle> | undefined;

/** The page's script and style, made in memory, once in a process: nothing is written. */
export const bundle = (): Promise<Bundle> => (made ??= make());

async function make(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("client/main.tsx", import.meta.url))],
    bundle: true,
    write: false,
    outdir: "page",
    format: "esm",
    target: "es2022",
    minify: true,
    jsx: "automatic",
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const ending = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { script: ending(".js"), style: ending(".css") };
}
