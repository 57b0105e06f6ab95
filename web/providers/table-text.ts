import type { EventSchema, FieldSchema, ValueMap } from "../trace/schema.js";
import { parseFields } from "./field-text.js";
import { textsFrom, type Provider } from "./provider.js";

/**
 * One provider as text, so that hundreds of layouts stay small and are parsed only when a trace holds such events:
 *
 *   guid name
 *   @Map or @*Map                          a map of values, or with * of bits; its texts follow
 *   0:text|text|...                        texts of consecutive values
 *   #id.version!level Name,...|fields      manifest events that share a layout; ".version" (0) and "!level" (none) and " Name" may be absent
 *   #~opcode.version Name,...|fields       classic events, which have an opcode in place of an id
 *
 * `messages` gives sentences by id (or opcode); one that names a field which a layout lacks is not used for that layout.
 */
export function parseTable(text: string, messages: Readonly<Record<number, string>> = {}): Provider {
  const guid = tableGuid(text);
  const [first = "", ...lines] = text.split("\n");
  const name = first.slice(37);
  const events: EventSchema[] = [];
  const maps: Record<string, ValueMap> = {};
  let runs: string[] = [];
  const endMap = (map: string | undefined): void => {
    if (map === undefined) return;
    const bits = map.startsWith("*");
    maps[bits ? map.slice(1) : map] = { ...(bits && { bits: true }), texts: textsFrom(runs.join("\n")) };
  };
  let map: string | undefined;
  for (const line of lines) {
    if (line.startsWith("@") || line.startsWith("#")) {
      endMap(map);
      runs = [];
      map = line.startsWith("@") ? line.slice(1) : undefined;
    }
    if (line.startsWith("#")) events.push(...parseEvents(guid, name, line.slice(1), messages));
    else runs.push(line);
  }
  endMap(map);
  return { guid, name, events, maps };
}

export function tableGuid(text: string): string {
  return text.slice(0, 36);
}

const EVENT = /^(~)?(\d+)(?:\.(\d+))?(?:!(\d+))?(?: (.+))?$/;

function parseEvents(provider: string, providerName: string, line: string, messages: Readonly<Record<number, string>>): EventSchema[] {
  const bar = line.indexOf("|");
  const fields = parseFields(line.slice(bar + 1));
  return line
    .slice(0, bar)
    .split(",")
    .map((text) => {
      const [, classic, number, version, level, name] = EVENT.exec(text) ?? [];
      if (number === undefined) throw new Error(`Event "${text}" of ${providerName} is not in the notation of the built-in layouts.`);
      const message = sentenceFor(messages, Number(number), fields);
      return {
        provider,
        providerName,
        id: classic === undefined ? Number(number) : 0,
        version: Number(version ?? 0),
        ...(classic !== undefined && { opcode: Number(number) }),
        ...(level !== undefined && { level: Number(level) }),
        // A classic event is known by its class and its kind together.
        ...(name !== undefined && { name: classic === undefined ? name : `${providerName.slice(providerName.lastIndexOf(" ") + 1)}/${name}` }),
        fields,
        ...(message !== undefined && { message }),
      };
    });
}

/** The sentence of an event, unless it names a field which the layout lacks. */
export function sentenceFor(messages: Readonly<Record<number, string>>, number: number, fields: readonly FieldSchema[]): string | undefined {
  const message = messages[number];
  const known = new Set(fields.map((f) => f.name));
  return message !== undefined && [...message.matchAll(/\{(\w+)\}/g)].every(([, field]) => known.has(field ?? "")) ? message : undefined;
}
