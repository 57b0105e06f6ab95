import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { MOST_CHILDREN, closedAbove, fieldRows, nodeOf, type FieldRow } from "../app/field-rows.js";
import { counted } from "../core/format.js";
import type { FieldNode } from "../core/fields.js";
import { copyText } from "./copy.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { vars } from "./vars.js";

export interface FieldMenu {
  readonly path: string;
  readonly x: number;
  readonly y: number;
  /** Gets the focus back. */
  readonly from: HTMLElement;
}

/**
 * Decoded fields as a tree. Branches stay open or closed by name from one row of the table to the next.
 *
 * @event field-select - detail: path of the node
 * @event field-menu - the menu of a node's value was asked for; detail: FieldMenu
 */
@customElement("hopscope-field-tree")
export class HopscopeFieldTree extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow: auto;
      }

      .tree {
        min-height: 100%;
        padding: 4px 0;
      }

      .tree:focus-visible {
        outline-offset: -2px;
      }

      .line {
        display: flex;
        gap: 8px;
        align-items: baseline;
        min-height: 22px;
        padding: 2px 12px 2px calc(8px + var(--level) * 16px);
        cursor: default;
      }

      .line:hover {
        background: var(--hover);
      }

      .line[aria-selected="true"] {
        background: var(--sel);
        box-shadow: inset 2px 0 0 var(--accent);
      }

      .line > .icon,
      .line > .no-icon {
        flex: none;
        align-self: center;
        width: 12px;
        height: 12px;
        margin-inline-start: -14px;
        color: var(--t3);
      }

      .name {
        flex: none;
        min-width: 110px;
        max-width: 46%;
        color: var(--t2);
        overflow-wrap: anywhere;
      }

      .line[aria-expanded] > .name {
        color: var(--t1);
      }

      .value {
        flex: 1;
        min-width: 0;
        font-family: var(--mono);
        font-size: 12px;
        overflow-wrap: anywhere;
      }

      .size {
        flex: none;
        color: var(--t3);
        font-size: 11px;
      }

      .more {
        padding: 4px 24px;
        color: var(--t3);
      }

      @media (forced-colors: active) {
        .line[aria-selected="true"] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  @property({ attribute: false }) nodes: readonly FieldNode[] = [];
  /** Path of the selected node, or "". */
  @property() selected = "";
  @property() label = "Fields";

  @state() private toggled: ReadonlySet<string> = new Set();
  #rows: readonly FieldRow[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("selected") && this.selected !== "") {
      const closed = closedAbove(this.nodes, this.selected, this.toggled);
      if (closed.length > 0) this.toggled = flipped(this.toggled, closed);
    }
    this.#rows = fieldRows(this.nodes, this.toggled);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("selected")) this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  override render(): TemplateResult {
    const longest = this.#rows.some((row) => row.siblings > MOST_CHILDREN);
    const current = this.#rows.some((row) => row.path === this.selected) ? `node-${this.selected}` : nothing;
    return html`<div class="tree" role="tree" tabindex="0" aria-label=${this.label} aria-activedescendant=${current} @keydown=${this.#onKey}>
        ${this.#rows.map((row) => this.#line(row))}
      </div>
      ${longest ? html`<p class="more">Only the first ${counted(MOST_CHILDREN, "entry", "entries")} of a branch are listed; “Copy as text” has all.</p>` : nothing}`;
  }

  #line(row: FieldRow): TemplateResult {
    const { node } = row;
    const size = node.to - node.from;
    return html`<div
      class="line"
      role="treeitem"
      id=${`node-${row.path}`}
      aria-level=${row.level}
      aria-posinset=${row.position}
      aria-setsize=${row.siblings}
      aria-expanded=${row.open === undefined ? nothing : row.open ? "true" : "false"}
      aria-selected=${row.path === this.selected ? "true" : "false"}
      ${vars({ "--level": String(row.level) })}
      @contextmenu=${(event: MouseEvent) => {
        if (event.shiftKey) return;
        event.preventDefault();
        this.#choose(row.path);
        this.#askMenu(row.path, event.clientX, event.clientY);
      }}
      @click=${(event: MouseEvent) => {
        this.#choose(row.path);
        const onArrow = event.target instanceof SVGElement;
        if (row.open !== undefined && (onArrow || event.detail === 2)) this.#toggle(row);
      }}
    >
      ${row.open === undefined ? html`<span class="no-icon"></span>` : icon(row.open ? "down" : "right")}
      <span class="name">${node.label}</span>
      <span class="value">${node.text}</span>
      ${row.level === 1 && size > 0 ? html`<span class="size">${counted(size, "byte")}</span>` : nothing}
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const at = this.#rows.findIndex((row) => row.path === this.selected);
    const row = this.#rows[at];
    if (row !== undefined && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) {
      event.preventDefault();
      const line = this.renderRoot.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
      this.#askMenu(row.path, (line?.left ?? 0) + 24, line?.bottom ?? 0);
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c" && (getSelection()?.toString() ?? "") === "") {
      const node = nodeOf(this.nodes, this.selected);
      if (node !== undefined) {
        event.preventDefault();
        void copyText(node.text);
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#move(event.key, at, row)) return;
    event.preventDefault();
  };

  #move(key: string, at: number, row: FieldRow | undefined): boolean {
    switch (key) {
      case "ArrowDown":
        this.#chooseRow(at + 1);
        return true;
      case "ArrowUp":
        this.#chooseRow(at < 0 ? 0 : at - 1);
        return true;
      case "Home":
        this.#chooseRow(0);
        return true;
      case "End":
        this.#chooseRow(this.#rows.length - 1);
        return true;
      case "ArrowRight":
        if (row?.open === false) this.#toggle(row);
        else if (row?.open === true) this.#chooseRow(at + 1);
        return true;
      case "ArrowLeft":
        if (row?.open === true) this.#toggle(row);
        else if (row?.path.includes(".") === true) this.#choose(row.path.slice(0, row.path.lastIndexOf(".")));
        return true;
      case "Enter":
        if (row?.open !== undefined) this.#toggle(row);
        return true;
      default:
        return false;
    }
  }

  #toggle(row: FieldRow): void {
    this.toggled = flipped(this.toggled, [row.key]);
  }

  #chooseRow(at: number): void {
    const row = this.#rows[at];
    if (row !== undefined) this.#choose(row.path);
  }

  #askMenu(path: string, x: number, y: number): void {
    const tree = this.renderRoot.querySelector<HTMLElement>(".tree");
    if (tree !== null) this.dispatchEvent(new CustomEvent<FieldMenu>("field-menu", { detail: { path, x, y, from: tree } }));
  }

  #choose(path: string): void {
    this.dispatchEvent(new CustomEvent("field-select", { detail: path }));
  }
}

function flipped(set: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  const next = new Set(set);
  for (const key of keys) if (!next.delete(key)) next.add(key);
  return next;
}
