import { clip } from "#slack/kit/text.ts";

export type ChartWidth = "wide" | "narrow";

/** In pixels, as on the page at 1280 and at 390. */
export const WIDTHS: Readonly<Record<ChartWidth, number>> = { wide: 720, narrow: 358 };

export const INK = "var(--ink)";
export const MUTED = "var(--muted)";
export const LINE = "var(--line)";
export const PAPER = "var(--paper)";
export const ACCENT = "var(--accent)";

const CHARACTER_WIDTH = 7.2;

/** As much of a name as fits beside the words that follow it. */
export const fitName = (name: string, followedBy: string, width: number): string =>
  clip(name, Math.max(8, Math.floor(width / CHARACTER_WIDTH) - followedBy.length));
