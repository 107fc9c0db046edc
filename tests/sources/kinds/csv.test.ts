import { expect, test } from "vitest";
import { fetchFrom, serving } from "#tests/support/sources.ts";

const fetched = async (body: string | Buffer, more = "row: last") => {
  await using server = await serving(body, "text/csv");
  return await fetchFrom(`kind: csv\nurl: ${server.url}\ncolumn: n\n${more}`);
};

const WHERE = 'row: {where: {day: "{day}"}}';

test.each([
  ["the last row", "day,n\n2026-11-26,1\n2026-11-27,2\n", "row: last", 2],
  ["the first row", "day,n\n2026-11-26,1\n2026-11-27,2\n", "row: first", 1],
  ["the day's row", "day,n\n2026-11-26,1\n2026-11-27,2\n2026-11-28,3\n", WHERE, 2],
  ["a BOM", "\uFEFFn,day\n5,x\n", "row: last", 5],
  ["UTF-16 as Excel writes it", Buffer.from("\uFEFFday,n\nx,5\n", "utf16le"), "row: last", 5],
  ["semicolons and decimal commas", "day;n\nx;12,5\n", 'row: last\ndelimiter: ";"\ndecimal: ","', 12.5],
  ["tabs", "day\tn\nx\t5\n", 'row: last\ndelimiter: "\\t"', 5],
  ["quotes, spaces, CRLF and empty lines", 'day, n \r\n"a,b"," 5 "\r\n\r\n', "row: last", 5],
  ["a small number", "n\n1.5e-3\n", "row: last", 0.0015],
])("reads %s", async (_, body, more, value) => {
  expect(await fetched(body, more)).toMatchObject({ ok: true, value: { value } });
});

test.each([
  ["no row of the day", "day,n\n2026-11-26,1\n", WHERE, "no-rows"],
  ["two rows of the day", "day,n\n2026-11-27,1\n2026-11-27,2\n", WHERE, "many-rows"],
  ["a header only", "day,n\n", "row: last", "no-rows"],
  ["an empty file", "", "row: last", "no-rows"],
  ["no such column", "day,m\nx,1\n", "row: last", "misconfigured"],
  ["the column twice", "n,n\n1,2\n", "row: last", "misconfigured"],
  ["the row's column twice", "day,day,n\n1,2,3\n", WHERE, "misconfigured"],
  ["half a file, cut within quotes", 'day,n\nx,"1', "row: last", "not-a-number"],
  ["half a file, cut within a row", "day,n\nx,1\n2026", "row: last", "not-a-number"],
  ["an empty cell", "day,n\nx,\n", "row: last", "not-a-number"],
  ["a word", "n\nmany\n", "row: last", "not-a-number"],
  ["NaN", "n\nNaN\n", "row: last", "not-a-number"],
  ["Infinity", "n\nInfinity\n", "row: last", "not-a-number"],
  ["a number beyond all doubles", "n\n1e999\n", "row: last", "not-a-number"],
  ["a hexadecimal number", "n\n0x10\n", "row: last", "not-a-number"],
  ["a formula", "n\n=1+1\n", "row: last", "not-a-number"],
  ["a thousands separator", 'n\n"1,234.5"\n', "row: last", "not-a-number"],
  ["a decimal comma that nobody announced", 'n\n"12,5"\n', "row: last", "not-a-number"],
  ["a decimal point where commas were announced", "n\n1.234\n", 'row: last\ndecimal: ","', "not-a-number"],
  ["binary rubbish", Buffer.from([0, 255, 1, 254, 10, 34]), "row: last", "not-a-number"],
])("refuses %s", async (_, body, more, kind) => {
  expect(await fetched(body, more)).toMatchObject({ ok: false, error: { kind } });
});

test("HTML is refused", async () => {
  await using server = await serving("<table>", "text/html");
  expect(await fetchFrom(`kind: csv\nurl: ${server.url}\ncolumn: n\nrow: last`)).toMatchObject({
    error: { kind: "not-a-number", detail: "the answer is HTML, not CSV" },
  });
});

test("100,000 rows are read while they are below a megabyte, and refused above", async () => {
  const rows = (text: string) => `day,n\n${`${text}\n`.repeat(99_999)}2026-11-27,8\n`;
  expect(await fetched(rows("a,1"), WHERE)).toMatchObject({ value: { value: 8 } });
  expect(await fetched(rows("2026-11-26,12"), WHERE)).toMatchObject({ error: { kind: "too-large" } });
});
