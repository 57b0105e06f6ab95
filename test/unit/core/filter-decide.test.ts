import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILTER_FIELDS } from "../../../web/core/filter/catalogue.js";
import { compileFilter } from "../../../web/core/filter/compile.js";
import { PENDING, type FilterValue } from "../../../web/core/filter/types.js";

const compile = (text: string): ReturnType<typeof compileFilter> => compileFilter(text, FILTER_FIELDS);

describe("Filter.decide", () => {
  it.each<readonly [string, boolean | undefined]>([
    ["pid == 4", undefined],
    ["!(pid == 4)", undefined],
    ["cpu == 1", true],
    ["!(cpu == 1)", false],
    ["pid == 4 && cpu == 1", undefined],
    ["pid == 4 && cpu == 2", false],
    ["cpu == 2 && pid == 4", false],
    ["pid == 4 || cpu == 1", true],
    ["pid == 4 || cpu == 2", undefined],
    ["!(pid == 4 || cpu == 1)", false],
    ["level", false],
    ["!level || pid", true],
    ["", true],
  ])("knows that with the process pending, %s is %s", (text, expected) => {
    expect(compile(text).decide((name) => (name === "pid" ? PENDING : name === "cpu" ? 1 : undefined))).toBe(expected);
  });

  it("never says what all values would deny", () => {
    const names = ["pid", "tid", "cpu"] as const;
    const leaf = fc
      .tuple(fc.constantFrom(...names), fc.constantFrom("==", "!=", "<", ">="), fc.nat({ max: 3 }))
      .map(([name, op, value]) => `${name} ${op} ${value}`);
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        tie("tree").map((a) => `!(${a})`),
        fc.tuple(tie("tree"), fc.constantFrom("&&", "||"), tie("tree")).map(([a, op, b]) => `(${a}) ${op} (${b})`),
      ),
    }));
    const value = fc.option(fc.nat({ max: 3 }), { nil: undefined });
    const row = fc.record({ pid: value, tid: value, cpu: value });
    fc.assert(
      fc.property(tree, row, fc.subarray([...names]), (text, values, pending) => {
        const filter = compile(text);
        const get = (name: string): FilterValue | undefined => values[name as (typeof names)[number]];
        const decided = filter.decide((name) => ((pending as readonly string[]).includes(name) ? PENDING : get(name)));
        const answer = filter.test(get);
        expect(filter.decide(get)).toBe(answer);
        expect(decided === undefined || decided === answer).toBe(true);
      }),
    );
  });

  it("orders a field that has a number and words by the number", () => {
    const state = (name: string): readonly FilterValue[] | undefined => (name === "field.State" ? [4, "Established"] : undefined);
    for (const text of ["field.State == 4", "field.State == Established", "field.State > 3", "field.State < 5"])
      expect(compile(text).test(state), text).toBe(true);
    for (const text of ["field.State > 4", "field.State < 4", "field.State != 4", "field.State != Established"])
      expect(compile(text).test(state), text).toBe(false);
  });

  it("takes the word in for a value where one has to be", () => {
    const incoming = (name: string): string | undefined => (name === "direction" ? "in" : undefined);
    for (const text of ["direction == in", "direction in {in}", "direction != out && direction == in"]) expect(compile(text).test(incoming), text).toBe(true);
  });
});
