import type { WebClient } from "@slack/web-api";
import { err, ok, type Result } from "#domain/result.ts";
import { callFailure } from "./call-failure.ts";

type Upload = {
  readonly channel: string;
  readonly thread: string;
  readonly name: string;
  readonly title: string;
  readonly content: string;
};

export type UploadRefusal = { readonly kind: "no-file-scope" };

/** Adds a file to a thread. Refused if whoever installed Ourcome declined the scope `files:write`. */
export async function uploadFile(
  client: WebClient,
  { channel, thread, name, title, content }: Upload,
): Promise<Result<undefined, UploadRefusal>> {
  try {
    await client.filesUploadV2({ channel_id: channel, thread_ts: thread, filename: name, title, content });
    return ok(undefined);
  } catch (fault) {
    if (callFailure(fault).reason === "missing_scope") return err({ kind: "no-file-scope" });
    throw fault;
  }
}
