/** A line on a terminal that says how far something long has come, and leaves nothing behind. Silent elsewhere. */
export function progressLine(what: string, output: NodeJS.WriteStream = process.stderr) {
  let shown = "";
  return {
    /** From 0 to 1. */
    show(share: number): void {
      const line = `${what}: ${Math.floor(share * 100)} %`;
      if (!output.isTTY || line === shown) return;
      shown = line;
      output.write(`\r${line}`);
    },
    end(): void {
      if (shown !== "") output.write("\r\u001B[K");
      shown = "";
    },
  };
}
