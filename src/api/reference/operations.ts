import type { ApiDocument } from "./document.ts";

/** A part of a request or an answer: its name, its type in words, and what it means. */
export type Field = {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
};

/** An operation as the page shows it. */
export type Operation = {
  readonly id: string;
  readonly tag: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly scope: string | undefined;
  readonly parameters: readonly Field[];
  readonly body: readonly Field[];
  readonly example: object | undefined;
  readonly answers: ReadonlyArray<{
    readonly status: string;
    readonly description: string;
    readonly fields: readonly Field[];
  }>;
};

/** A part of a JSON Schema that the page reads. */
type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};

type Content = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };

/** The parts of the document that the page reads. */
type Described = {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly security?: ReadonlyArray<Readonly<Record<string, readonly string[]>>>;
  readonly parameters?: ReadonlyArray<{
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }>;
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content & { readonly description: string }>>;
};

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** The operations of a document, in its order. */
export function operationsOf(document: ApiDocument): Operation[] {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  const resolve = (schema: Schema): Schema => {
    const merged: Schema = Object.assign({}, ...(schema.allOf ?? []).map(resolve));
    const named = schema.$ref === undefined ? {} : (schemas[nameOf(schema.$ref)] ?? {});
    return { ...merged, ...named, ...schema };
  };
  const fieldsOf = (content: Content | undefined): Field[] => {
    const schema = Object.values(content?.content ?? {})[0]?.schema;
    return schema ? listFields(schema, resolve) : [];
  };
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Described | undefined;
      if (!operation) return [];
      const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
      return [
        {
          id: operation.operationId ?? "",
          tag: operation.tags?.[0] ?? "",
          method: method.toUpperCase(),
          path,
          summary: operation.summary ?? "",
          description: operation.description ?? "",
          scope: operation.security?.[0]?.["token"]?.[0],
          parameters: (operation.parameters ?? []).map((parameter) => ({
            name: parameter.name,
            type: `${parameter.in}, ${typeWords(parameter.schema ?? {}, resolve)}`,
            isRequired: parameter.required === true,
            description: parameter.schema?.description ?? "",
          })),
          body: fieldsOf(operation.requestBody),
          example: body && exampleOf(resolve(body), resolve),
          answers: Object.entries(operation.responses ?? {}).map(([status, answer]) => ({
            status,
            description: answer.description,
            fields: status.startsWith("2") ? fieldsOf(answer) : [],
          })),
        },
      ];
    }),
  );
}

const nameOf = (ref: string): string => ref.split("/").at(-1) ?? "";

type Resolve = (schema: Schema) => Schema;

const listFields = (schema: Schema, resolve: Resolve): Field[] => {
  const { properties = {}, required = [] } = resolve(schema);
  return Object.entries(properties).map(([name, part]) => ({
    name,
    type: typeWords(part, resolve),
    isRequired: required.includes(name),
    description: resolve(part).description ?? "",
  }));
};

/** "list of texts", "one of a, b" */
function typeWords(schema: Schema, resolve: Resolve): string {
  const whole = resolve(schema);
  const alternatives = whole.anyOf ?? whole.oneOf;
  if (alternatives)
    return [...new Set(alternatives.map((one) => typeWords(one, resolve)))]
      .join(" or ")
      .replaceAll("one of ", "");
  if (whole.enum) return `one of ${whole.enum.join(", ")}`;
  if (whole.type === "array") return `list of ${typeWords(whole.items ?? {}, resolve)}`;
  if (whole.type === "object")
    return `{ ${Object.entries(whole.properties ?? {})
      .map(([name, part]) => (resolve(part).type === "object" ? `${name} { … }` : name))
      .join(", ")} }`;
  if (whole.format === "date") return "day";
  if (whole.format === "date-time") return "moment";
  return whole.type === "string" ? "text" : whole.type === "integer" ? "whole number" : String(whole.type);
}

/** A body with the examples of its fields. */
function exampleOf({ properties = {}, required = [] }: Schema, resolve: Resolve): object {
  const examples = Object.entries(properties).flatMap(([name, part]) => {
    const { example } = resolve(part);
    return example === undefined || (!required.includes(name) && name === "notAPerson")
      ? []
      : [[name, example]];
  });
  return Object.fromEntries(examples) as object;
}
