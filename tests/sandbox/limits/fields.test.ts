import { test } from "vitest";

import * as s from "./samples.ts";

const { number, options, plain, typed } = s;
const [one, two] = s.times(2, (index) => ({ text: plain("Option"), value: `${index}` }));
const select = (...offered: unknown[]) => ({ type: "static_select", options: offered });
const radio = (...offered: unknown[]) => ({ type: "radio_buttons", options: offered });
const boxes = (...offered: unknown[]) => ({ type: "checkboxes", options: offered });
const groups = {
  type: "static_select",
  option_groups: [{ label: plain("Group"), options: [one] }],
};
const styled = { value: "x", text: s.mrkdwn("x") };
const described = { ...one, description: plain("First") };
const conversations = (filter: object) => ({ type: "conversations_select", filter });
const whole = { is_decimal_allowed: false };

/** Each is the only field of a modal. */
test.each<[rule: string, accepted: object, refused: object, pointer: string]>([
  ["fit for an input", typed(), s.button(), "/type"],
  [
    "initial text by min_length",
    typed({ min_length: 2, initial_value: "ab" }),
    typed({ min_length: 2, initial_value: "a" }),
    "/initial_value",
  ],
  [
    "min_length by max_length",
    typed({ min_length: 5, max_length: 5 }),
    typed({ min_length: 6, max_length: 5 }),
    "/min_length",
  ],
  ["says if decimals are allowed", number(), number({ is_decimal_allowed: undefined }), ""],
  [
    "initial number is text",
    number({ initial_value: "-3.5" }),
    number({ initial_value: -3.5 }),
    "/initial_value",
  ],
  [
    "initial number is one",
    number({ initial_value: "34.5" }),
    number({ initial_value: "34,5" }),
    "/initial_value",
  ],
  [
    "initial number by max_value",
    number({ max_value: "5", initial_value: "5" }),
    number({ max_value: "5", initial_value: "5.1" }),
    "/initial_value",
  ],
  [
    "initial number is whole",
    number({ ...whole, initial_value: "5" }),
    number({ ...whole, initial_value: "5.1" }),
    "/initial_value",
  ],
  [
    "min_value by max_value",
    number({ min_value: "9", max_value: "10" }),
    number({ min_value: "10", max_value: "9" }),
    "/min_value",
  ],
  ["options or groups", groups, { type: "static_select" }, ""],
  ["option has a value", select(one), select({ text: plain("x") }), "/options/0"],
  ["values differ", select(one, two), select(one, one), "/options"],
  ["select is plain", radio(styled), select(styled), "/options/0/text/type"],
  ["links are overflow's", select(one), select({ ...one, url: "https://x.org" }), "/options/0"],
  [
    "initial option is offered",
    { ...select(one, two), initial_option: two },
    { ...select(one), initial_option: two },
    "/initial_option",
  ],
  [
    "initial option of a group",
    { ...groups, initial_option: one },
    { ...groups, initial_option: two },
    "/initial_option",
  ],
  [
    "initial option in full",
    { ...radio(described), initial_option: described },
    { ...radio(described), initial_option: one },
    "/initial_option",
  ],
  [
    "initial boxes are offered",
    { ...boxes(...options(2)), initial_options: options(2) },
    { ...boxes(...options(1)), initial_options: options(2) },
    "/initial_options/1",
  ],
  ["filter is not empty", conversations({ include: ["public"] }), conversations({}), "/filter"],
])("%s", (_, accepted, refused, pointer) => {
  s.expectRule(s.field(accepted), s.field(refused), `/blocks/0/element${pointer}`);
});
