/** One accent for hits and misses alike. Narrow windows show a table's rows one below the other. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff;
  --ink: #1f2328;
  --muted: #59636e;
  --line: #d1d9e0;
  --accent: #35588f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181d;
    --ink: #e6e8eb;
    --muted: #a3abb6;
    --line: #3a4049;
    --accent: #8db1ea;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 760px;
  padding: 32px 20px 48px;
  background: var(--paper);
  color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
h1 { margin: 0; font-size: 28px; line-height: 1.2; }
h2 { margin: 40px 0 8px; font-size: 20px; line-height: 1.3; }
p { margin: 8px 0; }
.subtitle, footer, caption { color: var(--muted); }
.lead { margin: 20px 0 8px; font-size: 20px; font-weight: 600; }
figure { margin: 12px 0; }
ul { margin: 8px 0; padding-left: 20px; }
li { margin: 6px 0; }
summary { padding: 6px 0; color: var(--accent); cursor: pointer; }
table { width: 100%; margin: 8px 0; border-collapse: collapse; font-size: 14px; }
caption { padding: 4px 0; text-align: left; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--muted); font-weight: 600; overflow-wrap: normal; }
tbody th { font-weight: 600; }
footer { margin-top: 48px; border-top: 1px solid var(--line); font-size: 14px; }
.chart { display: block; max-width: 100%; height: auto; overflow: visible; font: 13px system-ui, sans-serif; }
.narrow { display: none; }
@media screen and (max-width: 640px) {
  body { padding: 20px 16px 32px; }
  .wide { display: none; }
  .narrow { display: block; }
  table, tbody, tr, tbody th, td, caption { display: block; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
  tbody th, td { padding: 0; border: 0; }
  td:empty { display: none; }
  td::before { content: attr(data-label) ": "; color: var(--muted); }
}
@media print {
  :root { --paper: #ffffff; --ink: #000000; --muted: #444444; --line: #bbbbbb; --accent: #444444; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  h2, summary { break-after: avoid; }
  figure > div, tr, li { break-inside: avoid; }
  summary { display: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
}
`;
