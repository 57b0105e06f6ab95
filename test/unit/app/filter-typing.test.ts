import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { offer, taken } from "../../../web/app/filter-completion.js";
import { forgetFilter, recentFilters, rememberFilter, saveFilter, savedFilters } from "../../../web/app/filter-memory.js";
import { paintFilter } from "../../../web/app/filter-paint.js";

const VALUES: Readonly<Record<string, readonly string[]>> = { "switch.name": ["Layered Ethernet", "nat"], provider: ["Microsoft-Windows-WinNat"] };
const known = (name: string): readonly string[] | undefined => VALUES[name];

/** The text after the first item was taken, "|" is the caret. */
function firstTaken(marked: string): string {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = offer(text, caret, known);
  const [item] = found.items;
  if (item === undefined) return "nothing is offered";
  const next = taken(text, found, item);
  return `${next.text.slice(0, next.caret)}|${next.text.slice(next.caret)}`;
}

describe("completion", () => {
  it("offers the values of the trace, in quotes where they need them", () => {
    expect(firstTaken("switch.name == |")).toBe('switch.name == "Layered Ethernet"|');
    expect(firstTaken("switch.name == n|")).toBe("switch.name == nat|");
    expect(firstTaken("provider in {win|}")).toBe("provider in {Microsoft-Windows-WinNat|}");
  });

  it("goes on inside quotes that have no end yet", () => {
    expect(firstTaken('tcp && switch.name == "Lay|')).toBe('tcp && switch.name == "Layered Ethernet"|');
    expect(firstTaken('switch.name == "|" && tcp')).toBe('switch.name == "Layered Ethernet"| && tcp');
  });

  it("leaves a gap for what follows a name, and none after a prefix of names", () => {
    expect(firstTaken("tcp.po|")).toBe("tcp.port |");
    expect(firstTaken("field|")).toBe("field.|");
    expect(firstTaken("tcp.po| == 80")).toBe("tcp.port | == 80".replace(" | ", " |"));
  });

  it("never throws, and its items stand where the caret is", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30, unit: "binary" }), fc.nat(30), (text, at) => {
        const caret = Math.min(at, text.length);
        const { from, to } = offer(text, caret, known);
        expect(from).toBeLessThanOrEqual(caret);
        expect(to).toBeGreaterThanOrEqual(caret);
        expect(to).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe("colours", () => {
  it("tell names, operators and values apart", () => {
    const of = (kind: string, text: string): string[] => paintFilter(text).flatMap((s) => (s.kind === kind ? [s.text] : []));
    const text = 'path.class in {nat, vm} || outcome == dropped and place.name contains "in"';
    expect(of("name", text)).toEqual(["path.class", "outcome", "place.name"]);
    expect(of("value", text)).toEqual(["nat", "vm", "dropped", '"in"']);
    expect(of("operator", text)).toEqual(["in", "{", ",", "}", "||", "==", "and", "contains"]);
  });

  it("keep every letter in its place, also of what makes no sense", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40, unit: "binary" }), (text) => {
        expect(
          paintFilter(text)
            .map((stretch) => stretch.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});

describe("filters of before", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  const storage = (initial: Readonly<Record<string, string>> = {}): void => {
    const map = new Map(Object.entries(initial));
    vi.stubGlobal("localStorage", { getItem: (key: string) => map.get(key) ?? null, setItem: (key: string, value: string) => map.set(key, value) });
  };

  it("are the last twenty, each once, the newest first", () => {
    storage();
    for (let i = 0; i < 25; i++) rememberFilter(`cpu == ${i}`);
    rememberFilter("cpu == 10");
    expect(recentFilters()).toHaveLength(20);
    expect(recentFilters().slice(0, 2)).toEqual(["cpu == 10", "cpu == 24"]);
  });

  it("with names are by name; a name that is there already gets the new expression", () => {
    storage();
    saveFilter({ name: "web", expression: "tcp.port == 80" });
    saveFilter({ name: "drops", expression: "outcome == dropped" });
    saveFilter({ name: "web", expression: "tcp.port == 443" });
    expect(savedFilters()).toEqual([
      { name: "drops", expression: "outcome == dropped" },
      { name: "web", expression: "tcp.port == 443" },
    ]);
    forgetFilter("drops");
    expect(savedFilters().map(({ name }) => name)).toEqual(["web"]);
  });

  it("are none where storage holds something else, or is refused", () => {
    storage({ "hopscope.filters-recent": '{"a":1}', "hopscope.filters-saved": '[{"name":1},"x",null' });
    expect([recentFilters(), savedFilters()]).toEqual([[], []]);
    vi.stubGlobal("localStorage", undefined);
    rememberFilter("tcp");
    expect(recentFilters()).toEqual([]);
  });
});
