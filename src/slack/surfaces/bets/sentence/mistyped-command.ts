import leven from "leven";
import { BET_LISTS } from "#domain/bets/bet-list.ts";
import { readsAsBet } from "./bet-sentence.ts";
import { findChange } from "./change.ts";

/** Words after `/bet` that take the number of a bet. */
export const NUMBER_COMMANDS = ["reading", "settle", "stop", "amend", "edit", "delete", "ship"] as const;
const COMMANDS = [...NUMBER_COMMANDS, "list", "search", "undo", "help"] as const;

type NumberCommand = (typeof NUMBER_COMMANDS)[number];
type Command = (typeof COMMANDS)[number];

export const isOneOf = <One extends string>(all: readonly One[], word: string): word is One =>
  all.some((one) => one === word);

/** What other tools call it. */
const OTHER_NAMES: Readonly<Record<string, NumberCommand>> = {
  cancel: "stop",
  close: "settle",
  remove: "delete",
  rename: "edit",
  shipped: "ship",
};

/** Words that point at a bet rather than saying what changes. */
const POINTS_AT_BET = /^(?:bets?|#?\d\S*|it|that|this|last|please)$/iu;
export const BET_NUMBER = /^#?(?<number>\d{1,9})$/;
const VALUE = /^[-+−]?\p{Sc}?\d/u;

/** In words, with the command's name, from where on it may be a title: "Stop sending weekly mails". */
const MIN_TITLE_WORDS = 4;

/**
 * The command that was meant, as it should be typed, if these words are one that was mistyped or is not complete.
 * Undefined for anything that may be a bet: a title is never lost to a guess.
 */
export function commandMeant(typed: string): string | undefined {
  const [first = "", ...rest] = typed.trim().split(/\s+/);
  const word = first.toLowerCase();
  const exact = COMMANDS.find((command) => command === word);
  if (exact) return isTitle(typed, rest) ? undefined : asTyped(exact, rest);

  const [place, value] = rest[0]?.toLowerCase() === "bet" ? rest.slice(1) : rest;
  const hasNumber = place !== undefined && BET_NUMBER.test(place);
  if (rest.length === 0) {
    const near = OTHER_NAMES[word] ?? COMMANDS.find((command) => isNear(word, command, "alone"));
    return near && asTyped(near, rest);
  }
  if (hasNumber && value === undefined) {
    const near = OTHER_NAMES[word] ?? NUMBER_COMMANDS.find((command) => isNear(word, command, "numbered"));
    return near && asTyped(near, rest);
  }
  if (hasNumber && value !== undefined && VALUE.test(value))
    return isNear(word, "reading", "numbered") && !readsAsBet(typed) ? asTyped("reading", rest) : undefined;
  const isList = rest.length === 1 && BET_LISTS.some((list) => list === place?.toLowerCase());
  return isList && isNear(word, "list", "numbered") ? asTyped("list", rest) : undefined;
}

/** Whether words that begin with the name of a command are a title after all: "Stop 3 mails, churn from 5% to 4%". */
function isTitle(typed: string, rest: readonly string[]): boolean {
  if (BET_NUMBER.test(rest[0] ?? "")) return findChange(typed) !== undefined;
  if (rest.length > 0 && readsAsBet(typed)) return true;
  return rest.length + 1 >= MIN_TITLE_WORDS && !rest.some((word) => POINTS_AT_BET.test(word));
}

/** "settle 12", with the number that was typed; without one, just "settle". */
function asTyped(command: Command, rest: readonly string[]): string {
  if (command === "list") return ["list", ...rest].join(" ").toLowerCase();
  if (!isOneOf(NUMBER_COMMANDS, command)) return command;
  // In "reading twelve 5" the 5 is no bet's number.
  const at = rest.findIndex(
    (word, index) =>
      BET_NUMBER.test(word) && (command !== "reading" || index === 0 || /^bet$/i.test(rest[index - 1] ?? "")),
  );
  const number = BET_NUMBER.exec(rest[at] ?? "")?.groups?.["number"];
  if (number === undefined) return command;
  const more = command === "reading" ? rest.slice(at + 1) : [];
  return [command, number, ...more].join(" ");
}

/**
 * Whether a word is a slip of the fingers away: a letter too many, too few or another one, or two swapped. The first
 * letter is rarely wrong. Alone, a short word with another letter is more often a word of its own: "last", "step".
 */
function isNear(word: string, command: Command, where: "alone" | "numbered"): boolean {
  const distance = leven(word, command);
  if (distance === 2 && sorted(word) === sorted(command)) return true;
  const sameLength = word.length === command.length;
  if (where === "alone" && sameLength && command.length <= 4) return false;
  return distance === 1 && word[0] === command[0];
}

const sorted = (word: string): string => word.split("").toSorted().join("");
