import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { eventHead } from "../app/event-head.js";
import { nodeTerm } from "../app/filter-terms.js";
import { fieldText, nodeAt, nodeOf } from "../app/field-rows.js";
import type { Selection, TraceSession } from "../app/session.js";
import type { Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import type { Drop } from "../core/api.js";
import { hex } from "../core/bytes.js";
import type { RowDetail } from "../core/engine-api.js";
import type { FieldNode } from "../core/fields.js";
import { clock, count, counted } from "../core/format.js";
import type { Store } from "../core/store.js";
import { detailStyles } from "./hopscope-detail.styles.js";
import "./hopscope-copy.js";
import "./hopscope-field-tree.js";
import type { FieldMenu } from "./hopscope-field-tree.js";
import "./hopscope-hex.js";
import { icon } from "./icons.js";
import { placeLabel } from "./place-label.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/**
 * The selected row opened up: its fields and its bytes, linked both ways.
 *
 * @event detail-close - the close button was pressed
 */
@customElement("hopscope-detail")
export class HopscopeDetail extends LitElement {
  static override styles = [shared, placeColours, detailStyles];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) settings!: Store<Settings>;
  @property() kind: "event" | "packet" = "packet";
  @property({ type: Number }) index = -1;
  /** Stands in another view than the one of its kind: it leads to that one, and keeps its place. */
  @property({ type: Boolean }) visiting = false;

  @state() private detail: RowDetail | undefined;
  @state() private failed = "";
  @state() private path = "";
  #nodes: readonly FieldNode[] = [];
  #busy = false;
  #preferences: StoreController<Settings, Settings> | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    this.#preferences ??= new StoreController(this, this.settings, (values) => values);
    if (changed.has("index") || changed.has("kind") || changed.has("session")) void this.#load();
  }

  override render(): TemplateResult {
    const { detail } = this;
    return html`<section aria-label=${this.kind === "packet" ? `Packet ${this.index}` : `Event ${this.index}`} @keydown=${this.#onKey}>
      <header>
        ${detail === undefined ? html`<h2>${this.failed === "" ? "–" : "This row could not be read"}</h2>` : this.#head(detail)}
        <div class="tools">
          ${detail === undefined ? nothing : this.#copies(detail)} ${this.visiting ? nothing : this.#dockTool()}
          ${this.#tool("close", "Close the detail", this.#close)}
        </div>
      </header>
      ${this.failed !== "" ? html`<p class="failed" role="alert">${this.failed}</p>` : detail === undefined ? nothing : this.#body(detail)}
    </section>`;
  }

  #head(detail: RowDetail): TemplateResult {
    const { event, packet } = detail;
    const at = clock(event.timeNs, this.#preferences?.value.zone ?? "utc");
    const place = packet?.place;
    return html`<div class="about">
      <h2 title=${title(detail)}>${title(detail)}</h2>
      ${packet?.drop === undefined ? nothing : this.#drop(packet.drop)}
      <small>
        ${place === undefined ? nothing : html`${placeLabel(place)} · `}<span>${at.date} ${at.time}</span> ·
        ${
          this.kind === "packet"
            ? html`<button
                class="link"
                type="button"
                @click=${() => {
                  ask(this, "ui-go", { kind: "event", index: event.index });
                }}
              >
                event ${count(event.index)}
              </button>`
            : html`event ${count(event.index)}`
        }
        · CPU
        ${event.cpu}${event.pid === undefined ? nothing : html` · PID ${event.pid}${event.process === undefined ? "" : ` ${event.process}`} (not necessarily the owner)`}
        ${this.#elsewhere(detail)}
      </small>
    </div>`;
  }

  #elsewhere({ index, journey, packet }: RowDetail): TemplateResult | typeof nothing {
    const { kind } = this;
    if (this.visiting) return this.#link(`open in ${kind}s`, { kind, index });
    const id = journey ?? packet?.journey;
    return id === undefined ? nothing : this.#link(`journey #${count(id)}`, { kind: "journey", index: id });
  }

  #link(words: string, to: Selection): TemplateResult {
    return html`·
      <button
        class="link"
        type="button"
        @click=${() => {
          ask(this, "ui-go", to);
        }}
      >
        ${words}
      </button>`;
  }

  #drop(drop: Drop): TemplateResult {
    const rest = [drop.location, drop.attributed === undefined ? undefined : `attributed: ${drop.attributed}`].filter((part) => part !== undefined);
    return html`<div class="bad">${icon("dropped")}dropped: ${[drop.reason, ...rest].join(" · ")}</div>`;
  }

  #copies(detail: RowDetail): TemplateResult {
    return html`<hopscope-copy words label="Copy as text" .text=${`${title(detail)}\n${fieldText(this.#nodes)}`}></hopscope-copy>
      <hopscope-copy words label="Copy as hex" .text=${hex(detail.bytes, " ")}></hopscope-copy>`;
  }

  #tool(name: Parameters<typeof icon>[0], label: string, then: () => void): TemplateResult {
    return html`<button class="plain" type="button" aria-label=${label} title=${label} @click=${then}>${icon(name)}</button>`;
  }

  #dockTool(): TemplateResult {
    const below = this.#preferences?.value.dock === "below";
    return this.#tool(below ? "dockRight" : "dockBelow", below ? "Put the detail at the right" : "Put the detail below", () => {
      this.settings.update({ dock: below ? "right" : "below" });
    });
  }

  #body(detail: RowDetail): TemplateResult {
    const node = this.path === "" ? undefined : nodeOf(this.#nodes, this.path);
    return html`<div class="body">
      <hopscope-field-tree .nodes=${this.#nodes} .selected=${this.path} @field-select=${this.#onField} @field-menu=${this.#onMenu}></hopscope-field-tree>
      <div class="bytes">
        <h3>Bytes <small>${bytesSaid(detail)}</small></h3>
        <hopscope-hex .bytes=${detail.bytes} .from=${node?.from ?? 0} .to=${node?.to ?? 0} @byte-select=${this.#onByte}></hopscope-hex>
        <div class="selected">
          ${node === undefined ? html`<span class="t3">Select a field or a byte to see which belong together.</span>` : this.#selected(node)}
        </div>
      </div>
    </div>`;
  }

  #selected(node: FieldNode): TemplateResult {
    const size = node.to - node.from;
    return html`<span
        ><span class="mono">${node.name || node.label}</span>
        <span class="t2"
          >${size > 0 ? (size === 1 ? `byte ${node.from}` : `bytes ${node.from} to ${node.to - 1} · ${counted(size, "byte")}`) : "not in these bytes"}</span
        ></span
      >
      <hopscope-copy words label="Copy value" .text=${node.text}></hopscope-copy>`;
  }

  /** One request at a time, then the newest wish: a held key passes many rows. */
  async #load(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (;;) {
      const { session, kind, index } = this;
      const [detail, failed] = await session.detail(kind, index).then(
        (found) => [found, ""] as const,
        (e: unknown) => [undefined, e instanceof Error ? e.message : String(e)] as const,
      );
      if (session !== this.session || kind !== this.kind || index !== this.index) continue;
      this.#busy = false;
      this.#take(detail, failed);
      return;
    }
  }

  #take(detail: RowDetail | undefined, failed: string): void {
    this.path = "";
    this.failed = failed;
    this.detail = detail;
    if (detail === undefined) return;
    const at = clock(detail.event.timeNs, "utc");
    // an event brings its own header with the bytes it was read from
    this.#nodes = detail.kind === "event" ? detail.nodes : [...detail.nodes, eventHead(detail.event, `${at.date} ${at.time} UTC`)];
  }

  readonly #onField = (event: CustomEvent<string>): void => {
    this.path = event.detail;
  };

  readonly #onMenu = ({ detail: { path, x, y, from } }: CustomEvent<FieldMenu>): void => {
    const node = nodeOf(this.#nodes, path);
    if (node === undefined) return;
    const value = { label: node.label, term: nodeTerm(this.#nodes, path, this.kind), text: node.text };
    ask(this, "ui-value-menu", { values: [value], at: 0, x, y, from });
  };

  readonly #onByte = (event: CustomEvent<number>): void => {
    this.path = nodeAt(this.#nodes, event.detail) ?? "";
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.#close();
  };

  readonly #close = (): void => {
    this.dispatchEvent(new CustomEvent("detail-close"));
  };
}

function title({ kind, index, packet, event }: RowDetail): string {
  if (packet !== undefined)
    return `${kind === "packet" ? `Packet ${count(index)}: ` : ""}${packet.protocol} ${packet.source} → ${packet.destination} ${packet.info}`;
  return event.message ?? `${event.provider ?? event.providerGuid} ${event.name ?? event.id}`;
}

function bytesSaid({ bytes, packet, kind }: RowDetail): string {
  if (kind === "packet" && packet !== undefined) return `${count(packet.captured)} of ${count(packet.length)} captured`;
  return `${counted(bytes.length, "byte")}, header included`;
}
