/** Narrow windows show a table's rows one below the other. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff;
  --ink: #1f2328;
  --muted: #59636e;
  --line: #d1d9e0;
  --wash: #f4f6f8;
  --accent: #35588f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181d;
    --ink: #e6e8eb;
    --muted: #a3abb6;
    --line: #3a4049;
    --wash: #20242b;
    --accent: #8db1ea;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 860px;
  padding: 32px 20px 64px;
  background: var(--paper);
  color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.2; }
h2 { margin: 48px 0 8px; font-size: 22px; line-height: 1.3; }
h3 { margin: 32px 0 4px; font-size: 18px; line-height: 1.3; }
p { margin: 8px 0; }
a { color: var(--accent); }
nav ul { margin: 4px 0; padding-left: 20px; }
nav a { display: inline-block; padding: 3px 0; }
code, pre { font: 14px/1.5 ui-monospace, monospace; }
pre { margin: 8px 0; padding: 12px; background: var(--wash); overflow-x: auto; }
.operation { border-top: 1px solid var(--line); }
table { width: 100%; margin: 12px 0; border-collapse: collapse; font-size: 14px; }
caption { padding: 4px 0; color: var(--muted); font-weight: 600; text-align: left; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--muted); }
tbody th { font-weight: 600; }
@media screen and (max-width: 640px) {
  body { padding: 20px 16px 40px; }
  table, tbody, tr, tbody th, td, caption { display: block; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
  tbody th, td { padding: 0; border: 0; }
  td:empty { display: none; }
}
`;
