import { readsAsBet } from "./sentence/bet-sentence.ts";
import { readsAsDay } from "./shipping/ship-day.ts";
import { BET_NUMBER, commandMeant } from "./sentence/mistyped-command.ts";

/** A parsed `/bet` command. */
export type BetCommand =
  | { readonly kind: "form"; readonly sentence: string }
  | { readonly kind: "card"; readonly number: number }
  | { readonly kind: "list"; readonly which: string }
  | { readonly kind: "search"; readonly words: string }
  | { readonly kind: "reading"; readonly number: number; readonly value: string; readonly note: string }
  | { readonly kind: (typeof PLAIN)[number]; readonly number: number }
  | { readonly kind: "ship"; readonly number: number; readonly day: string }
  | { readonly kind: "undo"; readonly number?: number }
  | Help;

/** `meant`: the command that was probably meant, without "/bet". */
type Help = { readonly kind: "help"; readonly misunderstood?: string; readonly meant?: string };

/** Commands that take a bet's number and nothing else. */
const PLAIN = ["settle", "stop", "amend", "edit", "delete"] as const;

/** Anything that neither is a command nor looks like one is a sentence about a bet. */
export function readBetCommand(text: string): BetCommand {
  const typed = text.trim();
  const [first = "", ...rest] = typed.split(/\s+/);
  return readExact(first.toLowerCase(), rest, typed) ?? readOther(typed);
}

function readOther(typed: string): BetCommand {
  const meant = typed === "" ? undefined : commandMeant(typed);
  return meant === undefined
    ? { kind: "form", sentence: typed }
    : { kind: "help", misunderstood: typed, meant };
}

function readExact(word: string, rest: readonly string[], typed: string): BetCommand | undefined {
  const number = betNumber(rest[0]);
  const plain = PLAIN.find((command) => command === word);
  if (plain) return number !== undefined && rest.length === 1 ? { kind: plain, number } : undefined;
  switch (word) {
    case "help":
      return rest.length === 0 ? { kind: "help" } : { kind: "form", sentence: typed };
    case "list":
      return rest.length <= 1
        ? { kind: "list", which: (rest[0] ?? "open").toLowerCase() }
        : { kind: "form", sentence: typed };
    case "search":
      return rest.length > 0 && !readsAsBet(typed) ? { kind: "search", words: rest.join(" ") } : undefined;
    case "reading":
      // "Reading 3 articles lifts ..." is a bet.
      return number === undefined || (!/\d/.test(rest[1] ?? "") && readsAsBet(typed))
        ? undefined
        : { kind: "reading", number, ...splitReading(rest.slice(1)) };
    case "ship":
    case "shipped":
      return readShip(number, rest.slice(1).join(" "));
    case "undo":
      return rest.length === 0 ? { kind: "undo" } : readUndo(number, rest.length);
    default: {
      const card = rest.length === 0 ? betNumber(word) : undefined;
      return card === undefined ? undefined : { kind: "card", number: card };
    }
  }
}

/** With a day, or without: "Ship 3 new mails" is no command. */
const readShip = (number: number | undefined, day: string): BetCommand | undefined =>
  number !== undefined && (day === "" || readsAsDay(day)) ? { kind: "ship", number, day } : undefined;

const readUndo = (number: number | undefined, words: number): BetCommand | undefined =>
  number !== undefined && words === 1 ? { kind: "undo", number } : undefined;

const betNumber = (word: string | undefined): number | undefined => {
  const digits = word && BET_NUMBER.exec(word)?.groups?.["number"];
  return digits ? Number(digits) : undefined;
};

/** A group of three digits after a space belongs to the number: "1 200". */
const DIGIT_GROUP = /^\d{3}(?:[.,]\d+)?%?$/;

function splitReading(words: readonly string[]): { value: string; note: string } {
  let valueLength = Math.min(1, words.length);
  if (/^[-−–]?\d{1,3}$/.test(words[0] ?? ""))
    while (DIGIT_GROUP.test(words[valueLength] ?? "")) valueLength += 1;
  if (words[valueLength] === "%") valueLength += 1;
  return { value: words.slice(0, valueLength).join(" "), note: words.slice(valueLength).join(" ") };
}
