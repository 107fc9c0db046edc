import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const system = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: "ignore" });

/** Mounts a small tmpfs, for tests of a full disk. Undefined where mounting is not permitted. */
export function smallDisk(
  size: string,
): { readonly path: string; readonly [Symbol.dispose]: () => void } | undefined {
  const path = mkdtempSync(join(tmpdir(), "ourcome-disk-"));
  try {
    system("mount", "-t", "tmpfs", "-o", `size=${size}`, "none", path);
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
  return {
    path,
    [Symbol.dispose]() {
      system("umount", path);
      rmSync(path, { recursive: true });
    },
  };
}
