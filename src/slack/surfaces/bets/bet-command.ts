/** What somebody typed behind `/bet`. */
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

const NUMBERED = /^#?(?<number>\d{1,9})$/;

/** Anything that starts like no other form of the command is a sentence about a bet. */
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
      return { kind: "reading", number, ...readingWords(rest.slice(1)) };
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
  const digits = word && NUMBERED.exec(word)?.groups?.["number"];
  return digits ? Number(digits) : undefined;
};

/** Groups of three digits after a space belong to the number: "1 200". */
const GROUP = /^\d{3}(?:[.,]\d+)?%?$/;

function readingWords(words: readonly string[]): { value: string; note: string } {
  let length = Math.min(1, words.length);
  if (/^[-−–]?\d{1,3}$/.test(words[0] ?? "")) while (GROUP.test(words[length] ?? "")) length += 1;
  if (words[length] === "%") length += 1;
  return { value: words.slice(0, length).join(" "), note: words.slice(length).join(" ") };
}
