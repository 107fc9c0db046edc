import { Command } from "commander";
import { restoreBackup } from "#store/database/restore.ts";
import { databaseFilePath } from "./terminal/database.ts";
import { contentsWords } from "./terminal/file-words.ts";
import { JSON_OPTION, print } from "./terminal/output.ts";

export const restoreCommand = (): Command =>
  new Command("restore")
    .description("Put a backup in the place of the database. The server must not be running.")
    .argument("<file>", "the backup")
    .option("--force", "replace the database that an earlier restore has set aside")
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The backup is checked before anything is changed. The database that was there is kept beside it, as
ourcome.db.before-restore; delete that when you no longer need it.
Messages that were due since the backup are looked up in Slack at the next start, and not posted again.
PostgreSQL is restored by its own tool: see docs/operating.md.

Examples:
  ourcome restore /backups/ourcome.db
  DATABASE_URL=file:/tmp/look.db ourcome restore /backups/ourcome.db`,
    )
    .action((file: string, { force = false, json = false }: { force?: boolean; json?: boolean }) => {
      const path = databaseFilePath(POSTGRES);
      const restored = restoreBackup(file, path, { force, at: Temporal.Now.instant() });
      print(
        { file, database: path, ...restored },
        [
          `${file} is restored to ${path}: ${contentsWords(restored)}.`,
          ...(restored.setAside === undefined
            ? []
            : [`What was there is kept as ${restored.setAside}. Delete it when you no longer need it.`]),
          "Start the server: messages due since the backup are looked up in Slack, and not posted again.",
        ],
        { json },
      );
    });

const POSTGRES = `DATABASE_URL is a PostgreSQL database, which its own tool restores while no server runs:
pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE
psql "$DATABASE_URL" -c "insert into marks select 'restored', value from marks where name = 'last-tick' on conflict (name) do update set value = excluded.value"
The second line makes the next start look up in Slack what was due since the backup, and not post it again.`;
