import type { SandboxState } from "#sandbox/slack/state/state.ts";

/** Typed text as Slack sends it: control characters escaped, known mentions replaced by ids. */
export function typedText(state: SandboxState, text: string): string {
  const plain = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const people = [...state.people.values(), { id: state.app.userId, name: state.app.name.toLowerCase() }];
  const withPeople = plain.replace(/@([a-z0-9._-]+)/gi, (typed, name: string) => {
    const person = people.find((known) => known.name === name.toLowerCase());
    return person ? `<@${person.id}|${person.name}>` : typed;
  });
  return withPeople.replace(/#([a-z0-9_-]+)/gi, (typed, name: string) => {
    const channel = [...state.channels.values()].find((known) => known.name === name);
    return channel ? `<#${channel.id}|${channel.name}>` : typed;
  });
}
