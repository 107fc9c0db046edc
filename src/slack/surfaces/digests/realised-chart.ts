import type { Week } from "#domain/digests/digest.ts";
import { progressPercent } from "#slack/surfaces/bets/bet-words.ts";
import type { ChartBlock } from "#slack/kit/blocks.ts";
import { formatNumber } from "#slack/kit/numbers.ts";

/** Slack's limit is 50 characters. */
const TITLE = "Realised value, as a share of what we aimed for";

/** A bar per bet: its realised share in percent. Undefined without bets. */
export function realisedChart(realised: Week["realised"]): ChartBlock | undefined {
  if (realised.length === 0) return undefined;
  const data = realised.map(({ number, share }) => ({ label: `#${number}`, value: progressPercent(share) }));
  return {
    type: "data_visualization",
    title: TITLE,
    chart: {
      type: "bar",
      series: [{ name: "% of the way", data }],
      axis_config: { categories: data.map(({ label }) => label), y_label: "% of the way" },
    },
  };
}

/** The same as text: "Realised value, as a share of what we aimed for: #9 5 %, #12 63 %." */
export const realisedInWords = (realised: Week["realised"]): string =>
  `${TITLE}: ${realised.map(({ number, share }) => `#${number} ${formatNumber(progressPercent(share), "%")}`).join(", ")}.`;
