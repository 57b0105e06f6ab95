import { describe, expect, it } from "vitest";
import { closedAbove, fieldRows, fieldText, nodeAt, nodeOf } from "../../../web/app/field-rows.js";
import type { FieldNode } from "../../../web/core/fields.js";

const node = (name: string, from: number, to: number, children?: readonly FieldNode[]): FieldNode => ({
  name,
  label: name.toUpperCase(),
  text: `${name}!`,
  value: name,
  from,
  to,
  ...(children === undefined ? {} : { children }),
});
const TREE = [
  node("eth", 0, 14, [node("dst", 0, 6), node("src", 6, 12)]),
  node("ip", 14, 34, [node("ver", 14, 15), node("ihl", 14, 15), node("opts", 20, 34, [node("o", 30, 34)])]),
];
const MANY = [
  node(
    "list",
    0,
    100,
    Array.from({ length: 65 }, (_, i) => node(`n${i}`, i, i + 1)),
  ),
];

describe("lines of the tree", () => {
  it("lists open branches in order with level and position", () => {
    const rows = fieldRows(TREE, new Set());
    expect(rows.map((row) => `${row.level} ${row.path} ${row.position}/${row.siblings}`)).toEqual([
      "1 0 1/2",
      "2 0.0 1/2",
      "2 0.1 2/2",
      "1 1 2/2",
      "2 1.0 1/3",
      "2 1.1 2/3",
      "2 1.2 3/3",
      "3 1.2.0 1/1",
    ]);
  });

  it("closes a branch by its names and opens a long one only when told to", () => {
    expect(fieldRows(TREE, new Set(["/eth"])).map((row) => row.path)).not.toContain("0.0");
    expect(fieldRows(MANY, new Set())).toHaveLength(1);
    expect(fieldRows(MANY, new Set(["/list"]))).toHaveLength(66);
  });

  it("knows which closed branches hide a node", () => {
    expect(closedAbove(TREE, "1.2.0", new Set(["/ip", "/ip/opts", "/eth"]))).toEqual(["/ip", "/ip/opts"]);
    expect(closedAbove(TREE, "1.2.0", new Set())).toEqual([]);
    expect(closedAbove(MANY, "0.3", new Set())).toEqual(["/list"]);
  });
});

describe("bytes and nodes", () => {
  it("finds the deepest node over a byte", () => {
    expect([0, 7, 13, 14, 25, 31, 34].map((at) => nodeAt(TREE, at))).toEqual(["0.0", "0.1", "0", "1.0", "1.2", "1.2.0", undefined]);
  });

  it("finds a node by its path", () => {
    expect(nodeOf(TREE, "1.2.0")?.name).toBe("o");
    expect(nodeOf(TREE, "4.1")).toBeUndefined();
  });
});

it("writes the whole tree as indented text", () => {
  expect(fieldText(TREE.slice(0, 1))).toBe("ETH: eth!\n    DST: dst!\n    SRC: src!\n");
});
