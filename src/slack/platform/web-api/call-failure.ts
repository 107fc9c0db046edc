import {
  SlackError,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";

/** What a failed call to Slack means for a message. `reason` is an error code: Slack's, the system's or Ourcome's. */
export type CallFailure =
  /** Rate limited, for that many seconds. */
  | { readonly kind: "busy"; readonly seconds: number; readonly reason: string }
  /** Works again once somebody has fixed the channel or the installation. */
  | { readonly kind: "paused"; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string }
  /** The call never reached Slack. */
  | { readonly kind: "not-sent"; readonly reason: string }
  /** Slack may have carried it out, or still may. */
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * Errors of a channel that is unavailable, or of a token that doesn't work for now
 * (https://docs.slack.dev/reference/methods/chat.postMessage).
 */
const FIXABLE = new Set([
  "access_denied",
  "account_inactive",
  "channel_not_found",
  "ekm_access_denied",
  "enterprise_is_restricted",
  "invalid_auth",
  "is_archived",
  "is_inactive",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "not_authed",
  "not_in_channel",
  "org_login_required",
  "restricted_action",
  "restricted_action_non_threadable_channel",
  "restricted_action_read_only_channel",
  "restricted_action_thread_locked",
  "restricted_action_thread_only_channel",
  "team_access_not_granted",
  "team_added_to_org",
  "token_expired",
  "token_revoked",
]);

/** According to Slack, the call may have been partly carried out with these. */
const DOUBTFUL = new Set(["fatal_error", "internal_error", "request_timeout", "service_unavailable"]);

const BUSY = new Set(["message_limit_exceeded", "rate_limited", "ratelimited"]);
const BUSY_SECONDS = 60;

/** The connection was never made, so nothing can have been posted. */
const NEVER_REACHED = new Set([
  "ECONNREFUSED",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "installation_over",
]);

export function callFailure(fault: unknown): CallFailure {
  if (fault instanceof WebAPIRateLimitedError)
    return { kind: "busy", seconds: fault.retryAfter, reason: "rate_limited" };
  if (fault instanceof WebAPIPlatformError) return platformFailure(fault.data.error);
  const code = fault instanceof WebAPIRequestError ? codeOf(fault.original) : undefined;
  if (code !== undefined && NEVER_REACHED.has(code)) return { kind: "not-sent", reason: code };
  return { kind: "unknown", reason: code ?? (fault instanceof Error ? fault.name : "fault") };
}

function platformFailure(error: string): CallFailure {
  // If the answer isn't JSON, the SDK passes it on as if it were one of Slack's error codes.
  if (!/^[a-z_]{1,60}$/.test(error)) return { kind: "unknown", reason: "nonsense" };
  if (BUSY.has(error)) return { kind: "busy", seconds: BUSY_SECONDS, reason: error };
  if (DOUBTFUL.has(error)) return { kind: "unknown", reason: error };
  return { kind: FIXABLE.has(error) ? "paused" : "refused", reason: error };
}

/** The system's error code, which `fetch` wraps. */
function codeOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error)) return undefined;
  if ("code" in fault && typeof fault.code === "string") return fault.code;
  return codeOf(fault.cause) ?? (fault.name === "TimeoutError" ? "timeout" : undefined);
}

/** Whether a startup error goes away once Slack or the network is back, so that waiting makes sense. */
export function isTransient(fault: unknown): boolean {
  if (fault instanceof WebAPIHTTPError) return fault.statusCode >= 500;
  // A socket that was closed before it was ready rejects with `undefined`.
  if (!(fault instanceof SlackError)) return fault === undefined;
  const { kind } = callFailure(fault);
  return kind !== "paused" && kind !== "refused";
}
