import { chooseContent, type DigestContent, type News, newsOf } from "#domain/digests/news.ts";
import type { Week } from "#domain/digests/digest.ts";
import type { KeyResult } from "#domain/goals/goal.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { Ledger } from "#store/store.ts";
import { momentSubject, readDigestWeek, readLastDays, type WeekInput, type WeekSource } from "./read-week.ts";

/** A week and what is new in it. */
export type WeekNews = { readonly week: Week; readonly news: News; readonly content: DigestContent };

/** Chooses what the digest of a moment tells. `dropped`: the steps that were dropped with it. */
export async function chooseDigest(
  source: WeekSource,
  input: WeekInput,
  previous: DigestContent | undefined,
  dropped: readonly NextStep[],
): Promise<WeekNews | undefined> {
  const week = await readDigestWeek(source, input);
  return week && withNews(source, week, chooseContent(week, previous, dropped));
}

/** The digest of a moment, as it was chosen when it was enqueued. One of an earlier version is chosen now. */
export async function readDigest(source: WeekSource, input: WeekInput): Promise<WeekNews | undefined> {
  const { workspace, team, until } = input;
  const digest = await source.store.digests.at(workspace, team, momentSubject(until));
  if (!digest) return chooseDigest(source, input, undefined, []);
  const week = await readDigestWeek(source, input);
  return week && withNews(source, week, digest.content);
}

/** The seven days up to a moment: as chosen when they were posted under this key, or else chosen now. */
export async function readLatest(
  source: WeekSource,
  input: WeekInput,
  key?: string,
): Promise<WeekNews | undefined> {
  const week = await readLastDays(source, input);
  const posted = key === undefined ? undefined : await source.store.digests.find(input.workspace, key);
  const content = async (of: Week) =>
    posted?.content ?? chooseContent(of, await contentBefore(source.store, input));
  return week && withNews(source, week, await content(week));
}

export async function isFirstDigest(
  { store }: WeekSource,
  { workspace, team, until }: WeekInput,
): Promise<boolean> {
  return (await store.deliveries.digestBefore(workspace, team, momentSubject(until))) === undefined;
}

/** What the digest that was posted last before a moment told. */
export async function contentBefore(
  store: Ledger,
  { workspace, team, until }: WeekInput,
): Promise<DigestContent | undefined> {
  const posted = await store.deliveries.digestBefore(workspace, team, momentSubject(until));
  const digest = posted === undefined ? undefined : await store.digests.at(workspace, team, posted);
  return digest?.content;
}

async function withNews({ store }: WeekSource, week: Week, content: DigestContent): Promise<WeekNews> {
  const { workspace } = week.team;
  const bets = await store.bets.findAll(workspace, content.due);
  const { comingSteps, askedSteps, droppedSteps } = content;
  const steps = await store.nextSteps.findAll(workspace, [...comingSteps, ...askedSteps, ...droppedSteps]);
  const keyResults = await keyResultsOf(store, workspace, content);
  return { week, content, news: newsOf(week, content, { bets, steps, keyResults }) };
}

/** Those that the content tells, whether their objectives are still open or not. */
async function keyResultsOf(store: Ledger, workspace: string, content: DigestContent): Promise<KeyResult[]> {
  const found: KeyResult[] = [];
  for (const { id } of content.keyResults.filter(({ isNews }) => isNews)) {
    const keyResult = await store.goals.findKeyResult(workspace, id);
    if (keyResult) found.push(keyResult);
  }
  return found;
}
