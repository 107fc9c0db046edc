import { h } from "hastscript";

/** A sentence with `code` in backticks. */
export const words = (text: string) =>
  text.split("`").map((part, index) => (index % 2 === 1 ? h("code", part) : part));
