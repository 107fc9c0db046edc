import { createHash } from "node:crypto";
import * as fc from "fast-check";
import type { Person } from "#sandbox/slack/state/state.ts";

/** Names that are also words, in other scripts, emojis, markup, mentions of others, or what programs say of nothing. */
const NAMES = [
  "Will", "Grace", "Mark", "Hope", "May", "Bet", "Team", "Hit", "Growth", "Checklist", "Nobody", "Retro", "Yes",
  "Al", "X Æ", "O'Brien", "José-Ángel", "Müller, Jo", "李明", "さくら", "Дана", "דנה", "ليلى", "अनन्या", "👩‍🚀", "🏳️‍🌈 🦄", "z̵a̷l̸g̴o",
  "<b>Bo</b>", "<script>", "&amp;", "*Bo*", "_Bo_", "`Bo`", "~Bo~", "<!channel>", "<@U0ANA>", "<@W12|ana>", "@here",
  "<https://a.b|c>", "null", "undefined", "[object Object]", "__proto__", "constructor", "%s", "{{name}}", "${name}",
  "'; drop table bets; --", "\u202eevil", "50 %", "#12", "12", "id-0001", "C0GROWTH", "T0SANDBOX",
]; // prettier-ignore

/** Ids of several lengths and beginnings. Each has its owner's mark in it, and so has one name at least. */
const IDS: readonly ((mark: string) => string)[] = [
  (mark) => `U0${mark}`,
  (mark) => `W${mark}`,
  (mark) => `U${mark}9`,
  (mark) => `UB4T7Z2Q9K${mark}00000`,
  (mark) => `W0U0W0${mark}`,
];

/** What nobody else says: by it somebody is found wherever they leak. */
export type Cast = { readonly people: readonly Person[]; readonly marks: readonly string[] };

/** The same places taken by so many people: members but for the last two, who are a guest and somebody from outside. */
export const castOf = (size: number, letter: "A" | "B"): fc.Arbitrary<Cast> =>
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
      const marks = drawn.map(({ letters }, place) => `XQ${letter}${letters}${"JKVWYZPQ"[place]}`);
      const people = drawn.map(({ name, id, shown }, place): Person => {
        const mark = marks[place] ?? "";
        const called = `X${mark.slice(1).toLowerCase()}`;
        return {
          id: id(mark),
          name: [name, called.toLowerCase(), `${name}.${called}`][shown] ?? called,
          realName: shown === 1 ? `${called} ${name}` : `${name} ${called}`,
          ...(shown < 2 && { firstName: shown === 1 ? called : name }),
          timeZone: "Europe/Berlin",
          ...(place === size - 2 && { guest: true }),
          ...(place === size - 1 && { outsider: true }),
        };
      });
      return { people, marks };
    });

/** What somebody's id would be as a hash without a key, or in another spelling: as good as the id. */
const disguises = ({ id }: Person): string[] => [
  Buffer.from(id).toString("base64").replace(/=+$/, "").slice(0, -1),
  ...(["hex", "base64", "base64url"] as const).flatMap((spelling) =>
    ["md5", "sha1", "sha256"].map((how) => createHash(how).update(id).digest(spelling)),
  ),
];

/** All marks begin like this, in any case: looked for first, as there is much to look through. */
const BEGINNING = /XQ[AB]/i;

/** Looks for anybody of the cast in bytes or words; hands back what gives them away. */
export function finder({ people, marks }: Cast) {
  const disguised = people.flatMap(disguises);
  return {
    bare(where: Buffer | string): string[] {
      const text = typeof where === "string" ? where : where.toString("latin1");
      const upper = BEGINNING.test(text) ? text.toUpperCase() : "";
      return marks.filter((mark) => upper.includes(mark));
    },
    disguised: (text: string): string[] => disguised.filter((disguise) => text.includes(disguise)),
  };
}
