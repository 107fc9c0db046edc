import type { PageCommand } from "#sandbox/page/page-state.ts";

export type Completion = { readonly insert: string; readonly form: string; readonly description?: string };

/** All forms of all commands, from the usage hints in the manifest. */
export function completionsOf(commands: readonly PageCommand[]): Completion[] {
  const own = commands.flatMap(({ command, description, forms }) => [
    { insert: command, form: command, description },
    ...forms.map((form) => ({ insert: insertOf(command, form), form: `${command} ${form}` })),
  ]);
  const invite = "/invite @Ourcome";
  return [...own, { insert: invite, form: invite, description: "Put the app into this channel" }];
}

/** The fixed part of a form: "reading " for "reading 12 34.5", nothing for "a sentence". */
function insertOf(command: string, form: string): string {
  const [first = "", ...rest] = form.split(" ");
  const fixed = /^[a-z]{2,}$/u.test(first);
  if (!fixed) return `${command} `;
  return rest.length > 0 ? `${command} ${first} ` : `${command} ${first}`;
}

export const matching = (all: readonly Completion[], typed: string): Completion[] =>
  typed.startsWith("/") ? all.filter(({ form, insert }) => form.startsWith(typed) && insert !== typed) : [];
