import { readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { COMMAND_NAMES } from "#cli/main.ts";
import { CLI_DOCS, cliDocs } from "#scripts/cli-docs.ts";
import { cli } from "#tests/support/cli.ts";

test("the list of commands names each with what it does, the exit codes and examples", async () => {
  const { code, stdout, stderr } = await cli({}, "--help");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const name of COMMAND_NAMES) expect(stdout).toMatch(new RegExp(`^  ${name} +\\w`, "m"));
  expect(stdout).toMatch(/Exit codes:\n +0 .*\n +1 .*\n +2 .*\n +130 /);
  expect(stdout).toContain("Examples:");
});

test.each(COMMAND_NAMES)(
  "%s --help says what it does, with examples, and needs no settings",
  async (name) => {
    const [asked, helped] = await Promise.all([cli({}, name, "--help"), cli({}, "help", name)]);
    expect(asked).toMatchObject({ code: 0, stderr: "" });
    expect(asked.stdout).toContain(`Usage: ourcome ${name}`);
    expect(asked.stdout).toMatch(new RegExp(`Examples:\n(?:.*\n)*?.*ourcome ${name}`));
    expect(helped).toEqual(asked);
  },
);

test("the version is that of the package", async () => {
  expect(await cli({}, "--version")).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: "",
  });
});

test.each([
  ["no command", [], "Usage: ourcome"],
  [
    "an unknown command",
    ["backap", "x.db"],
    "Unknown command 'backap'\n(Did you mean backup?)\nSee ourcome --help.\n",
  ],
  [
    "an unknown option",
    ["backup", "x.db", "--forse"],
    "Unknown option '--forse'\n(Did you mean --force?)\nSee ourcome backup --help.\n",
  ],
  ["a missing argument", ["backup"], "Missing required argument 'file'.\nSee ourcome backup --help.\n"],
  [
    "too many arguments",
    ["manifest", "socket"],
    "Too many arguments for 'manifest'. Expected 0 arguments but got 1: socket.\nSee ourcome manifest --help.\n",
  ],
  [
    "an unknown subcommand",
    ["readings", "ad"],
    "Unknown command 'ad'\n(Did you mean add?)\nSee ourcome readings --help.\n",
  ],
] as const)("%s is wrong usage, and nothing is on standard output", async (_name, args, words) => {
  expect(await cli({}, ...args)).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(words) });
});

test("a setting that is wrong is named, without its value", async () => {
  const { code, stdout, stderr } = await cli(
    { DATABASE_URL: "mysql://root:hush@localhost" },
    "backup",
    "x.db",
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^DATABASE_URL must be /);
  expect(stderr).not.toContain("hush");
});

test("start reports wrong settings as the server does", async () => {
  expect(await cli({}, "start")).toEqual({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^Ourcome cannot start:\n- SLACK_BOT_TOKEN is missing/),
  });
});

test("a Node too old is rejected with one line", () => {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "24.1.0" } })`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`, "src/cli/ourcome.mjs", "--help"],
    { encoding: "utf8", env: {} },
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^Ourcome needs Node 26 or newer, and this is Node 24\.1\.0\. .*\n$/);
});

test("docs/cli.md is what the commands' help says", async () => {
  expect(readFileSync(CLI_DOCS, "utf8")).toBe(await cliDocs());
});
