import { parseArgs } from "node:util";
import { runSandbox } from "./run.ts";

/** `npm run sandbox`; `ourcome sandbox` is the same. */
const { values } = parseArgs({
  options: {
    story: { type: "boolean" },
    empty: { type: "boolean" },
    socket: { type: "boolean" },
    port: { type: "string" },
  },
});

await runSandbox(values);
