import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { FILTER_FIELDS } from "../../../web/core/filter/catalogue.js";
import { complete } from "../../../web/core/filter/complete.js";

// Properties and processes take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** `|` marks the caret; the answer is the texts offered. */
function offered(marked: string): readonly string[] {
  const caret = marked.indexOf("|>");
  return complete(marked.replace("|>", ""), caret, FILTER_FIELDS).items.map((i) => i.text);
}

/** The text after taking the first offer. */
function taken(marked: string): string {
  const caret = marked.indexOf("|>");
  const text = marked.replace("|>", "");
  const { from, to, items } = complete(text, caret, FILTER_FIELDS);
  return text.slice(0, from) + (items[0]?.text ?? "") + text.slice(to);
}

describe("complete", () => {
  it("offers names at the beginning and after joiners", () => {
    expect(offered("|>")).toContain("provider");
    expect(offered("tcp.flags.s|>")[0]).toBe("tcp.flags.syn");
    expect(offered("icmp && !(latency|>")).toEqual(["journey.latency", "hop.latency"]);
    expect(offered("fiel|>")[0]).toBe("field.");
  });

  it("replaces the whole word at the caret", () => {
    expect(taken("drop.rea|>xyz == 1")).toBe("drop.reason == 1");
    expect(taken("icmp or outc|>")).toBe("icmp or outcome");
    expect(taken("outcome == dr|>")).toBe("outcome == dropped");
  });

  it("offers the operators that fit the field", () => {
    expect(offered("tcp.port |>")).toEqual(["==", "!=", "<", "<=", ">", ">=", "in", "&&", "||"]);
    expect(offered("provider co|>")).toEqual(["contains"]);
    expect(offered("icmp |>")).toEqual(["&&", "||"]);
    expect(offered("field.Any |>")).toContain("matches");
  });

  it("offers values where they are known", () => {
    expect(offered("outcome == |>")).toEqual(["delivered", "sent", "dropped", "lost-sight"]);
    expect(offered("path.class in {nat, |>")).toContain("transparent");
    expect(offered("tcp.flags.syn == |>")).toEqual(["true", "false"]);
    expect(offered("level <= w|>")).toEqual(["warning"]);
    expect(offered("hop.latency > 100|>")).toEqual(["100us", "100ms", "100s", "100ns"]);
    expect(offered("frame.len > 1K|>")).toEqual(["1KB"]);
    expect(offered("tcp.port in |>")).toEqual(["{"]);
    expect(offered("tcp.port == |>")).toEqual([]);
  });

  it("offers joiners after a test", () => {
    expect(offered("tcp.port == 80 |>")).toEqual(["&&", "||"]);
    expect(offered("(tcp.port in {80}) |>")).toEqual(["&&", "||"]);
  });

  it("offers nothing inside a text and after what makes no sense", () => {
    expect(offered('provider == "Micro|>')).toEqual([]);
    expect(offered("tcp.port == == |>")).toEqual([]);
    expect(offered("80 |>")).toEqual([]);
  });

  it("never throws, and answers a range inside the text around the caret", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(fc.constantFrom("tcp.port", "==", "in", "{", "}", "(", ")", "&&", "!", "80", '"x"', "outcome")).map((p) => p.join(" ")),
        ),
        fc.integer(),
        (text, n) => {
          const caret = Math.abs(n) % (text.length + 1);
          const { from, to } = complete(text, caret, FILTER_FIELDS);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(from).toBeLessThanOrEqual(caret);
          expect(to).toBeGreaterThanOrEqual(caret);
          expect(to).toBeLessThanOrEqual(text.length);
        },
      ),
    );
    expect(complete("tcp", 99, FILTER_FIELDS).from).toBe(0);
    expect(complete("tcp", -1, FILTER_FIELDS).from).toBe(0);
  });
});

describe("FILTER_FIELDS", () => {
  it("has a short note for every name, and no name twice", () => {
    for (const field of FILTER_FIELDS.values()) {
      expect(field.note).toMatch(/^\S.{2,80}$/);
      expect(field.name).toBe(field.name.toLowerCase());
    }
  });
});
