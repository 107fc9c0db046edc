import { createHash } from "node:crypto";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import { PROBLEMS } from "#api/kit/problems.ts";
import type { ApiDocument } from "./document.ts";
import { operationsOf } from "./operations.ts";
import { operationSection } from "./operation-section.ts";
import { words } from "./page-words.ts";
import { STYLE } from "./style.ts";

/** No script, nothing from elsewhere, and no style but the page's own. */
export const CONTENT_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const TITLE = "Ourcome's API";

/** The reference page, from the document: one page that needs nothing else. */
export function referencePage(document: ApiDocument): string {
  const operations = operationsOf(document);
  const groups = (document.tags ?? []).map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter(({ tag }) => tag === name),
  }));
  const page = h(undefined, [
    { type: "doctype" },
    h("html", { lang: "en" }, [
      h("head", [
        h("meta", { charSet: "utf-8" }),
        h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
        h("meta", { name: "color-scheme", content: "light dark" }),
        h("title", TITLE),
        h("style", STYLE),
      ]),
      h("body", [
        h("header", [
          h("h1", TITLE),
          ...(document.info.description ?? "").split("\n\n").map((paragraph) => h("p", words(paragraph))),
          h("p", [
            "The same as an OpenAPI 3.1 document: ",
            h("a", { href: "openapi.json" }, "openapi.json"),
            ".",
          ]),
        ]),
        h("nav", { ariaLabel: "Operations" }, [
          h("ul", [
            ...groups.map((group) =>
              h("li", [
                h("a", { href: `#${group.name.toLowerCase()}` }, group.name),
                h(
                  "ul",
                  group.operations.map(({ id, summary }) => h("li", [h("a", { href: `#${id}` }, summary)])),
                ),
              ]),
            ),
            h("li", [h("a", { href: "#problems" }, "Problems")]),
          ]),
        ]),
        h("main", [
          ...groups.map((group) =>
            h("section", [
              h("h2", { id: group.name.toLowerCase() }, group.name),
              h("p", group.description ?? ""),
              ...group.operations.map(operationSection),
            ]),
          ),
          problemsSection(),
        ]),
      ]),
    ]),
  ]);
  return `${toHtml(page)}\n`;
}

const problemsSection = () =>
  h("section", [
    h("h2", { id: "problems" }, "Problems"),
    h("p", [
      "A request that can't be carried out is answered as ",
      h("code", "application/problem+json"),
      " (RFC 9457). Its ",
      h("code", "type"),
      " leads here, and what is wrong in the input is in ",
      h("code", "errors"),
      ", each with a JSON Pointer or the name of a parameter.",
    ]),
    ...Object.entries(PROBLEMS).map(([kind, { status, title, advice }]) =>
      h("section", [h("h3", { id: kind }, `${status} · ${title}`), h("p", words(advice))]),
    ),
  ]);
