import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export type Bundle = { readonly script: string; readonly style: string };

let built: Promise<Bundle> | undefined;

/** The page's script and style, built in memory once per process. */
export const bundle = (): Promise<Bundle> => (built ??= buildPage());

async function buildPage(): Promise<Bundle> {
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
  const outputOf = (extension: string) =>
    outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? "";
  return { script: outputOf(".js"), style: outputOf(".css") };
}
