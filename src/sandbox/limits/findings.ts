import type { z } from "zod";

export type Path = readonly PropertyKey[];
export type Finding = { readonly path: Path; readonly message: string };

export const pointerOf = (path: Path): string =>
  path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Translates a zod issue into the messages of Slack's answers. */
export function findingsOf(issue: z.core.$ZodIssue): Finding[] {
  const { path } = issue;
  const findingAt = (message: string): Finding[] => [{ path, message }];
  const isMissing = issue.input === undefined && path.length > 0;
  if (isMissing && issue.code !== "custom")
    return [{ path: path.slice(0, -1), message: `missing required field: ${String(path.at(-1))}` }];

  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.flatMap((key) => findingAt(`invalid additional property: ${key}`));
    case "too_big":
      if (issue.origin === "string")
        return findingAt(`must be less than ${Number(issue.maximum) + 1} characters`);
      if (issue.origin === "array") return findingAt(`no more than ${issue.maximum} items allowed`);
      return findingAt(`must be at most ${issue.maximum}`);
    case "too_small":
      if (issue.origin === "string")
        return findingAt(`must be more than ${Number(issue.minimum) - 1} characters`);
      if (issue.origin === "array") return findingAt(`must provide at least ${issue.minimum} items`);
      return findingAt(`must be at least ${issue.minimum}`);
    case "invalid_value":
      return findingAt(`must be one of: ${issue.values.join(", ")}`);
    case "invalid_union":
      return issue.discriminator === undefined
        ? findingAt(issue.message)
        : unsupported(issue.input, issue.discriminator, path);
    case "invalid_type":
      return findingAt(`must provide a value of type ${issue.expected}`);
    case "custom":
    case "invalid_element":
    case "invalid_format":
    case "invalid_key":
    case "not_multiple_of":
      break;
  }
  return findingAt(issue.message);
}

/** The path of a union's issue points at the discriminator, but its input is the whole object. */
function unsupported(input: unknown, discriminator: string, path: Path): Finding[] {
  const type = new Map<string, unknown>(Object.entries(Object(input))).get(discriminator);
  return type === undefined
    ? [{ path: path.slice(0, -1), message: `missing required field: ${discriminator}` }]
    : [{ path, message: `unsupported type: ${typeof type === "string" ? type : typeof type}` }];
}
