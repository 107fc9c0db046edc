import { explain } from "#slack/surfaces/replies/refusals.ts";
import type { FieldErrors } from "#slack/kit/form.ts";
import type { ChangeSettingsRefusal } from "#usecases/teams/change-settings.ts";
import type { SetUpRefusal } from "#usecases/teams/set-up-team.ts";
import { SETTINGS_FIELDS } from "./settings-form.ts";

/** Shows a refusal beside the field to correct. */
export const settingsErrors = (refusal: ChangeSettingsRefusal | SetUpRefusal): FieldErrors => ({
  [fieldOf(refusal.kind)]: explain(refusal),
});

function fieldOf(kind: (ChangeSettingsRefusal | SetUpRefusal)["kind"]): string {
  switch (kind) {
    case "threshold-too-small":
      return SETTINGS_FIELDS.threshold;
    case "unknown-time-zone":
      return SETTINGS_FIELDS.timeZone;
    case "already-a-team":
    case "team-not-found":
      return SETTINGS_FIELDS.name;
  }
}
