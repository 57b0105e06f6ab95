import type { FieldNode } from "../core/fields.js";

/** One visible line of the field tree. */
export interface FieldRow {
  readonly node: FieldNode;
  /** Position in the tree: "0.3.1". */
  readonly path: string;
  /** Labels from the root: what stays the same from one packet to the next, so that closed branches stay closed. */
  readonly key: string;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly open: boolean | undefined;
}

/** Branches with more children than this start closed. */
const MANY = 64;
/** Children of one branch that are listed; a text copy has all of them. */
export const MOST_CHILDREN = 1000;

/** The lines to draw. `toggled` holds the keys of branches that are not as they start. */
export function fieldRows(nodes: readonly FieldNode[], toggled: ReadonlySet<string>): readonly FieldRow[] {
  const rows: FieldRow[] = [];
  const walk = (list: readonly FieldNode[], level: number, path: string, key: string): void => {
    list.slice(0, MOST_CHILDREN).forEach((node, i) => {
      const children = node.children ?? [];
      const ownKey = `${key}/${node.name || node.label}`;
      const open = children.length === 0 ? undefined : children.length <= MANY !== toggled.has(ownKey);
      const ownPath = path === "" ? String(i) : `${path}.${i}`;
      rows.push({ node, path: ownPath, key: ownKey, level, position: i + 1, siblings: list.length, open });
      if (open === true) walk(children, level + 1, ownPath, ownKey);
    });
  };
  walk(nodes, 1, "", "");
  return rows;
}

/** Path of the deepest node whose bytes include `at`; of equals the narrower. */
export function nodeAt(nodes: readonly FieldNode[], at: number): string | undefined {
  let found: string | undefined;
  let list: readonly FieldNode[] = nodes;
  for (;;) {
    let best = -1;
    list.forEach((node, i) => {
      const chosen = list[best];
      if (node.from <= at && at < node.to && (chosen === undefined || node.to - node.from < chosen.to - chosen.from)) best = i;
    });
    const node = list[best];
    if (node === undefined) return found;
    found = found === undefined ? String(best) : `${found}.${best}`;
    list = node.children ?? [];
  }
}

export function nodeOf(nodes: readonly FieldNode[], path: string): FieldNode | undefined {
  let node: FieldNode | undefined;
  let list: readonly FieldNode[] = nodes;
  for (const part of path.split(".")) {
    node = list[Number(part)];
    list = node?.children ?? [];
  }
  return node;
}

/** Keys of the branches that have to be open for `path` to be seen, and are not. */
export function closedAbove(nodes: readonly FieldNode[], path: string, toggled: ReadonlySet<string>): readonly string[] {
  const closed: string[] = [];
  let key = "";
  let list: readonly FieldNode[] = nodes;
  for (const part of path.split(".").slice(0, -1)) {
    const node = list[Number(part)];
    if (node === undefined) break;
    key = `${key}/${node.name || node.label}`;
    list = node.children ?? [];
    if (list.length <= MANY === toggled.has(key)) closed.push(key);
  }
  return closed;
}

/** The whole tree as indented text. */
export function fieldText(nodes: readonly FieldNode[], indent = ""): string {
  return nodes.map((node) => `${indent}${node.label}: ${node.text}\n${fieldText(node.children ?? [], `${indent}    `)}`).join("");
}
