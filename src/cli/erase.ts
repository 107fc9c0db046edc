import { setTimeout } from "node:timers/promises";
import { Command } from "commander";
import type { Team } from "#domain/teams/team.ts";
import { eraseTeam } from "#usecases/teams/erase-team.ts";
import { eraseWorkspace } from "#usecases/teams/erase-workspace.ts";
import { findNamedTeam } from "#usecases/teams/find-named-team.ts";
import type { Deps } from "#usecases/deps.ts";
import { besideServer } from "./terminal/database.ts";
import { Failure, wrongUsage } from "./terminal/failure.ts";
import { JSON_OPTION, listCounts, print } from "./terminal/output.ts";
import { teamRefusalWords } from "./terminal/team-words.ts";

type Options = {
  readonly team?: string;
  readonly workspace?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
};

export const eraseCommand = (): Command =>
  new Command("erase")
    .description("Erase all that is on record of a team, or of a workspace, for good.")
    .option("--team <name>", "the team: its name, or its channel's id")
    .option("--workspace <id>", "all teams of the workspace with this id, such as T0123ABCD")
    .option("--yes", "really; without it nothing is erased, and what would be is counted")
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
It cannot be undone. Messages in Slack stay, and their buttons find nothing any more. Backups keep what they have.
The server may be running.

Examples:
  ourcome erase --team Growth
  ourcome erase --team Growth --yes
  ourcome erase --workspace T0123ABCD --yes`,
    )
    .action(erase);

async function erase(options: Options): Promise<void> {
  const { team, workspace, yes = false } = options;
  if ((team === undefined) === (workspace === undefined))
    throw wrongUsage(
      'Say what to erase: --team and its name, as in --team "Growth", or --workspace and its id.',
    );
  await besideServer(async (deps, { purge }) => {
    const teams = team === undefined ? await teamsOf(deps, workspace ?? "") : [await teamNamed(deps, team)];
    const counted = await countedTeams(deps, teams);
    const words = counted.map(({ words }) => words);
    if (!yes) {
      process.stdout.write(options.json ? "" : words.map((line) => `${line}\n`).join(""));
      throw wrongUsage("Nothing was erased: add --yes to erase this for good.");
    }
    if (team === undefined) await eraseWorkspace(deps, { workspace: workspace ?? "" });
    else
      for (const { id, name, workspace: of } of teams) {
        const erased = await eraseTeam(deps, { workspace: of, team: id, name });
        if (!erased.ok) throw new Failure("Nothing was erased: the team has just been erased or renamed.");
      }
    const isPurged = await purgeSoon(purge);
    print(
      { erased: counted.map(({ facts }) => facts), purged: isPurged },
      words.map((line) => `Erased: ${line}`),
      options,
    );
    if (!isPurged) throw new Failure(NOT_PURGED);
  });
}

async function teamNamed(deps: Deps, typed: string): Promise<Team> {
  const team = await findNamedTeam(deps, typed);
  if (!team.ok) throw new Failure(teamRefusalWords(team.error, typed));
  return team.value;
}

async function teamsOf({ store }: Deps, workspace: string): Promise<readonly Team[]> {
  const all = await store.teams.allWorkspaces();
  const teams = all.filter((team) => team.workspace === workspace);
  if (teams.length > 0) return teams;
  const others = [...new Set(all.map((team) => team.workspace))];
  throw new Failure(
    `There is no workspace ${JSON.stringify(workspace)} on record. There ${others.length === 0 ? "is none yet" : `are: ${others.join(", ")}`}.`,
  );
}

const countedTeams = ({ store }: Deps, teams: readonly Team[]) =>
  Promise.all(
    teams.map(async ({ workspace, id, name, channel }) => {
      const counts = await store.countRecords(workspace, id);
      const words = listCounts([
        [counts.bets, "bet"],
        [counts.readings, "reading"],
        [counts.retros, "retro"],
        [counts.learnings, "learning"],
        [counts.nextSteps, "next step"],
        [counts.objectives, "objective"],
        [counts.messages, "message"],
      ]);
      return {
        facts: { team: name, channel, ...counts },
        words: `${name} (${channel}): ${words || "its settings"}.`,
      };
    }),
  );

const PURGE_TRIES = 20;
const BETWEEN_TRIES_MS = 250;

/** The bytes stay in SQLite's log while another program reads the file: usually for milliseconds. */
async function purgeSoon(purge: () => Promise<boolean>): Promise<boolean> {
  for (let left = PURGE_TRIES; left > 0; left -= 1) {
    if (await purge()) return true;
    await setTimeout(BETWEEN_TRIES_MS);
  }
  return false;
}

const NOT_PURGED =
  "The record is erased, but its bytes are still in the database's log, since another program is reading the file (a backup, or an open shell). End that and restart the server, which removes them.";
