/**
 * What the button of a next step carries: "<step>" in the list of next steps, "<step>/week" in a digest or a week, which
 * is then drawn anew in place of the list.
 */
export const IN_WEEK = "week";

export function readStepButton(value: string | undefined): {
  readonly step: string;
  readonly isInWeek: boolean;
} {
  const [step = "", place] = (value ?? "").split("/");
  return { step, isInWeek: place === IN_WEEK };
}
