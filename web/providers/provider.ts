import type { EventSchema, ValueMap } from "../trace/schema.js";

/** The layouts and value texts of one provider, as far as they are known without the trace's own metadata. */
export interface Provider {
  /** Lower case, no braces. */
  readonly guid: string;
  readonly name: string;
  /** Several entries may share id and version: layouts that changed without a version change, the likelier first. */
  readonly events: readonly EventSchema[];
  readonly maps: Readonly<Record<string, ValueMap>>;
}

/** Texts of consecutive values: `runs` is "first value:text|text|..." per line, an empty text leaves its value out. */
export function textsFrom(runs: string): Record<number, string> {
  const texts: Record<number, string> = {};
  for (const line of runs.split("\n")) {
    const colon = line.indexOf(":");
    if (colon < 0) continue;
    let value = Number(line.slice(0, colon));
    for (const text of line.slice(colon + 1).split("|")) {
      if (text !== "") texts[value] = text;
      value++;
    }
  }
  return texts;
}
