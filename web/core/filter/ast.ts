export type CompareOp = "==" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "matches";

/** A value as written. What it means depends on the type of the field it is compared with. */
export interface Operand {
  readonly text: string;
  /** Written in quotes: always a text, never a number or a name. */
  readonly quoted: boolean;
  /** Position in the expression, quotes included. */
  readonly at: number;
}

export interface SetItem {
  readonly from: Operand;
  /** Present for a range, which includes both ends. */
  readonly to?: Operand;
}

export type FilterNode =
  /** The empty expression: everything passes. */
  | { readonly kind: "all" }
  | { readonly kind: "exists"; readonly name: string; readonly at: number }
  | { readonly kind: "compare"; readonly name: string; readonly at: number; readonly op: CompareOp; readonly opAt: number; readonly value: Operand }
  | { readonly kind: "in"; readonly name: string; readonly at: number; readonly opAt: number; readonly items: readonly SetItem[] }
  | { readonly kind: "not"; readonly of: FilterNode }
  /** Two or more, in order: lists and not pairs, so that a long chain is no deep tree. */
  | { readonly kind: "and" | "or"; readonly of: readonly FilterNode[] };

function printOperand(operand: Operand): string {
  return operand.quoted ? `"${operand.text.replaceAll(/["\\]/g, "\\$&")}"` : operand.text;
}

/** The expression in one spelling; parsing it gives the same tree but for positions. */
export function printFilter(node: FilterNode): string {
  switch (node.kind) {
    case "all":
      return "";
    case "exists":
      return node.name;
    case "compare":
      return `${node.name} ${node.op} ${printOperand(node.value)}`;
    case "in":
      return `${node.name} in {${node.items.map((i) => printOperand(i.from) + (i.to ? ` .. ${printOperand(i.to)}` : "")).join(", ")}}`;
    case "not":
      return `!${node.of.kind === "exists" || node.of.kind === "not" ? printFilter(node.of) : `(${printFilter(node.of)})`}`;
    case "and":
      return node.of.map((n) => (n.kind === "and" || n.kind === "or" ? `(${printFilter(n)})` : printFilter(n))).join(" && ");
    case "or":
      return node.of.map((n) => (n.kind === "or" ? `(${printFilter(n)})` : printFilter(n))).join(" || ");
  }
}
