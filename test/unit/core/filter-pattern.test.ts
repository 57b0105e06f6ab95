import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { PatternError } from "../../../web/core/filter/pattern-syntax.js";
import { compilePattern } from "../../../web/core/filter/pattern.js";

// Properties and processes take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const { pattern } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      "a",
      "b",
      "B",
      "-",
      " ",
      ".",
      "\\d",
      "\\w",
      "\\W",
      "\\s",
      "\\.",
      "[ab]",
      "[^ab]",
      "[a-c-]",
      "[\\d_]",
      "^",
      "$",
      "\\b",
      "\\B",
      "\\x61",
      "é",
      "😀",
    ),
    tie("pattern").map((p) => `(${p})`),
    tie("pattern").map((p) => `(?:${p})`),
  ),
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc
      .array(
        fc
          .tuple(tie("atom"), fc.constantFrom("", "", "", "*", "+", "?", "*?", "{2}", "{0,2}", "{1,}"))
          .map(([a, q]) => (/^[\^$]$|^\\[bB]$/.test(a) ? a : a + q)),
        { maxLength: 4 },
      )
      .map((p) => p.join("")),
    fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => `${a}|${b}`),
  ),
}));

describe("compilePattern", () => {
  it("agrees with the language's own engine", () => {
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom("a", "b", "A", "c", "1", "-", " ", ".", "_", "é", "É", "😀"), maxLength: 8 }), (source, text) => {
        // Between the halves of a surrogate pair the language's engine may see a place that is no word boundary.
        fc.pre(source.length <= 200 && !(source.includes("\\B") && text.includes("😀")));
        expect(compilePattern(source)(text)).toBe(new RegExp(source, "iu").test(text));
        expect(compilePattern(`(?-i)${source}`)(text)).toBe(new RegExp(source, "u").test(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["(a+)+$", `${"a".repeat(4000)}b`, false],
    ["(a|a)*(a|a)*(a|a)*c", "a".repeat(4096), false],
    ["(.*a){10}x", "a".repeat(4096), false],
    ["(a*)*b", `${"a".repeat(4000)}b`, true],
  ])("ends on %s", (source, text, expected) => {
    expect(compilePattern(source)(text)).toBe(expected);
  });

  it("looks at the first 4096 characters", () => {
    expect(compilePattern("b")(`${"a".repeat(4095)}b`)).toBe(true);
    expect(compilePattern("b")(`${"a".repeat(4096)}b`)).toBe(false);
  });

  it.each([
    ["(", 1],
    ["a)", 1],
    ["*a", 0],
    ["a**", 3],
    ["[a", 2],
    ["[b-a]", 4],
    ["a{3,1}", 1],
    ["a{1001}", 1],
    ["(?=a)", 1],
    ["\\", 1],
    ["\\p{L}", 1],
    ["(a)\\1", 4],
    ["[[:alpha:]]", 3],
    ["((a{100}){100}){100}", 0],
    ["((){1000}){1000}", 0],
    ["a".repeat(501), 500],
  ])("refuses %s", (source, at) => {
    let error: unknown;
    try {
      compilePattern(source);
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(PatternError);
    expect((error as PatternError).at).toBe(at);
  });

  it("takes a brace that repeats nothing as a character", () => {
    expect(compilePattern("^{a,}$")("{a,}")).toBe(true);
  });

  it("throws nothing but its own error, whatever the pattern", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(...Array.from("()[]{}*+?|^$\\.-:,a1dxu")) })),
        fc.string(),
        (source, text) => {
          try {
            expect(typeof compilePattern(source)(text)).toBe("boolean");
          } catch (error) {
            expect(error).toBeInstanceOf(PatternError);
            expect((error as PatternError).at).toBeLessThanOrEqual(source.length);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
