import type { FieldNode } from "../core/fields.js";

/** The fields called `path` among the nodes. A step into an array of structs goes into each of its elements. */
function find(nodes: readonly FieldNode[], path: string): readonly FieldNode[] {
  const whole = nodes.find((n) => n.name === path);
  if (whole) return [whole];
  const dot = path.indexOf(".");
  if (dot < 0) return [];
  const parent = nodes.find((n) => n.name === path.slice(0, dot));
  const children = parent?.children ?? [];
  const elements = children[0]?.name === "[0]" ? children.map((c) => c.children ?? []) : [children];
  return elements.flatMap((members) => find(members, path.slice(dot + 1)));
}

/** A message that names a long field many times would multiply it: what is rendered of all fields together, and how many names are filled. */
const MAX_RENDERED = 65_536;
const MAX_NAMES = 512;
/** Longer messages are cut before they become templates, as texts of event descriptions are. */
const MAX_TEMPLATE = 4096;

/** Fills a template: `{Field}` and `{Struct.Member}` become the field's text, anything else in braces stays as it is. */
export function renderMessage(template: string, nodes: readonly FieldNode[]): string {
  let left = MAX_RENDERED;
  let names = 0;
  return template.replaceAll(/\{([^{}]+)\}/g, (whole, path: string) => {
    if (left <= 0 || ++names > MAX_NAMES) return whole;
    const found = find(nodes, path);
    if (found.length === 0) return whole;
    const text = found.map((n) => n.text).join(", ");
    const kept = text.length > left ? `${text.slice(0, left)}…` : text;
    left -= kept.length;
    return kept;
  });
}

/**
 * Turns a message of a manifest into our template. There %1 to %99 are the top-level fields from the first on, with a printf suffix
 * (%1!s!) that is dropped; %% is a percent sign, %n a line break; other sequences stay as they are.
 */
export function templateOf(message: string, names: readonly string[]): string {
  return message
    .slice(0, MAX_TEMPLATE)
    .replaceAll(/%(?:([1-9]\d?)(?:![^!]{0,32}!)?|%|n)/g, (whole, number: string | undefined) => {
      if (whole === "%%") return "%";
      if (whole === "%n") return "\n";
      const name = names[Number(number) - 1];
      return name === undefined ? whole : `{${name}}`;
    })
    .trimEnd();
}

/** Name of an event that has none of its own: task and opcode. The plain opcode "Info" says nothing and is left out. */
export function taskAndOpcode(task: string | undefined, opcode: string | undefined): string | undefined {
  if (task === undefined) return undefined;
  const plain = opcode?.replace(/^win:/, "");
  return plain === undefined || plain === "Info" ? task : `${task}/${plain}`;
}
