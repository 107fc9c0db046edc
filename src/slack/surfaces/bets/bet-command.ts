/** A parsed `/bet` command. */
export type BetCommand =
  | { readonly kind: "form"; readonly sentence: string }
  | { readonly kind: "card"; readonly number: number }
  | { readonly kind: "list"; readonly which: string }
  | { readonly kind: "search"; readonly words: string }
  | { readonly kind: "reading"; readonly number: number; readonly value: string; readonly note: string }
  | { readonly kind: "settle"; readonly number: number }
  | { readonly kind: "stop"; readonly number: number }
  | { readonly kind: "amend"; readonly number: number }
  | { readonly kind: "help"; readonly misunderstood?: string };

const BET_NUMBER = /^#?(?<number>\d{1,9})$/;

/** Anything that is no other form of the command is a sentence about a bet. */
export function readBetCommand(text: string): BetCommand {
  const typed = text.trim();
  const [first = "", ...rest] = typed.split(/\s+/);
  const number = betNumber(rest[0]);
  switch (first.toLowerCase()) {
    case "help":
      return rest.length === 0 ? { kind: "help" } : { kind: "form", sentence: typed };
    case "list":
      return rest.length <= 1
        ? { kind: "list", which: (rest[0] ?? "open").toLowerCase() }
        : { kind: "form", sentence: typed };
    case "search":
      return rest.length > 0
        ? { kind: "search", words: rest.join(" ") }
        : { kind: "help", misunderstood: typed };
    case "reading":
      if (number === undefined) return { kind: "help", misunderstood: typed };
      return { kind: "reading", number, ...splitReading(rest.slice(1)) };
    case "settle":
    case "stop":
    case "amend":
      if (number === undefined || rest.length > 1) return { kind: "help", misunderstood: typed };
      return { kind: first.toLowerCase() as "settle" | "stop" | "amend", number };
    default: {
      const card = rest.length === 0 ? betNumber(first) : undefined;
      return card === undefined ? { kind: "form", sentence: typed } : { kind: "card", number: card };
    }
  }
}

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
