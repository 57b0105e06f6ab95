import { TraceError } from "../core/errors.js";
import { FILTER_FIELDS } from "../core/filter/catalogue.js";
import { complete, type Completion, type CompletionItem } from "../core/filter/complete.js";
import { lex } from "../core/filter/lexer.js";
import type { FieldInfo } from "../core/filter/types.js";

/** Values of a name in the open trace; undefined while they are on their way. */
export type KnownValues = (name: string) => readonly string[] | undefined;

export interface Offer extends Completion {
  /** What has been typed of the word that an item would replace. */
  readonly typed: string;
  /** What the catalogue says of the name that a value is written for. */
  readonly about: FieldInfo | undefined;
}

const MOST_VALUES = 50;
const BARE = /^[\p{L}\p{N}_][\p{L}\p{N}_.:/%+-]*$/u;

/** Where a text in quotes that has no end yet begins. */
function openQuote(text: string): number | undefined {
  try {
    lex(text);
    return undefined;
  } catch (e) {
    if (!(e instanceof TraceError) || e.offset === undefined) throw e;
    return text.charAt(e.offset) === '"' ? e.offset : undefined;
  }
}

function written(value: string): string {
  return BARE.test(value) && !value.includes("..") ? value : `"${value.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}

function valueItems(values: readonly string[], typed: string): readonly CompletionItem[] {
  const part = typed.toLowerCase();
  const begins = values.filter((value) => value.toLowerCase().startsWith(part));
  const holds = values.filter((value) => !value.toLowerCase().startsWith(part) && value.toLowerCase().includes(part));
  return [...begins, ...holds].slice(0, MOST_VALUES).map((value) => ({ text: written(value), kind: "value", note: "" }));
}

/** What may be written at the caret, with the values that this trace has. */
export function offer(text: string, caret: number, known: KnownValues): Offer {
  const quote = openQuote(text.slice(0, caret));
  const found = complete(text, quote ?? caret, FILTER_FIELDS);
  const about = found.field === undefined ? undefined : FILTER_FIELDS.get(found.field.toLowerCase());
  if (quote === undefined) {
    const typed = text.slice(found.from, caret);
    const values = found.field === undefined || found.items.length > 0 ? [] : (known(found.field) ?? []);
    return { ...found, items: values.length > 0 ? valueItems(values, typed) : found.items, typed, about };
  }
  const end = text.indexOf('"', caret);
  const typed = text.slice(quote + 1, caret);
  const values = found.field === undefined ? [] : (known(found.field) ?? []);
  return { from: quote, to: end < 0 ? caret : end + 1, items: valueItems(values, typed), typed: `"${typed}`, about };
}

/** The text and the caret after an item was taken. */
export function taken(text: string, { from, to }: Completion, { text: item, kind }: CompletionItem): { readonly text: string; readonly caret: number } {
  const gap = kind !== "value" && item !== "{" && !item.endsWith(".") && text.charAt(to) !== " " ? " " : "";
  const before = text.slice(0, from) + item + gap;
  return { text: before + text.slice(to), caret: before.length + (kind !== "value" && gap === "" && text.charAt(to) === " " ? 1 : 0) };
}
