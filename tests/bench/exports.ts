import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeHistory } from "./history/record.ts";

type Run = { readonly seconds: number; readonly peakBytes: number };
export type ExportFigure = { readonly out: Run; readonly in: Run; readonly fileBytes: number };

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");
const TELL_PEAK = `data:text/javascript,process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS))`;

/** With little room for garbage, the peak shows what is held. */
const SMALL_HEAP = ["--max-semi-space-size=4", "--max-old-space-size=64"];

/** Exports a team with this many settled bets as JSON, and imports it into an empty database: processes of their own. */
export async function benchExports(lengths: readonly number[]): Promise<ReadonlyMap<number, ExportFigure>> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-exports-"));
  try {
    const figures = new Map<number, ExportFigure>();
    for (const length of lengths) {
      const [path, file] = [join(folder, `${length}.db`), join(folder, `${length}.json`)];
      await writeHistory(path, length);
      const out = await ourcome(path, "export", "--out", file);
      const into = await ourcome(join(folder, `${length}-again.db`), "import", file);
      figures.set(length, { out, in: into, fileBytes: statSync(file).size });
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function ourcome(path: string, ...args: string[]): Promise<Run> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...SMALL_HEAP, "--import", TELL_PEAK, MAIN, ...args], {
    env: { DATABASE_URL: `file:${path}`, OURCOME_SECRET: Buffer.alloc(32).toString("base64") },
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stdout.resume();
  const [code] = await once(child, "close");
  const [, kilobytes] = /peak (\d+)$/.exec(said) ?? [];
  if (code !== 0 || kilobytes === undefined) throw new Error(`ourcome ${args.join(" ")} failed: ${said}`);
  return { seconds: (performance.now() - startedAt) / 1_000, peakBytes: Number(kilobytes) * 1_024 };
}
