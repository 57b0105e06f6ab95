import { expect, test } from "vitest";
import { findingGroups } from "../../../web/app/finding-groups.js";
import type { Finding } from "../../../web/core/api.js";

const finding = (code: string, title: string, severity: Finding["severity"] = "info"): Finding => ({
  code,
  severity,
  title,
  detail: "",
  check: [],
  evidence: [],
});

test("many findings of one code leave room for others: two are shown, the rest waits", () => {
  const groups = findingGroups([finding("nat-out", "1"), finding("lbfo", "2"), ...["3", "4", "5"].map((title) => finding("nat-out", title))]);
  expect(groups.map(({ code, shown, more }) => [code, shown.map((f) => f.title), more.map((f) => f.title)])).toEqual([
    ["nat-out", ["1", "3"], ["4", "5"]],
    ["lbfo", ["2"], []],
  ]);
});

test("nothing is hidden behind a button that takes as much room", () => {
  const [group] = findingGroups(["1", "2", "3"].map((title) => finding("drop", title)));
  expect(group?.shown).toHaveLength(3);
  expect(group?.more).toEqual([]);
});

test("an error stays apart from notes of the same code", () => {
  expect(findingGroups([finding("bad-checksum", "1", "error"), finding("bad-checksum", "2", "warning")])).toHaveLength(2);
});
