import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { TraceError } from "../../../web/core/errors.js";
import { printFilter } from "../../../web/core/filter/ast.js";
import type { CompareOp, FilterNode, Operand, SetItem } from "../../../web/core/filter/ast.js";
import { parseFilter } from "../../../web/core/filter/parser.js";

// Properties and processes take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** A tree without its positions. */
function bare(node: FilterNode): unknown {
  return JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === "at" || key === "opAt" ? undefined : value)));
}

function failure(text: string): { message: string; at: number | undefined } {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof TraceError && error.code === "filter") return { message: error.message, at: error.offset };
    throw error;
  }
  throw new Error(`parsed: ${text}`);
}

const same = (a: string, b: string): void => {
  expect(bare(parseFilter(a))).toEqual(bare(parseFilter(b)));
};

describe("parseFilter", () => {
  it("gives the empty filter for empty text", () => {
    expect(parseFilter("")).toEqual({ kind: "all" });
    expect(parseFilter("  \t\n")).toEqual({ kind: "all" });
  });

  it("keeps names, values and their positions", () => {
    expect(parseFilter("ip.addr==172.23.0.0/16")).toEqual({
      kind: "compare",
      name: "ip.addr",
      at: 0,
      op: "==",
      opAt: 7,
      value: { text: "172.23.0.0/16", quoted: false, at: 9 },
    });
    expect(parseFilter('dns.qry.name contains "bing"')).toEqual({
      kind: "compare",
      name: "dns.qry.name",
      at: 0,
      op: "contains",
      opAt: 13,
      value: { text: "bing", quoted: true, at: 22 },
    });
    expect(parseFilter(" icmp ")).toEqual({ kind: "exists", name: "icmp", at: 1 });
  });

  it("binds not before and, and before or", () => {
    same("!a && b || c", "((!a) && b) || c");
    same("a || b && !c", "a || (b && (!c))");
    same("!a == 1", "!(a == 1)");
    expect(bare(parseFilter("a && b && c"))).toEqual({ kind: "and", of: ["a", "b", "c"].map((name) => ({ kind: "exists", name })) });
    expect(bare(parseFilter("a || b && c || d"))).toMatchObject({ kind: "or", of: [{ name: "a" }, { kind: "and" }, { name: "d" }] });
  });

  it.each([
    ["a eq 1", "a == 1"],
    ["a ne 1", "a != 1"],
    ["a lt 1 and b le 2", "a < 1 && b <= 2"],
    ["a gt 1 or not b ge 2", "a > 1 || !b >= 2"],
    ['a ~ "x"', 'a matches "x"'],
    ["a in {80 443 1..2}", "a in { 80, 443, 1 .. 2 }"],
    ["a not in {1}", "!(a in {1})"],
    ["a in{1}", "a in {1}"],
  ])("reads %s as %s", (a, b) => {
    same(a, b);
  });

  it("takes sets apart", () => {
    expect(bare(parseFilter('tcp.port in {80, 443, 1000..2000} && x in {"a b", ::1..::5}'))).toEqual({
      kind: "and",
      of: [
        {
          kind: "in",
          name: "tcp.port",
          items: [
            { from: { text: "80", quoted: false } },
            { from: { text: "443", quoted: false } },
            { from: { text: "1000", quoted: false }, to: { text: "2000", quoted: false } },
          ],
        },
        {
          kind: "in",
          name: "x",
          items: [{ from: { text: "a b", quoted: true } }, { from: { text: "::1", quoted: false }, to: { text: "::5", quoted: false } }],
        },
      ],
    });
  });

  it("resolves escapes and leaves those of patterns alone", () => {
    const text = (filter: string): string => {
      const node = parseFilter(filter);
      return node.kind === "compare" ? node.value.text : "";
    };
    expect(text(String.raw`a == "q\"b\\c\td\x41\u00e9"`)).toBe('q"b\\c\tdA\u00e9');
    expect(text(String.raw`a matches "\d+\.\w\x4"`)).toBe(String.raw`\d+\.\w\x4`);
  });

  it.each([
    ["tcp.port ==", 11, "expected a value, found the end"],
    ["tcp.port 80", 9, 'expected an operator such as ==, && or ||, found "80"'],
    ["tcp.port == 80 443", 15, 'expected && or ||, found "443"'],
    ["(a == 1", 7, 'expected &&, || or ")", found the end'],
    ["a == 1)", 6, 'expected && or ||, found ")"'],
    ["a &&", 4, "expected a field name, found the end"],
    ["&& a", 0, 'expected a field name, found "&&"'],
    ["80 == tcp.port", 0, 'expected a field name, found "80"'],
    ['"a" == 1', 0, "expected a field name, found a text"],
    ["a = 1", 2, "found a single =: write == to compare"],
    ["a & b", 2, "found a single &: write &&"],
    ["a == 'x'", 5, "found a single quote: texts stand in double quotes"],
    ["eth.addr[0:3] == 1", 8, "found [: parts of a value cannot be compared; expected an operator such as == or contains"],
    ['a == "x', 5, 'this text has no end: expected a closing "'],
    ["a in 80", 5, 'expected a set such as {80, 443, 1000..2000}, beginning with "{", found "80"'],
    ["a in {80,}", 9, 'expected a value, found "}"'],
    ["a in {80", 8, 'expected "," or "}", found the end'],
    ["a == and", 5, 'expected a value, found "and"'],
    ["a..b == 1", 1, 'expected an operator such as ==, && or ||, found ".."'],
    ["a == #", 5, 'found "#", which has no meaning outside quotes'],
  ])("says of %s at %i: %s", (text, at, message) => {
    expect(failure(text)).toEqual({ at, message });
  });

  it("refuses what is too long or too deep", () => {
    expect(failure("(".repeat(5000)).message).toContain("inside one another");
    expect(failure("!".repeat(5000)).message).toContain("inside one another");
    expect(failure("a".repeat(20_000)).message).toContain("longer than 16384");
    const chain = parseFilter(Array.from({ length: 2000 }, (_, i) => `a${i}`).join("||"));
    expect(chain.kind === "or" ? chain.of.length : 0).toBe(2000);
  });
});

