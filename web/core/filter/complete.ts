import { TraceError } from "../errors.js";
import { ANY_FIELD } from "./compile.js";
import { lex } from "./lexer.js";
import type { Token } from "./lexer.js";
import { operatorsOf } from "./operators.js";
import { COMPARE_WORDS, isName, meaning } from "./parser.js";
import type { FieldCatalogue, FieldInfo } from "./types.js";

export interface CompletionItem {
  readonly text: string;
  readonly kind: "field" | "operator" | "value" | "keyword";
  readonly note: string;
}

/** Choosing an item replaces text[from, to). */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly items: readonly CompletionItem[];
  /** The name whose value is being written, as it stands in the text. */
  readonly field?: string;
}

const MAX_ITEMS = 50;
const REST_OF_WORD = /^(?:(?!\.\.)[\p{L}\p{N}_.:/%+-])*/u;

const OPERATOR_NOTES: Readonly<Record<string, string>> = {
  "==": "equals; with several values, any of them",
  "!=": "is there and differs; with several values, all of them",
  "<": "less than",
  "<=": "at most",
  ">": "more than",
  ">=": "at least",
  contains: "has this somewhere inside",
  matches: "fits a regular expression",
  in: "one of a set such as {80, 443, 1000..2000}",
};
const JOINERS: readonly CompletionItem[] = [
  { text: "&&", kind: "keyword", note: "and" },
  { text: "||", kind: "keyword", note: "or" },
];
const UNITS = {
  duration: [
    ["us", "microseconds"],
    ["ms", "milliseconds"],
    ["s", "seconds"],
    ["ns", "nanoseconds"],
  ],
  bytes: [
    ["KB", "1024 bytes"],
    ["MB", "1024 KB"],
  ],
} as const;

type Place = "field" | "after-field" | "value" | "set" | "in-set" | "after-test" | "lost";

/** What may stand after these tokens, and the field that was named last. */
function placeAfter(tokens: readonly Token[]): { readonly place: Place; readonly name: string } {
  let place: Place = "field";
  let name = "";
  for (const token of tokens) {
    const what = meaning(token);
    const joins = what === "&&" || what === "||";
    if (place === "field") {
      if (what === "!" || what === "(") continue;
      name = token.text;
      place = token.kind === "word" && isName(name) ? "after-field" : "lost";
    } else if (place === "after-field") {
      if (what === "!") continue; // "not in"
      place = COMPARE_WORDS.has(what) ? "value" : what === "in" ? "set" : joins ? "field" : what === ")" ? "after-test" : "lost";
    } else if (place === "value") place = token.kind === "symbol" ? "lost" : "after-test";
    else if (place === "set") place = what === "{" ? "in-set" : "lost";
    else if (place === "in-set") place = what === "}" ? "after-test" : "in-set";
    else if (place === "after-test") place = joins ? "field" : what === ")" ? "after-test" : "lost";
  }
  return { place, name };
}

function fields(catalogue: FieldCatalogue): readonly CompletionItem[] {
  const known = Array.from(catalogue.values(), (f): CompletionItem => ({ text: f.name, kind: "field", note: f.note }));
  return [...known, { text: ANY_FIELD, kind: "field", note: "any decoded field of an event, by its name" }];
}

function operators(field: FieldInfo | undefined): readonly CompletionItem[] {
  return [...operatorsOf(field?.type ?? "any").map((text): CompletionItem => ({ text, kind: "operator", note: OPERATOR_NOTES[text] ?? "" })), ...JOINERS];
}

function values(field: FieldInfo | undefined, typed: string): readonly CompletionItem[] {
  const item = (text: string, note: string): CompletionItem => ({ text, kind: "value", note });
  if (field?.values) return field.values.map((v) => item(v, ""));
  if (field?.codes) return Object.entries(field.codes).map(([text, code]) => item(text, String(code)));
  if (field?.type === "bool") return [item("true", ""), item("false", "")];
  if (field?.type !== "duration" && field?.type !== "bytes") return [];
  // Units go on with the digits that are there.
  const digits = /^\d+(?:\.\d+)?/.exec(typed)?.[0];
  return digits === undefined ? [] : UNITS[field.type].map(([unit, note]) => item(digits + unit, note));
}

function candidates(place: Place, field: FieldInfo | undefined, catalogue: FieldCatalogue, typed: string): readonly CompletionItem[] {
  switch (place) {
    case "field":
      return fields(catalogue);
    case "after-field":
      return operators(field);
    case "value":
    case "in-set":
      return values(field, typed);
    case "set":
      return [{ text: "{", kind: "operator", note: "begins the set" }];
    case "after-test":
      return JOINERS;
    case "lost":
      return [];
  }
}

/** What may be written at the caret, best first. Never throws: where the text before the caret makes no sense, there is nothing to offer. */
export function complete(text: string, caret: number, catalogue: FieldCatalogue): Completion {
  const at = Math.max(0, Math.min(caret, text.length));
  let tokens: readonly Token[];
  try {
    tokens = lex(text.slice(0, at)).slice(0, -1);
  } catch (error) {
    if (error instanceof TraceError) return { from: at, to: at, items: [] };
    throw error;
  }
  const last = tokens[tokens.length - 1];
  const word = last?.kind === "word" && last.to === at ? last : undefined;
  const { place, name } = placeAfter(word ? tokens.slice(0, -1) : tokens);
  const typed = (word?.text ?? "").toLowerCase();
  const items = candidates(place, catalogue.get(name.toLowerCase()), catalogue, typed);
  const begins = items.filter((i) => i.text.toLowerCase().startsWith(typed));
  const holds = items.filter((i) => !begins.includes(i) && i.text.toLowerCase().includes(typed));
  return {
    from: word?.from ?? at,
    to: at + (REST_OF_WORD.exec(text.slice(at))?.[0].length ?? 0),
    items: [...begins, ...holds].slice(0, MAX_ITEMS),
    ...(place === "value" || place === "in-set" ? { field: name } : {}),
  };
}
