import type { z } from "zod";

export type Path = readonly PropertyKey[];
export type Finding = { readonly path: Path; readonly message: string };

export const pointerOf = (path: Path): string =>
  path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Zod's issue in the words of Slack's answers. */
export function findingsOf(issue: z.core.$ZodIssue): Finding[] {
  const { path } = issue;
  const at = (message: string): Finding[] => [{ path, message }];
  const isMissing = issue.input === undefined && path.length > 0;
  if (isMissing && issue.code !== "custom")
    return [{ path: path.slice(0, -1), message: `missing required field: ${String(path.at(-1))}` }];

  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.flatMap((key) => at(`invalid additional property: ${key}`));
    case "too_big":
      if (issue.origin === "string") return at(`must be less than ${Number(issue.maximum) + 1} characters`);
      if (issue.origin === "array") return at(`no more than ${issue.maximum} items allowed`);
      return at(`must be at most ${issue.maximum}`);
    case "too_small":
      if (issue.origin === "string") return at(`must be more than ${Number(issue.minimum) - 1} characters`);
      if (issue.origin === "array") return at(`must provide at least ${issue.minimum} items`);
      return at(`must be at least ${issue.minimum}`);
    case "invalid_value":
      return at(`must be one of: ${issue.values.join(", ")}`);
    case "invalid_union":
      return issue.discriminator === undefined
        ? at(issue.message)
        : unsupported(issue.input, issue.discriminator, path);
    case "invalid_type":
      return at(`must provide a value of type ${issue.expected}`);
    case "custom":
    case "invalid_element":
    case "invalid_format":
    case "invalid_key":
    case "not_multiple_of":
      break;
  }
  return at(issue.message);
}

/** The union's issue points at the discriminator and holds the whole object. */
function unsupported(input: unknown, discriminator: string, path: Path): Finding[] {
  const type = new Map<string, unknown>(Object.entries(Object(input))).get(discriminator);
  return type === undefined
    ? [{ path: path.slice(0, -1), message: `missing required field: ${discriminator}` }]
    : [{ path, message: `unsupported type: ${typeof type === "string" ? type : typeof type}` }];
}
