/** A parsed `/outcomes` command. */
export type OutcomesCommand =
  | { readonly kind: "week" }
  | { readonly kind: "goals" }
  | { readonly kind: "across" }
  | { readonly kind: "learnings"; readonly words: string }
  | { readonly kind: "recap"; readonly quarter: string }
  | { readonly kind: "steps" }
  | { readonly kind: "settings" }
  | { readonly kind: "tokens" }
  | { readonly kind: "privacy" }
  | { readonly kind: "help"; readonly misunderstood?: string };

export function readOutcomesCommand(text: string): OutcomesCommand {
  const typed = text.trim();
  const [first = "", ...rest] = typed.split(/\s+/);
  const isBare = rest.length === 0;
  switch (first.toLowerCase()) {
    case "":
      return { kind: "week" };
    case "learnings":
      return { kind: "learnings", words: rest.join(" ") };
    case "recap":
      return { kind: "recap", quarter: rest.join(" ") };
    case "goals":
    case "across":
    case "steps":
    case "settings":
    case "tokens":
    case "privacy":
    case "help":
      if (isBare)
        return {
          kind: first.toLowerCase() as
            | "goals"
            | "across"
            | "steps"
            | "settings"
            | "tokens"
            | "privacy"
            | "help",
        };
      return { kind: "help", misunderstood: typed };
    default:
      return { kind: "help", misunderstood: typed };
  }
}
