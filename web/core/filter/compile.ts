import type { FilterNode } from "./ast.js";
import { filterError } from "./lexer.js";
import { compareTest, setTest, toFlag } from "./operators.js";
import type { ValuesTest } from "./operators.js";
import { parseFilter } from "./parser.js";
import { PENDING } from "./types.js";
import type { FieldCatalogue, FieldInfo, Filter, FilterValue, PartialGetter } from "./types.js";

/** Undefined where the answer depends on values that are pending. */
type Test = (get: PartialGetter) => boolean | undefined;

/** Decoded event fields are whatever the trace declares, so no catalogue knows them. */
export const ANY_FIELD = "field.";

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function fieldOf(name: string, at: number, catalogue: FieldCatalogue): FieldInfo {
  const known = catalogue.get(name) ?? catalogue.get(name.toLowerCase());
  if (known) return known;
  if (name.startsWith(ANY_FIELD)) return { name, type: "any", note: "" };
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.ceil(name.length / 2));
  // Nobody mistypes a name into one this long.
  for (const candidate of name.length > 40 ? [] : catalogue.keys()) {
    const d = distance(name.toLowerCase(), candidate);
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  throw filterError(`there is no field "${name}"${best === undefined ? "; fields of events are written field.NAME" : `: expected ${best}?`}`, at);
}

function listOf(value: FilterValue | readonly FilterValue[] | undefined): readonly FilterValue[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly FilterValue[]) : [value as FilterValue];
}

function existsTest(field: FieldInfo): ValuesTest {
  if (field.type === "bool") return (values) => values.some(toFlag);
  if (field.type === "presence") return (values) => values.some((v) => v !== false);
  return (values) => values.length > 0;
}

function compileNode(node: FilterNode, catalogue: FieldCatalogue, names: Set<string>): Test {
  switch (node.kind) {
    case "all":
      return () => true;
    case "not": {
      const test = compileNode(node.of, catalogue, names);
      return (get) => {
        const answer = test(get);
        return answer === undefined ? undefined : !answer;
      };
    }
    case "and":
    case "or": {
      const tests = node.of.map((n) => compileNode(n, catalogue, names));
      // One of these decides, whatever the others say; what is pending decides only when none does.
      const decisive = node.kind === "or";
      return (get) => {
        let answer: boolean | undefined = !decisive;
        for (const test of tests) {
          const one = test(get);
          if (one === decisive) return decisive;
          if (one === undefined) answer = undefined;
        }
        return answer;
      };
    }
    case "exists":
    case "compare":
    case "in": {
      const field = fieldOf(node.name, node.at, catalogue);
      const { name } = field;
      names.add(name);
      const test = node.kind === "exists" ? existsTest(field) : node.kind === "compare" ? compareTest(field, node) : setTest(field, node);
      return (get) => {
        const values = get(name);
        return values === PENDING ? undefined : test(listOf(values));
      };
    }
  }
}

/** Throws TraceError("filter") with the position for what cannot be parsed, unknown names and values that do not fit their field. */
export function compileFilter(text: string, catalogue: FieldCatalogue): Filter {
  const names = new Set<string>();
  const decide = compileNode(parseFilter(text), catalogue, names);
  return { test: (get) => decide(get) === true, decide, names };
}
