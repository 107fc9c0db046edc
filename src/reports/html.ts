import { h } from "hastscript";
import { toHtml } from "hast-util-to-html";
import { drawChart } from "./charts/draw-chart.ts";
import type { Chart, Document, Part, Table } from "./document.ts";
import { STYLE } from "./style.ts";

type Element = ReturnType<typeof h>;

/** No script, and nothing from elsewhere. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The document as one HTML page that needs nothing else. Texts are escaped; only the charts' SVG goes in as it is. */
export function toHtmlPage({ title, subtitle, lead, paragraphs, sections, footer }: Document): string {
  const page = h(undefined, [
    { type: "doctype" },
    h("html", { lang: "en" }, [
      h("head", [
        h("meta", { charSet: "utf-8" }),
        h("meta", { httpEquiv: "Content-Security-Policy", content: POLICY }),
        h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
        h("meta", { name: "color-scheme", content: "light dark" }),
        h("title", title),
        h("style", STYLE),
      ]),
      h("body", [
        h("main", [
          h("header", [
            h("h1", { dir: "auto" }, title),
            h("p.subtitle", subtitle),
            h("p.lead", lead),
            ...paragraphs.map((words) => h("p", words)),
          ]),
          ...sections.map(({ heading, parts }) => h("section", [h("h2", heading), ...parts.map(toElement)])),
        ]),
        h("footer", [h("p", footer)]),
      ]),
    ]),
  ]);
  return `${toHtml(page, { allowDangerousHtml: true })}\n`;
}

function toElement(part: Part): Element {
  switch (part.kind) {
    case "text":
      return h("p", part.text);
    case "list":
      return h(
        "ul",
        part.items.map((item) => h("li", { dir: "auto" }, item)),
      );
    case "table":
      return table(part.table);
    case "chart":
      return h("figure", [
        ...charts(part.chart),
        h("details", [h("summary", "The same figures as a table"), table(part.table)]),
      ]);
  }
}

/** Drawn twice, for wide and for narrow windows: scaled down, its words would be too small to read. */
const charts = (chart: Chart): Element[] =>
  (["wide", "narrow"] as const).map((width) => {
    const element = h(`div.${width}`);
    element.children.push(svg(drawChart(chart, width)));
    return element;
  });

/** What writes HTML knows raw nodes; the types of its tree do not. */
const svg = (value: string) => ({ type: "raw", value }) as unknown as Element;

const table = ({ caption, head, rows }: Table): Element =>
  h("table", [
    h("caption", caption),
    h("thead", [
      h(
        "tr",
        head.map((words) => h("th", { scope: "col" }, words)),
      ),
    ]),
    h(
      "tbody",
      rows.map((row) =>
        h(
          "tr",
          row.map((cell, index) =>
            index === 0
              ? h("th", { scope: "row", dir: "auto" }, cell)
              : h("td", { dataLabel: head[index] }, cell),
          ),
        ),
      ),
    ),
  ]);
