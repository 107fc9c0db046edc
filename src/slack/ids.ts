/** Everything that Slack calls back by name. The manifest names the commands and shortcuts as well; a test compares. */
export const COMMANDS = { bet: "/bet", outcomes: "/outcomes" } as const;

export const SHORTCUTS = { placeAsBet: "place_as_bet", saveAsLearning: "save_as_learning" } as const;

/** Forms, by their callback id. */
export const FORMS = {
  setUp: "set_up",
  settings: "settings",
  placeBet: "place_bet",
  takeReading: "take_reading",
  settleBet: "settle_bet",
  disputeVerdict: "dispute_verdict",
} as const;

/** Buttons and menus, by their action id. */
export const ACTIONS = {
  alone: "alone",
  howSettled: "how_settled",
  takeReading: "bet_take_reading",
  settleBet: "bet_settle",
  looksRight: "verdict_looks_right",
  dispute: "verdict_dispute",
  stepDone: "step_done",
  dropStep: "step_drop",
  undoStep: "step_undo",
} as const;
