import { describe, expect, test } from "vitest";
import { readBetCommand } from "#slack/surfaces/bets/bet-command.ts";

describe("a command is read as such", () => {
  test.each([
    ["edit 12", { kind: "edit", number: 12 }],
    ["Edit #12", { kind: "edit", number: 12 }],
    ["delete 12", { kind: "delete", number: 12 }],
    ["undo", { kind: "undo" }],
    ["undo 12", { kind: "undo", number: 12 }],
    ["stop 12", { kind: "stop", number: 12 }],
    ["settle 12", { kind: "settle", number: 12 }],
    ["amend 12", { kind: "amend", number: 12 }],
    ["reading 12 34.5", { kind: "reading", number: 12, value: "34.5", note: "" }],
    ["reading 12 1 200 from 3 to 4", { kind: "reading", number: 12, value: "1 200", note: "from 3 to 4" }],
    ["reading 1 lots from the till", { kind: "reading", number: 1, value: "lots", note: "from the till" }],
    ["list due", { kind: "list", which: "due" }],
    ["search onboarding from Monday", { kind: "search", words: "onboarding from Monday" }],
    ["12", { kind: "card", number: 12 }],
    ["help", { kind: "help" }],
  ])("%s", (typed, command) => {
    expect(readBetCommand(typed)).toEqual(command);
  });
});

describe("what looks like a command is no title: the nearest command is suggested", () => {
  test.each([
    ["setle 12", "settle 12"],
    ["settel #12", "settle 12"],
    ["settle", "settle"],
    ["setle", "settle"],
    ["settle twelve", "settle"],
    ["settle bet 12", "settle 12"],
    ["lsit", "list"],
    ["lits", "list"],
    ["lists", "list"],
    ["lsit due", "list due"],
    ["ammend 12", "amend 12"],
    ["amend", "amend"],
    ["redaing 12 34", "reading 12 34"],
    ["readng 12 34.5 from the till", "reading 12 34.5 from the till"],
    ["reading", "reading"],
    ["reading twelve 5", "reading"],
    ["edit", "edit"],
    ["edti 12", "edit 12"],
    ["edit the title of bet 12", "edit 12"],
    ["delete", "delete"],
    ["delte 12", "delete 12"],
    ["delete bet 12", "delete 12"],
    ["delet bet 12", "delete 12"],
    ["delete the last bet", "delete"],
    ["remove 12", "delete 12"],
    ["rename 12", "edit 12"],
    ["cancel 12", "stop 12"],
    ["stop", "stop"],
    ["stpo 12", "stop 12"],
    ["stop 1 now", "stop 1"],
    ["stop 12 it goes nowhere", "stop 12"],
    ["undoo", "undo"],
    ["undo that", "undo"],
    ["serach", "search"],
    ["search", "search"],
    ["hlep", "help"],
  ])("%s → %s", (typed, meant) => {
    expect(readBetCommand(typed)).toEqual({ kind: "help", misunderstood: typed, meant });
  });
});

describe("a real sentence or title opens the form", () => {
  test.each([
    "List of steps lifts activation from 32% to 40%",
    "Lists 3 steps at once and lifts activation from 32% to 40%",
    "Settle up page lifts paid invoices from 10 to 20",
    "Settle up page lifts paid invoices",
    "Settle 2 disputes faster: churn from 5% to 4%",
    "Stop 3 mails a week, churn from 5% to 4%",
    "Stop sending weekly mails",
    "Stopping the weekly mail cuts churn from 5% to 4%",
    "Step 2 of the set-up gets shorter",
    "Steps in the list",
    "Step",
    "Last call",
    "Reading 3 articles first lifts sign-ups from 2% to 3%",
    "Reading list on home",
    "Readings 12 a day lift sales from 10 to 20",
    "Heading",
    "Heading 2 above the fold",
    "Edit in place lifts finished profiles from 40% to 50%",
    "Editor",
    "Edits in place for everyone",
    "Delete button next to each draft",
    "Deleted drafts come back",
    "Undo for sent mails lifts trust from 3 to 4",
    "Search on top lifts clicks from 3% to 5%",
    "Research",
    "Help me choose",
    "Amended terms on one page",
    "Checklist",
    "Shop",
    "Banner 2",
    "Bet 12",
    "Closed beta",
    "Remove the second password field",
    "Cancel in one tap lifts trust from 3 to 4",
    "@@@",
    "",
  ])("%s", (typed) => {
    expect(readBetCommand(typed)).toEqual({ kind: "form", sentence: typed });
  });
});
