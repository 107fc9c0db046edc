/** A count that goes up on the terminal while something long is done, and leaves no line behind. Silent elsewhere. */
export function counter(what: string, output: NodeJS.WriteStream = process.stderr) {
  let count = 0;
  return {
    /** Counts each of these as it passes. */
    async *counted<Value>(values: AsyncIterable<Value>): AsyncGenerator<Value> {
      for await (const value of values) {
        count += 1;
        if (output.isTTY && count % 500 === 0) output.write(`\r${count.toLocaleString("en-GB")} ${what}`);
        yield value;
      }
      if (output.isTTY && count >= 500) output.write("\r\u001b[K");
    },
  };
}
