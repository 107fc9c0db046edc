import type { z } from "@hono/zod-openapi";
import type { InputError } from "./problems.ts";

type Issue = z.core.$ZodIssue;

/** What is wrong in a body, each with a JSON Pointer to it. */
export const errorsInBody = (issues: readonly Issue[]): InputError[] =>
  issues.flatMap((issue) =>
    placesOf(issue).map((place) => ({ pointer: pointerTo(place), detail: detailOf(issue) })),
  );

/** What is wrong in the parameters or headers, each with its name. */
export const errorsInParameters = (issues: readonly Issue[]): InputError[] =>
  issues.flatMap((issue) =>
    placesOf(issue).map((place) => ({ parameter: String(place[0] ?? ""), detail: detailOf(issue) })),
  );

/** A field that doesn't exist is an issue of the object around it. */
const placesOf = (issue: Issue): PropertyKey[][] =>
  issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];

const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

function detailOf(issue: Issue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return "There is no such field.";
    case "invalid_type":
      return issue.message.endsWith("received undefined")
        ? "Please fill this in."
        : `This has to be ${issue.expected === "int" ? "a whole number" : `of the type ${issue.expected}`}.`;
    case "invalid_value":
      return `Please use one of: ${issue.values.join(", ")}.`;
    case "invalid_union":
      return "This is none of the values that the documentation lists.";
    case "too_small":
    case "too_big":
      return limitWords(issue);
    default:
      return issue.message;
  }
}

function limitWords(issue: Extract<Issue, { code: "too_small" | "too_big" }>): string {
  const isMost = issue.code === "too_big";
  const limit = isMost ? issue.maximum : issue.minimum;
  if (issue.origin === "string")
    return isMost ? `Please use ${limit} characters at most.` : "Please fill this in.";
  if (issue.origin === "array") return `Please use ${limit} ${isMost ? "at most" : "or more"}.`;
  return `This has to be ${limit} or ${isMost ? "less" : "more"}.`;
}
