// Plain JavaScript, because a Node too old for Ourcome cannot parse TypeScript, and better-sqlite3 ends such a process
// with a segmentation fault as soon as it is loaded. So this says what is wrong before anything else is loaded.
const LEAST_NODE = 26;

if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
  process.stderr.write(
    `Ourcome needs Node ${LEAST_NODE} or newer, and this is Node ${process.versions.node}. Run npm ci, then npm start: npm brings the right Node and uses it.\n`,
  );
  process.exit(1);
}

await import("./main.ts");
