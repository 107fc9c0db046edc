import { h } from "hastscript";
import type { Field, Operation } from "./operations.ts";
import { words } from "./page-words.ts";

/** One operation of the reference page. */
export const operationSection = (operation: Operation) => {
  const { id, method, path, summary, description, scope, parameters, body, answers } = operation;
  return h("section.operation", { ariaLabelledBy: [id] }, [
    h("h3", { id }, summary),
    h("p.address", [h("code", [h("b", method), ` ${path}`])]),
    h("p", [
      ...words(description),
      description === "" ? "" : " ",
      ...words(scope === undefined ? "Any token may ask." : `Scope: \`${scope}\`.`),
    ]),
    ...(parameters.length > 0 ? [fieldTable("Parameters", parameters)] : []),
    ...(body.length > 0 ? [fieldTable("Body", body)] : []),
    h("pre", { tabIndex: 0, role: "region", ariaLabel: `Example: ${summary}` }, [
      h("code", exampleOf(operation)),
    ]),
    ...answers
      .filter(({ fields }) => fields.length > 0)
      .map(({ status, description: what, fields }) => fieldTable(`${status}: ${what}`, fields)),
    h("p", [
      "Problems: ",
      ...answers
        .filter(({ status }) => !status.startsWith("2"))
        .flatMap(({ status }, index) => [index === 0 ? "" : ", ", status]),
      ".",
    ]),
  ]);
};

const fieldTable = (caption: string, fields: readonly Field[]) =>
  h("table", [
    h("caption", caption),
    h("thead", [
      h(
        "tr",
        ["Name", "Type", "Meaning"].map((words) => h("th", { scope: "col" }, words)),
      ),
    ]),
    h(
      "tbody",
      fields.map(({ name, type, isRequired, description }) =>
        h("tr", [
          h("th", { scope: "row" }, [h("code", name)]),
          h("td", isRequired ? type : `${type}; may be absent`),
          h("td", words(description)),
        ]),
      ),
    ),
  ]);

function exampleOf({ method, path, example }: Operation): string {
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}"$OURCOME_URL/api/v1${path}"`,
    `-H "Authorization: Bearer $OURCOME_TOKEN"`,
    ...(example ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(example)}'`] : []),
  ];
  return lines.join(" \\\n  ");
}
