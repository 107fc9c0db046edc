/** A report as it is told, whatever it is written as: HTML or Markdown. All texts are plain. */
export type Document = {
  readonly title: string;
  /** The days that it covers. */
  readonly subtitle: string;
  /** The sentence that a busy person takes away. */
  readonly lead: string;
  readonly paragraphs: readonly string[];
  readonly sections: readonly Section[];
  readonly footer: string;
};

export type Section = { readonly heading: string; readonly parts: readonly Part[] };

export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly table: Table }
  /** The table has the same figures. */
  | { readonly kind: "chart"; readonly chart: Chart; readonly table: Table };

export type Table = {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: ReadonlyArray<readonly string[]>;
};

/** `label` says what the chart shows, for those who don't see it. */
export type Chart = { readonly label: string } & (Timeline | RealisedChart | CalibrationPlot);

export type Timeline = {
  readonly kind: "timeline";
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  /** Absent once the period is over. */
  readonly today?: Temporal.PlainDate;
  readonly bars: ReadonlyArray<{
    readonly name: string;
    /** What came of it, in a word or two. */
    readonly outcome: string;
    readonly from: Temporal.PlainDate;
    readonly until: Temporal.PlainDate;
    readonly isSettled: boolean;
  }>;
};

export type RealisedChart = {
  readonly kind: "realised";
  readonly bars: ReadonlyArray<{ readonly name: string; readonly share: number; readonly words: string }>;
};

export type CalibrationPlot = {
  readonly kind: "calibration";
  /** In percent. */
  readonly points: ReadonlyArray<{
    readonly forecast: number;
    readonly hit: number;
    readonly low: number;
    readonly high: number;
    readonly words: string;
  }>;
};
