/** All ids by which Slack calls back. The manifest has the commands and shortcuts too; a test compares them. */
export const COMMANDS = { bet: "/bet", outcomes: "/outcomes" } as const;

export const SHORTCUTS = { placeAsBet: "place_as_bet", saveAsLearning: "save_as_learning" } as const;

/** Forms, by their callback id. */
export const FORMS = {
  setUp: "set_up",
  settings: "settings",
  eraseTeam: "erase_team",
  placeBet: "place_bet",
  takeReading: "take_reading",
  settleBet: "settle_bet",
  amendBet: "amend_bet",
  editBet: "edit_bet",
  deleteBet: "delete_bet",
  preMortem: "pre_mortem",
  disputeVerdict: "dispute_verdict",
  objective: "objective",
  keyResult: "key_result",
  keyResultValue: "key_result_value",
  addLearning: "add_learning",
  addNextStep: "add_next_step",
  searchBets: "search_bets",
  recapMarkdown: "recap_markdown",
} as const;

/** Views without a submit button, by their callback id. */
export const VIEWS = { goals: "goals", wholeQuarter: "recap_whole", waiting: "waiting" } as const;

/** Inputs that update their form when they change, and the menus of Home, by their action id. */
export const CHOICES = {
  metric: "metric",
  alone: "alone",
  howSettled: "how_settled",
  homeTeam: "home_team",
  homeMore: "home_more",
} as const;

/** Overflow menus, by their action id. Each option carries the id and the value of a button: see `menu`. */
export const MENUS = { more: "more" } as const;

/** Buttons, by their action id. */
export const ACTIONS = {
  takeReading: "bet_take_reading",
  settleBet: "bet_settle",
  amendBet: "bet_amend",
  showDetails: "bet_details",
  editBet: "bet_edit",
  deleteBet: "bet_delete",
  stopBet: "bet_stop",
  shipped: "bet_shipped",
  undoShipped: "bet_undo_shipped",
  undoBet: "bet_undo",
  preMortem: "bet_pre_mortem",
  confidence10: "confidence_10",
  confidence30: "confidence_30",
  confidence50: "confidence_50",
  confidence70: "confidence_70",
  confidence90: "confidence_90",
  looksRight: "verdict_looks_right",
  dispute: "verdict_dispute",
  stepDone: "step_done",
  dropStep: "step_drop",
  keepStep: "step_keep",
  undoStep: "step_undo",
  addObjective: "objective_add",
  editObjective: "objective_edit",
  closeObjective: "objective_close",
  reopenObjective: "objective_reopen",
  addKeyResult: "key_result_add",
  editKeyResult: "key_result_edit",
  showKeyResult: "key_result_show",
  recordValue: "key_result_record",
  postWeek: "week_post",
  openNumbers: "week_numbers",
  postRecap: "recap_post",
  copyRecap: "recap_copy",
  wholeQuarter: "recap_whole",
  addLearning: "retro_add_learning",
  addNextStep: "retro_add_next_step",
  closeRetro: "retro_close",
  reopenRetro: "retro_reopen",
  showRetro: "retro_show",
  decideAgain: "retro_decide_again",
  decideNotAgain: "retro_decide_not_again",
  showCard: "home_card",
  openWaiting: "home_waiting",
  openRetro: "home_retro",
  moreOfBet: "bet_form_more",
  openPlaceForm: "home_place_bet",
  openBets: "home_bets",
  openSearch: "home_search",
  openLearnings: "home_learnings",
  openSteps: "home_steps",
  openSettings: "home_settings",
  eraseTeam: "settings_erase_team",
  openSilenced: "settings_silenced",
  silenceNudge: "nudge_silence",
  unsilenceNudge: "nudge_hear",
  openPulse: "home_pulse",
  openGoals: "home_goals",
  openWeek: "home_week",
  openAcross: "home_across",
  openRecap: "home_recap",
  openPrivacy: "home_privacy",
  postAgain: "delivery_post_again",
  leaveUncertain: "delivery_leave",
  pulse1: "pulse_1",
  pulse2: "pulse_2",
  pulse3: "pulse_3",
  pulse4: "pulse_4",
  pulse5: "pulse_5",
} as const;
