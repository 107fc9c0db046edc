import { z } from "zod";
import { err, ok, type Result } from "#domain/result.ts";

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export type Config = {
  readonly slack: {
    /** Ends with a slash. */
    readonly apiUrl: string;
    readonly botToken: string;
  } & (
    | { readonly mode: "socket"; readonly appToken: string }
    | { readonly mode: "http"; readonly signingSecret: string }
  );
  readonly database:
    | { readonly kind: "file"; readonly path: string }
    | { readonly kind: "postgres"; readonly url: string };
  /** 32 bytes. */
  readonly secret: Uint8Array;
  readonly port: number;
  /** The server's public address, without a slash at the end. */
  readonly url?: string;
  /** The path of the operator's `sources.yml`. */
  readonly sourcesFile?: string;
  /** After this long, Slack will no longer carry out a call that it has not answered. */
  readonly settlingSeconds: number;
  readonly logLevel: (typeof logLevels)[number];
};

const SECRET_BYTES = 32;
const MAKE_SECRET = `node -e "console.log(require('crypto').randomBytes(${SECRET_BYTES}).toString('base64'))"`;

/** `readConfig` puts the variable's name in front of each message. No message quotes a value: it may be a secret. */
const settings = z.object({
  SLACK_API_URL: z
    .string()
    .default("https://slack.com/api/")
    .transform((text, context) => {
      const url = URL.parse(text);
      if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) {
        return url.href.endsWith("/") ? url.href : `${url.href}/`;
      }
      context.addIssue("must be an http:// or https:// URL. Leave it out for Slack itself.");
      return z.NEVER;
    }),
  DATABASE_URL: z
    .string()
    .default("file:data/ourcome.db")
    .transform((text, context) => {
      const database = readDatabase(text);
      if (database) return database;
      context.addIssue(
        "must be file: and the path of a file (file:data/ourcome.db), or a postgres:// URL with special characters in the password percent-encoded. Leave it out for file:data/ourcome.db.",
      );
      return z.NEVER;
    }),
  OURCOME_SECRET: z
    .string({ error: `is missing. Make one with: ${MAKE_SECRET}` })
    .transform((text, context) => {
      const bytes = z.base64().safeParse(text).success
        ? Uint8Array.from(Buffer.from(text, "base64"))
        : undefined;
      if (bytes?.length === SECRET_BYTES) return bytes;
      context.addIssue(`must be ${SECRET_BYTES} bytes in base64. Make one with: ${MAKE_SECRET}`);
      return z.NEVER;
    }),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portProblem())
    .default("3000")
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, portProblem()),
  OURCOME_URL: z
    .string()
    .transform((text, context) => {
      const url = URL.parse(text);
      if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password)
        return url.href.replace(/\/+$/, "");
      context.addIssue(
        "must be the public http:// or https:// address of this server, such as https://ourcome.example.com. Leave it out if it has none.",
      );
      return z.NEVER;
    })
    .optional(),
  OURCOME_SETTLING_SECONDS: z
    .string()
    .regex(/^\d{1,4}$/, settlingProblem())
    .default("120")
    .transform(Number)
    .refine((seconds) => seconds >= 1 && seconds <= 3_600, settlingProblem()),
  OURCOME_SOURCES: z.string().optional(),
  LOG_LEVEL: z
    .enum(logLevels, { error: `must be one of ${logLevels.join(", ")}. Leave it out for info.` })
    .default("info"),
});

/** The only reader of `process.env`. Reports all problems at once, each with what to set. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Result<Config, readonly string[]> {
  const variables = withoutBlanks(env);
  const connection = readConnection(variables);
  const rest = settings.safeParse(variables);

  if (!connection.ok || !rest.success) {
    return err([
      ...(connection.ok ? [] : connection.error),
      ...(rest.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? []),
    ]);
  }
  return ok({
    slack: { apiUrl: rest.data.SLACK_API_URL, ...connection.value },
    database: rest.data.DATABASE_URL,
    secret: rest.data.OURCOME_SECRET,
    port: rest.data.PORT,
    ...(rest.data.OURCOME_URL !== undefined && { url: rest.data.OURCOME_URL }),
    settlingSeconds: rest.data.OURCOME_SETTLING_SECONDS,
    ...(rest.data.OURCOME_SOURCES !== undefined && { sourcesFile: rest.data.OURCOME_SOURCES }),
    logLevel: rest.data.LOG_LEVEL,
  });
}

/** For operators' commands, which read the database and need no other setting. */
export function readDatabaseConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Result<Config["database"], readonly string[]> {
  const { data, error } = settings.pick({ DATABASE_URL: true }).safeParse(withoutBlanks(env));
  return data ? ok(data.DATABASE_URL) : err(error.issues.map(({ message }) => `DATABASE_URL ${message}`));
}

