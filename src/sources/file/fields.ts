import { z } from "zod";
import { fillDays } from "#sources/values/days.ts";

/** What the operator's environment holds, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A secret by the name of its environment variable; parsed, it is the secret itself. */
export type SecretField = ReturnType<typeof secretsFrom>;

const BY_NAME =
  "must name an environment variable, as in {env: METRICS_TOKEN}. A secret never stands in this file.";

export const secretsFrom = (variables: Variables) =>
  z
    .strictObject(
      { env: z.string(BY_NAME).regex(/^[A-Z_][A-Z0-9_]*$/, BY_NAME) },
      { error: ({ input }) => (input === undefined ? undefined : BY_NAME) },
    )
    .transform(({ env }, context) => {
      const secret = variables[env]?.trim() ?? "";
      if (/^[\x20-\x7e]+$/.test(secret)) return secret;
      // The name isn't quoted: somebody may have put the secret there.
      context.addIssue(
        secret === ""
          ? "names an environment variable that is not set."
          : "names an environment variable whose value has characters outside of ASCII.",
      );
      return z.NEVER;
    });

/** What a source of every kind has. */
export const COMMON = {
  name: z.string().regex(/^[a-z0-9-]{1,64}$/, "must be 1 to 64 lower-case letters, digits and hyphens."),
  description: z
    .string()
    .trim()
    .min(1, "is empty: leave it out.")
    .max(200, "is longer than 200 characters.")
    .optional(),
};

const SAMPLE = new Temporal.PlainDate(2026, 1, 1);
/** The names of parameters in which APIs expect a secret. */
const SECRET_NAME = /(?:^|[_-])(?:key|apikey|token|secret|password|signature|sig)$/i;

/** Why a URL can't be used, if so. */
function urlProblem(text: string): string | undefined {
  const filled = fillDays(text, SAMPLE);
  const url = URL.parse(filled);
  if (!url || !/^https?:$/.test(url.protocol)) return "must be an http:// or https:// URL.";
  if (/[{}]/.test(filled)) return "has a placeholder other than {day}, {day-7} or {day+1}.";
  if (url.username || url.password) return "holds a user or a password: use basic, token or headers.";
  return [...url.searchParams.keys()].some((name) => SECRET_NAME.test(name))
    ? "holds a parameter that looks like a secret: put it into query, by the name of its environment variable."
    : undefined;
}

const urlText = z.string().check((context) => {
  const problem = urlProblem(context.value);
  if (problem) context.issues.push({ code: "custom", message: problem, input: context.value });
});

/** The address of an API, to which its kind adds the path. */
export const baseUrl = urlText
  .refine((text) => !/[?#{}]/.test(text), "must be the API's address only, without a query or a placeholder.")
  .transform((text) => text.replace(/\/+$/, ""));

const HEADER_NAME = /^[A-Za-z0-9-]{1,64}$/;

/** A parameter's value: text, or a secret by its name. */
const parameterFrom = (secret: SecretField) =>
  z.unknown().transform((value, context) => {
    if (typeof value === "string") return value;
    const { data, error } = secret.safeParse(value);
    for (const { message } of error?.issues ?? []) context.addIssue(message);
    return data ?? z.NEVER;
  });

/** How to send a GET request and to prove who we are. */
export const requestFields = (secret: SecretField) => ({
  url: urlText,
  query: z
    .record(z.string(), z.unknown())
    .refine(
      (query) =>
        !Object.entries(query).some(([name, value]) => SECRET_NAME.test(name) && typeof value === "string"),
      `has a parameter that looks like a secret and ${BY_NAME}`,
    )
    .pipe(z.record(z.string(), parameterFrom(secret)))
    .optional(),
  ...credentialFields(secret),
});

export const credentialFields = (secret: SecretField) => ({
  token: secret.optional(),
  basic: secret.optional(),
  headers: z.record(z.string().regex(HEADER_NAME, "is not the name of a header."), secret).optional(),
});

type Credentials = {
  readonly token?: string | undefined;
  readonly basic?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

export const credentialHeaders = ({ token, basic, headers }: Credentials): Record<string, string> => ({
  ...headers,
  ...(basic !== undefined && { authorization: `Basic ${Buffer.from(basic).toString("base64")}` }),
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
});

/** A request's URL for a day. */
export function urlFor(
  {
    url,
    query = {},
  }: { readonly url: string; readonly query?: Readonly<Record<string, string>> | undefined },
  day: Temporal.PlainDate,
): URL {
  const filled = new URL(fillDays(url, day));
  for (const [name, value] of Object.entries(query)) filled.searchParams.append(name, fillDays(value, day));
  return filled;
}

/** An id in a path. */
export const idText = z
  .string()
  .regex(/^[\w.~-]{1,200}$/, "must be an id: letters, digits, hyphens and underscores.");
