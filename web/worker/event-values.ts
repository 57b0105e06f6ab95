import type { FieldNode, FieldValue } from "../core/fields.js";
import { parseNumber } from "../core/filter/literals.js";
import type { FilterValue } from "../core/filter/types.js";
import { fieldsOf } from "../trace/payload.js";

/** Values of one event field are looked at up to here: arrays may be as long as an event. */
const MAX_VALUES = 1024;

/**
 * The values of `field.NAME`: the field's own, all elements of an array, members of structs by "Struct.Member". A number with a name
 * ("TCP (6)") has both. A name in another case is found where none is written exactly so.
 */
export function fieldValues(nodes: readonly FieldNode[], name: string): readonly FilterValue[] {
  const found: FilterValue[] = [];
  collect(fieldsOf(nodes), name, found);
  const node = nodes.find((n) => n.name === name) ?? nodes.find((n) => n.name.toLowerCase() === name.toLowerCase());
  if (node !== undefined && node.children === undefined && found.length > 0) found.push(...wordsOf(node));
  return found;
}

/** Whether events with these fields can have values for `field.NAME`; an event that does not fit its layout is one field "raw". */
export function mayHoldField(names: readonly string[], name: string): boolean {
  const path = name.toLowerCase();
  if (path === "raw") return true;
  // Behind a field's own name come its members, or the number of one that comes again.
  return names.some((known) => path.startsWith(known.toLowerCase()) && ["", ".", "_"].includes(path.charAt(known.length)));
}

function collect(value: FieldValue | undefined, path: string, found: FilterValue[]): void {
  if (value === undefined || found.length >= MAX_VALUES) return;
  if (typeof value !== "object" || value instanceof Uint8Array) {
    if (path === "") found.push(value);
  } else if (Array.isArray(value)) {
    for (const element of value as readonly FieldValue[]) collect(element, path, found);
  } else if (path !== "") {
    const struct = value as { readonly [name: string]: FieldValue };
    const whole = keyOf(struct, path);
    const dot = path.indexOf(".");
    if (whole !== undefined) collect(struct[whole], "", found);
    else if (dot > 0) {
      const first = keyOf(struct, path.slice(0, dot));
      if (first !== undefined) collect(struct[first], path.slice(dot + 1), found);
    }
  }
}

function keyOf(struct: { readonly [name: string]: FieldValue }, name: string): string | undefined {
  if (Object.hasOwn(struct, name)) return name;
  const folded = name.toLowerCase();
  return Object.keys(struct).find((key) => key.toLowerCase() === folded);
}

/** The words of "Established (4)" and "0xc0000022 (STATUS_ACCESS_DENIED)". */
function wordsOf({ value, text }: FieldNode): readonly string[] {
  if (text === value || typeof value === "object") return [];
  const parts = /^(.*) \((.*)\)$/.exec(text);
  return [parts?.[1], parts?.[2]].filter((part): part is string => part !== undefined && part !== "" && part !== value && parseNumber(part) === undefined);
}
