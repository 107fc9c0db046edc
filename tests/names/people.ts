import { createHash } from "node:crypto";
import * as fc from "fast-check";
import type { Person } from "#sandbox/slack/state/state.ts";

/** Ordinary words, other scripts, emojis, markup, mentions of others, and what programs print for missing values. */
const NAMES = [
  "Will", "Grace", "Mark", "Hope", "May", "Bet", "Team", "Hit", "Growth", "Checklist", "Nobody", "Retro", "Yes",
  "Al", "X Æ", "O'Brien", "José-Ángel", "Müller, Jo", "李明", "さくら", "Дана", "דנה", "ليلى", "अनन्या", "👩‍🚀", "🏳️‍🌈 🦄", "z̵a̷l̸g̴o",
  "<b>Bo</b>", "<script>", "&amp;", "*Bo*", "_Bo_", "`Bo`", "~Bo~", "<!channel>", "<@U0ANA>", "<@W12|ana>", "@here",
  "<https://a.b|c>", "null", "undefined", "[object Object]", "__proto__", "constructor", "%s", "{{name}}", "${name}",
  "'; drop table bets; --", "\u202eevil", "50 %", "#12", "12", "id-0001", "C0GROWTH", "T0SANDBOX",
]; // prettier-ignore

/** Ids of several lengths and prefixes. Each contains its person's mark, and so does at least one of their names. */
const IDS: readonly ((mark: string) => string)[] = [
  (mark) => `U0${mark}`,
  (mark) => `W${mark}`,
  (mark) => `U${mark}9`,
  (mark) => `UB4T7Z2Q9K${mark}00000`,
  (mark) => `W0U0W0${mark}`,
];

/** People with their marks: unique strings that reveal a leak of the person anywhere. */
export type Cast = { readonly people: readonly Person[]; readonly marks: readonly string[] };

/** A cast of `size` people: all members except the last two, a guest and an outsider. */
export const arbitraryCast = (size: number, letter: "A" | "B"): fc.Arbitrary<Cast> =>
  fc
    .array(
      fc.record({
        name: fc.constantFrom(...NAMES),
        id: fc.constantFrom(...IDS),
        letters: fc.string({
          unit: fc.constantFrom(...Array.from("BCDFGHJKLMNPQRSTVWXZ")),
          minLength: 3,
          maxLength: 3,
        }),
        shown: fc.nat(2),
      }),
      { minLength: size, maxLength: size },
    )
    .map((drawn) => {
      const marks = drawn.map(({ letters }, index) => `XQ${letter}${letters}${"JKVWYZPQ"[index]}`);
      const people = drawn.map(({ name, id, shown }, index): Person => {
        const mark = marks[index] ?? "";
        const markedName = `X${mark.slice(1).toLowerCase()}`;
        return {
          id: id(mark),
          name: [name, markedName.toLowerCase(), `${name}.${markedName}`][shown] ?? markedName,
          realName: shown === 1 ? `${markedName} ${name}` : `${name} ${markedName}`,
          ...(shown < 2 && { firstName: shown === 1 ? markedName : name }),
          timeZone: "Europe/Berlin",
          ...(index === size - 2 && { guest: true }),
          ...(index === size - 1 && { outsider: true }),
        };
      });
      return { people, marks };
    });

/** Encodings and unkeyed hashes of an id, which identify a person as well as the id itself. */
const disguises = ({ id }: Person): string[] => [
  Buffer.from(id).toString("base64").replace(/=+$/, "").slice(0, -1),
  ...(["hex", "base64", "base64url"] as const).flatMap((spelling) =>
    ["md5", "sha1", "sha256"].map((how) => createHash(how).update(id).digest(spelling)),
  ),
];

/** Prefix of all marks, in any case. Tested first, as there is much text to search. */
const MARK_PREFIX = /XQ[AB]/i;

/** Searches bytes or text for anyone in the cast. Returns the strings that identify them. */
export function personFinder({ people, marks }: Cast) {
  const disguised = people.flatMap(disguises);
  return {
    bare(where: Buffer | string): string[] {
      const text = typeof where === "string" ? where : where.toString("latin1");
      const upper = MARK_PREFIX.test(text) ? text.toUpperCase() : "";
      return marks.filter((mark) => upper.includes(mark));
    },
    disguised: (text: string): string[] => disguised.filter((disguise) => text.includes(disguise)),
  };
}