/** All variables, for those that the operator's sources name. */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env;
/** For operators' commands that write: they seal the keys of polls as the server does. */
export function readStoreConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Result<Pick<Config, "database" | "secret">, readonly string[]> {
  const { data, error } = settings
    .pick({ DATABASE_URL: true, OURCOME_SECRET: true })
    .safeParse(withoutBlanks(env));
  return data
    ? ok({ database: data.DATABASE_URL, secret: data.OURCOME_SECRET })
    : err(error.issues.map(({ path, message }) => `${String(path[0])} ${message}`));
}

type Variables = Readonly<Record<string, string>>;

/** Treats `NAME=`, as in an env file, as not set. */
function withoutBlanks(env: Readonly<Record<string, string | undefined>>): Variables {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ""] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}

type Connection =
  | { readonly botToken: string; readonly mode: "socket"; readonly appToken: string }
  | { readonly botToken: string; readonly mode: "http"; readonly signingSecret: string };

function readConnection(variables: Variables): Result<Connection, readonly string[]> {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = variables;
  const problems: string[] = [];

  if (variables["SLACK_CLIENT_ID"] || variables["SLACK_CLIENT_SECRET"]) {
    problems.push(
      "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are for many workspaces, which is not yet supported. Remove both, and set SLACK_BOT_TOKEN with SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).",
    );
  } else if (!botToken && !appToken && !signingSecret) {
    return err([
      "SLACK_BOT_TOKEN is missing, and so are all settings for Slack. Set it with SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP). To try Ourcome without Slack: npm run sandbox",
    ]);
  }

  if (!botToken) {
    problems.push(
      "SLACK_BOT_TOKEN is missing. Set it to the Bot User OAuth Token from the app's page OAuth & Permissions.",
    );
  } else if (!/^xoxb-[\w-]+$/.test(botToken)) {
    problems.push(
      "SLACK_BOT_TOKEN must be a bot token, which starts with xoxb-. Copy the Bot User OAuth Token from the app's page OAuth & Permissions.",
    );
  }
  if (appToken && !/^xapp-[\w-]+$/.test(appToken)) {
    problems.push(
      "SLACK_APP_TOKEN must be an app-level token, which starts with xapp-. Make one with the scope connections:write on the app's page Basic Information.",
    );
  }
  // Slack's own secrets are 32 hexadecimal digits. A stand-in for Slack (SLACK_API_URL) may use anything else, but a
  // token is always a mix-up.
  if (signingSecret && !/^(?!xox|xapp-)\S+$/.test(signingSecret)) {
    problems.push(
      "SLACK_SIGNING_SECRET must be the Signing Secret from the app's page Basic Information, not a token.",
    );
  }
  if (appToken && signingSecret) {
    problems.push(
      "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set, so it is open whether to use Socket Mode or HTTP. Remove SLACK_SIGNING_SECRET for Socket Mode, or SLACK_APP_TOKEN for HTTP.",
    );
  }
  if (!appToken && !signingSecret) {
    problems.push(
      "SLACK_APP_TOKEN is missing. Set it for Socket Mode (no public address needed), or set SLACK_SIGNING_SECRET for HTTP.",
    );
  }

  if (problems.length > 0 || !botToken) return err(problems);
  if (appToken) return ok({ botToken, mode: "socket", appToken });
  return signingSecret ? ok({ botToken, mode: "http", signingSecret }) : err(problems);
}

function readDatabase(text: string): Config["database"] | undefined {
  if (/^postgres(ql)?:\/\//.test(text)) {
    return URL.canParse(text) ? { kind: "postgres", url: text } : undefined;
  }
  // An in-memory database would lose every bet at a restart; `?` and `#` would silently become part of the file name.
  const path = /^file:(?:\/\/(?=\/))?(?!\/\/)([^?#]+)$/.exec(text)?.[1];
  return path && path !== ":memory:" && !/[/\\]$/.test(path) ? { kind: "file", path } : undefined;
}

function settlingProblem(): string {
  return "must be a whole number of seconds from 1 to 3600. Leave it out for 120.";
}

function portProblem(): string {
  return "must be a whole number from 1 to 65535. Leave it out for 3000.";
}
