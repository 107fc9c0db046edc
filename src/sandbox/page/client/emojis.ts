/** The picker's emojis by their Slack names, including those for votes in retros and on learnings. */
const EMOJIS: Readonly<Record<string, string>> = {
  mag: "🔍",
  jigsaw: "🧩",
  test_tube: "🧪",
  rocket: "🚀",
  straight_ruler: "📏",
  hourglass_flowing_sand: "⏳",
  compass: "🧭",
  four_leaf_clover: "🍀",
  bulb: "💡",
  one: "1️⃣",
  two: "2️⃣",
  three: "3️⃣",
  four: "4️⃣",
  five: "5️⃣",
  six: "6️⃣",
  seven: "7️⃣",
  eight: "8️⃣",
  nine: "9️⃣",
  "+1": "👍",
  "-1": "👎",
  wave: "👋",
  clap: "👏",
  raised_hands: "🙌",
  pray: "🙏",
  muscle: "💪",
  ok_hand: "👌",
  point_up: "☝️",
  eyes: "👀",
  heart: "❤️",
  tada: "🎉",
  white_check_mark: "✅",
  x: "❌",
  question: "❓",
  thinking_face: "🤔",
  smile: "😄",
  slightly_smiling_face: "🙂",
  joy: "😂",
  open_mouth: "😮",
  cry: "😢",
  hugging_face: "🤗",
  fire: "🔥",
  star: "⭐",
  sparkles: "✨",
  chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉",
  memo: "📝",
  calendar: "📅",
  coffee: "☕",
  seedling: "🌱",
  bug: "🐛",
  hammer_and_wrench: "🛠️",
};

const WITH_TONES = new Set([
  "+1",
  "-1",
  "wave",
  "clap",
  "raised_hands",
  "pray",
  "muscle",
  "ok_hand",
  "point_up",
]);

/** Slack numbers skin tones from two. */
export const TONES = [2, 3, 4, 5, 6] as const;
type Tone = (typeof TONES)[number];

const MODIFIERS: Readonly<Record<number, string>> = { 2: "🏻", 3: "🏼", 4: "🏽", 5: "🏾", 6: "🏿" };

export const EMOJI_NAMES: readonly string[] = Object.keys(EMOJIS);

/** The name with a skin tone, if the emoji has any. */
export const withTone = (name: string, tone: Tone | undefined): string =>
  tone !== undefined && WITH_TONES.has(name) ? `${name}::skin-tone-${tone}` : name;

/** The emoji as a character, or its name in colons if the page does not know it. */
export function emojiCharacter(name: string): string {
  const [base = name, tone] = name.split("::skin-tone-");
  const character = EMOJIS[base];
  if (character === undefined) return `:${name}:`;
  return tone === undefined ? character : character.replace("\uFE0F", "") + (MODIFIERS[Number(tone)] ?? "");
}
