import { test } from "vitest";

import * as s from "./samples.ts";

const { number, options, plain, typed } = s;
const [firstOption, secondOption] = s.times(2, (index) => ({ text: plain("Option"), value: `${index}` }));
const select = (...offered: unknown[]) => ({ type: "static_select", options: offered });
const radio = (...offered: unknown[]) => ({ type: "radio_buttons", options: offered });
const boxes = (...offered: unknown[]) => ({ type: "checkboxes", options: offered });
const groups = {
  type: "static_select",
  option_groups: [{ label: plain("Group"), options: [firstOption] }],
};
const styled = { value: "x", text: s.mrkdwn("x") };
const described = { ...firstOption, description: plain("First") };
const conversations = (filter: object) => ({ type: "conversations_select", filter });
const wholeNumbers = { is_decimal_allowed: false };

/** Each example is the only field of a modal. */
test.each<[rule: string, accepted: object, refused: object, pointer: string]>([
  ["refuses a button as an input's element", typed(), s.button(), "/type"],
  [
    "requires initial text of at least min_length",
    typed({ min_length: 2, initial_value: "ab" }),
    typed({ min_length: 2, initial_value: "a" }),
    "/initial_value",
  ],
  [
    "requires min_length of at most max_length",
    typed({ min_length: 5, max_length: 5 }),
    typed({ min_length: 6, max_length: 5 }),
    "/min_length",
  ],
  ["requires is_decimal_allowed", number(), number({ is_decimal_allowed: undefined }), ""],
  [
    "requires the initial number as text",
    number({ initial_value: "-3.5" }),
    number({ initial_value: -3.5 }),
    "/initial_value",
  ],
  [
    "refuses an initial number with a decimal comma",
    number({ initial_value: "34.5" }),
    number({ initial_value: "34,5" }),
    "/initial_value",
  ],
  [
    "requires an initial number of at most max_value",
    number({ max_value: "5", initial_value: "5" }),
    number({ max_value: "5", initial_value: "5.1" }),
    "/initial_value",
  ],
  [
    "refuses an initial decimal if decimals are not allowed",
    number({ ...wholeNumbers, initial_value: "5" }),
    number({ ...wholeNumbers, initial_value: "5.1" }),
    "/initial_value",
  ],
  [
    "requires min_value of at most max_value",
    number({ min_value: "9", max_value: "10" }),
    number({ min_value: "10", max_value: "9" }),
    "/min_value",
  ],
  ["requires options or option groups", groups, { type: "static_select" }, ""],
  ["requires a value for each option", select(firstOption), select({ text: plain("x") }), "/options/0"],
  [
    "requires unique option values",
    select(firstOption, secondOption),
    select(firstOption, firstOption),
    "/options",
  ],
  ["requires plain_text in a select's options", radio(styled), select(styled), "/options/0/text/type"],
  [
    "refuses a URL in a select's option",
    select(firstOption),
    select({ ...firstOption, url: "https://x.org" }),
    "/options/0",
  ],
  [
    "requires an initial option that is offered",
    { ...select(firstOption, secondOption), initial_option: secondOption },
    { ...select(firstOption), initial_option: secondOption },
    "/initial_option",
  ],
  [
    "requires an initial option from one of the groups",
    { ...groups, initial_option: firstOption },
    { ...groups, initial_option: secondOption },
    "/initial_option",
  ],
  [
    "requires the initial option to equal an offered one in full",
    { ...radio(described), initial_option: described },
    { ...radio(described), initial_option: firstOption },
    "/initial_option",
  ],
  [
    "requires initial checkboxes that are offered",
    { ...boxes(...options(2)), initial_options: options(2) },
    { ...boxes(...options(1)), initial_options: options(2) },
    "/initial_options/1",
  ],
  ["refuses an empty filter", conversations({ include: ["public"] }), conversations({}), "/filter"],
])("%s", (_, accepted, refused, pointer) => {
  s.expectRule(s.field(accepted), s.field(refused), `/blocks/0/element${pointer}`);
});
