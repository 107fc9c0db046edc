import { type Quarter, quarterName, quarterNamed, quarterOn } from "#domain/calendar/quarter.ts";
import type { Team } from "#domain/teams/team.ts";
import { uploadFile } from "#slack/platform/web-api/upload-file.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { replyEphemerally } from "#slack/surfaces/replies/reply-in-place.ts";
import { todayOf } from "#usecases/deps.ts";
import { readReport } from "#usecases/reports/read-report.ts";
import { quarterWords } from "./recap-words.ts";

const TITLE = "Report";

/** *Report* under a recap in the channel: adds the quarter as a page to its thread. The value is "<team>/<quarter>". */
export function onReport(deps: SurfaceDeps): OnButton {
  /** The threads that a report is on its way to, so that an impatient second click adds no second file. */
  const uploading = new Set<string>();
  return async (clicked) => {
    const { ack, action, body, client } = clicked;
    await ack();
    const [id = "", name = ""] = (action.value ?? "").split("/");
    const team = await admitToTeam(deps, { workspace: workspaceOf(body), user: body.user.id }, id);
    if (!team.ok) return replyEphemerally(clicked, TITLE, team.error);
    const quarter = quarterNamed(name);
    if (!quarter) {
      const today = quarterOn(todayOf(deps, team.value));
      return replyEphemerally(clicked, TITLE, { kind: "no-quarter", typed: name, today });
    }
    const thread = body.message?.["thread_ts"] ?? body.message?.ts;
    if (typeof thread !== "string") return;
    const upload = `${team.value.workspace}/${team.value.channel}/${thread}`;
    if (uploading.has(upload)) return;
    uploading.add(upload);
    try {
      const file = await reportFile(deps, team.value, quarter);
      const uploaded = await uploadFile(client, { channel: team.value.channel, thread, ...file });
      if (!uploaded.ok) await replyEphemerally(clicked, TITLE, uploaded.error);
    } finally {
      uploading.delete(upload);
    }
  };
}

async function reportFile(deps: SurfaceDeps, team: Team, quarter: Quarter) {
  const report = await readReport(deps, { team, period: { kind: "quarter", quarter }, at: deps.now() });
  return {
    name: `report-${quarterName(quarter)}.html`,
    title: `${team.name} · ${quarterWords(quarter)}`,
    content: await deps.renderReport(report),
  };
}
