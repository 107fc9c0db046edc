import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { cliOn } from "#tests/support/cli.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet, postQuietWeeks, setUpTeam } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

const UNTIL_DIGEST = { days: 4, hours: 4, minutes: 59 };

test("a digest posted since the backup isn't posted again, and says what it said", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await postQuietWeeks(s);
  await s.wait({ days: 4, hours: 4, minutes: 59 });
  const copy = join(dirname(file.path), "copy.db");
  expect(await cliOn(file.path, "backup", copy)).toMatchObject({ code: 0 });
  await placeBet(s, "Invite link lifts invites from 10% to 12%");
  await s.wait({ minutes: 70 });
  const digests = async () => (await s.texts()).filter((text) => text.includes("week 45"));
  const before = await digests();
  expect(before).toHaveLength(1);

  await s.restart({ seconds: 10 }, async () =>
    expect(await cliOn(file.path, "restore", copy)).toMatchObject({ code: 0 }),
  );
  await s.wait({ minutes: 70 });
  await s.wait({ minutes: 1 });
  expect(await digests()).toEqual(before);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("after a restore the team is asked if the history can't be read, even if the server had shut down cleanly", async () => {
  using file = databaseFile();
  const scopes = manifestScopes().filter((scope) => !scope.endsWith(":history"));
  await using s = await stage({ database: file.path, scopes });
  await setUpTeam(s);
  await postQuietWeeks(s);
  await s.wait({ minutes: 1 });
  const copy = join(dirname(file.path), "copy.db");
  await s.restart({ seconds: 10 }, async () =>
    expect(await cliOn(file.path, "backup", copy)).toMatchObject({ code: 0 }),
  );
  await s.wait({ ...UNTIL_DIGEST, hours: 6 });
  const digests = async () => (await s.texts()).filter((text) => text.includes("week 45"));
  expect(await digests()).toHaveLength(1);
  await s.restart({ seconds: 10 }, async () =>
    expect(await cliOn(file.path, "restore", copy)).toMatchObject({ code: 0 }),
  );
  await s.wait({ hours: 2 });
  expect(await digests()).toHaveLength(1);
});
