import { Command } from "commander";
import { backUp } from "#store/database/backup.ts";
import { databaseFilePath } from "./terminal/database.ts";
import { contentsWords, sealedWords } from "./terminal/file-words.ts";
import { interruptible } from "./terminal/interruptible.ts";
import { JSON_OPTION, print } from "./terminal/output.ts";
import { progressLine } from "./terminal/progress.ts";

export const backupCommand = (): Command =>
  new Command("backup")
    .description("Copy the database to a file while the server runs, and check the copy.")
    .argument("<file>", "where to")
    .option("--force", "replace the file if it is there already")
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The copy is of one moment. It gets its name only when it is whole, checked and on disk; only its owner may read it.
It holds what docs/privacy.md says, votes that are still open included: keep OURCOME_SECRET elsewhere.
PostgreSQL is backed up by its own tool: pg_dump --format=custom --file=FILE "$DATABASE_URL"

Examples:
  ourcome backup /backups/ourcome.db
  ourcome backup --force --json /backups/ourcome-$(date +%a).db`,
    )
    .action(async (file: string, { force = false, json = false }: { force?: boolean; json?: boolean }) => {
      const path = databaseFilePath(POSTGRES);
      const progress = progressLine("Backing up");
      const contents = await interruptible(`Stopped: ${file} was not written.`, (signal) =>
        backUp(path, file, { force, signal, onProgress: (share) => progress.show(share) }),
      ).finally(() => progress.end());
      const sealed = sealedWords(contents);
      print(
        { file, ...contents },
        [`${file} is written and checked: ${contentsWords(contents)}.`, ...(sealed ? [sealed] : [])],
        { json },
      );
    });

const POSTGRES = `DATABASE_URL is a PostgreSQL database, which its own tool backs up while the server runs:
pg_dump --format=custom --file=FILE "$DATABASE_URL"`;