const RESERVED = ["and", "or", "not", "in", "eq", "ne", "lt", "le", "gt", "ge", "contains", "matches", "any_eq", "all_ne"];
const name = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,6}(\.[a-zA-Z0-9_é-]{1,6}){0,2}$/).filter((n) => !RESERVED.includes(n));
const word = fc.stringMatching(/^[A-Za-z0-9_.:/%+-]{1,12}$/).filter((w) => !w.includes("..") && !RESERVED.includes(w));
const operand: fc.Arbitrary<Operand> = fc.oneof(
  word.map((text) => ({ text, quoted: false, at: 0 })),
  fc.string({ unit: "grapheme" }).map((text) => ({ text, quoted: true, at: 0 })),
  fc.string({ unit: fc.constantFrom("\\", '"', "n", "x41", " ", "\n") }).map((text) => ({ text, quoted: true, at: 0 })),
);
const op = fc.constantFrom<CompareOp>("==", "!=", "<", "<=", ">", ">=", "contains", "matches");
const item: fc.Arbitrary<SetItem> = fc.oneof(
  operand.map((from) => ({ from })),
  fc.record({ from: operand, to: operand }),
);
const { tree } = fc.letrec<{ tree: FilterNode; leaf: FilterNode }>((tie) => ({
  leaf: fc.oneof(
    name.map((n): FilterNode => ({ kind: "exists", name: n, at: 0 })),
    fc.record({ kind: fc.constant("compare" as const), name, at: fc.constant(0), op, opAt: fc.constant(0), value: operand }),
    fc.record({ kind: fc.constant("in" as const), name, at: fc.constant(0), opAt: fc.constant(0), items: fc.array(item, { minLength: 1, maxLength: 4 }) }),
  ),
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    tie("leaf"),
    tie("tree").map((of): FilterNode => ({ kind: "not", of })),
    fc.record({ kind: fc.constantFrom("and" as const, "or" as const), of: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }) }),
  ),
}));

describe("printFilter", () => {
  it("prints what parses to the same tree", () => {
    fc.assert(
      fc.property(tree, (node) => {
        expect(bare(parseFilter(printFilter(node)))).toEqual(bare(node));
      }),
      { numRuns: 200 },
    );
  });

  it("prints the one spelling", () => {
    expect(printFilter(parseFilter('not (a eq 1 and (b or c)) or d in {1..2 "x\\"y"}'))).toBe('!(a == 1 && (b || c)) || d in {1 .. 2, "x\\"y"}');
    expect(printFilter(parseFilter(""))).toBe("");
  });
});
