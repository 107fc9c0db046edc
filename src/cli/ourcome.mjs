#!/usr/bin/env node
// Plain JavaScript, for the reason that src/start.mjs gives.
const LEAST_NODE = 26;

if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
  process.stderr.write(
    `Ourcome needs Node ${LEAST_NODE} or newer, and this is Node ${process.versions.node}. In a checkout, run npm ci, then npm run -s ourcome -- --help: npm brings the right Node and uses it.\n`,
  );
  process.exit(1);
}

const { main } = await import("./main.ts");
await main();
