import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { DraftCount, type Counted } from "../app/draft-count.js";
import { offer, taken, type Offer } from "../app/filter-completion.js";
import { paintFilter } from "../app/filter-paint.js";
import { filterProblem } from "../app/filter-terms.js";
import type { FilteredKind } from "../app/filtered-rows.js";
import type { SessionState, TraceSession } from "../app/session.js";
import { StoreController } from "../app/store-controller.js";
import type { TraceSummary } from "../core/api.js";
import type { TraceError } from "../core/errors.js";
import { count } from "../core/format.js";
import { PressWatch } from "./press-watch.js";
import { filterBarStyles } from "./hopscope-filter-bar.styles.js";
import "./hopscope-filter-list.js";
import type { HopscopeFilterList } from "./hopscope-filter-list.js";
import { filteredKind, rowsOf } from "./filtered-view.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";
import { vars } from "./vars.js";

const NO_VALUES: readonly string[] = [];

/** The filter of the open trace: typed with completion, counted before it applies, and told where it is wrong. */
@customElement("hopscope-filter-bar")
export class HopscopeFilterBar extends LitElement {
  static override styles = [shared, filterBarStyles];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) summary!: TraceSummary;

  @state() private draft = "";
  @state() private caret = 0;
  /** Something was typed or chosen since the field got the focus: only then Tab takes an item instead of going on. */
  @state() private engaged = false;
  /** The item that Tab takes. */
  @state() private active = -1;
  @state() private refused = false;
  @state() private counted: Counted | undefined;
  @state() private known: ReadonlyMap<string, readonly string[] | undefined> = new Map();
  @query("input") private input!: HTMLInputElement;
  @query("hopscope-filter-list") private list!: HopscopeFilterList;

  readonly #press = new PressWatch(this, () => this.renderRoot.querySelector("input:focus") !== null);
  readonly #count = new DraftCount((counted) => {
    this.counted = counted;
    this.session.noteHits(counted.kind, counted.expression, counted.total);
  });
  #state: StoreController<SessionState, SessionState> | undefined;
  #inForce: string | undefined;
  #offer: Offer = offer("", 0, () => undefined);
  #problem: TraceError | undefined;
  #nextCaret = -1;
  /** What the count was asked for last. */
  #asked = "";

  override focus(): void {
    this.input.focus();
    this.input.select();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#count.cancel();
  }

  override willUpdate(changed: PropertyValues): void {
    this.#state ??= new StoreController(this, this.session.state, (value) => value);
    const { filter } = this.#state.value;
    if (filter !== this.#inForce) {
      this.#inForce = filter;
      this.#setDraft(filter, filter.length);
    }
    if (changed.has("summary")) {
      this.known = new Map();
      this.counted = undefined;
      this.#asked = "";
    }
    this.#problem = filterProblem(this.draft);
    this.#offer = offer(this.draft, this.caret, (name) => this.#valuesOf(name));
    // Values of the trace may come after the last letter: then, too, the first that fits is offered.
    if (changed.has("draft") || (changed.has("known") && this.active < 0))
      this.active = this.engaged && this.#offer.typed.length > 0 && !this.#complete ? 0 : -1;
    if (this.active >= this.#offer.items.length) this.active = -1;
  }

  override updated(changed: PropertyValues): void {
    if (this.#nextCaret >= 0) {
      this.input.setSelectionRange(this.#nextCaret, this.#nextCaret);
      this.#nextCaret = -1;
      this.#sync();
    }
    this.#askCount();
    if (changed.has("active")) this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  override render(): TemplateResult {
    const wrong = this.#wrong;
    const focused = this.#press.held;
    return html`<div class=${`field${focused ? " focused" : ""}${wrong === undefined ? "" : " wrong"}`} role="search" @pointerdown=${this.#toInput}>
        ${icon("funnel")}
        <div class="text">
          ${this.#painted(wrong)}
          <input
            type="text"
            role="combobox"
            aria-label="Filter"
            aria-autocomplete="list"
            aria-controls="options"
            aria-expanded=${focused && wrong === undefined && this.#offer.items.length > 0 ? "true" : "false"}
            aria-activedescendant=${this.active >= 0 && wrong === undefined ? `option-${this.active}` : nothing}
            aria-invalid=${wrong === undefined ? "false" : "true"}
            aria-describedby=${wrong === undefined ? nothing : "message"}
            aria-keyshortcuts="/"
            placeholder="Filter, e.g. ip.addr == 10.0.0.0/8 (press / )"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            .value=${this.draft}
            @input=${this.#typed}
            @keydown=${this.#onKey}
            @keyup=${this.#sync}
            @click=${this.#sync}
            @select=${this.#sync}
            @scroll=${this.#sync}
            @blur=${this.#left}
          />
        </div>
        ${this.#figures(wrong)}
        ${this.draft === "" ? nothing : this.#button("close", this.#inForce === "" ? "Clear the text" : "Clear the filter", this.#clear)}
        ${this.#button("down", "Recent and saved filters", this.#openList)}
      </div>
      ${focused || wrong !== undefined ? this.#row(wrong) : nothing}
      <hopscope-filter-list .expression=${this.draft} .usable=${this.#problem === undefined} @filter-choose=${this.#chosen}></hopscope-filter-list>
      <span class="visually-hidden" role="status">${focused ? this.#said(wrong) : ""}</span>`;
  }

  #painted(wrong: TraceError | undefined): TemplateResult {
    const shift = vars({ "--shift": `${-(this.renderRoot.querySelector("input")?.scrollLeft ?? 0)}px` });
    const ghost = this.#ghost;
    return html`<div class="paint" aria-hidden="true" ${shift}>
        ${paintFilter(this.draft).map(({ text, kind }) => html`<span class=${kind}>${text}</span>`)}${ghost === "" ? nothing : html`<span class="ghost">${ghost}</span>`}
      </div>
      ${
        wrong === undefined
          ? nothing
          : html`<div class="paint marks" aria-hidden="true" ${shift}>
              <span class="before">${this.draft.slice(0, wrong.offset ?? 0)}</span><span class="mark"></span>
            </div>`
      }`;
  }

  #figures(wrong: TraceError | undefined): TemplateResult | typeof nothing {
    const { draft } = this;
    const applied = draft.trim() === this.#inForce;
    if (draft.trim() === "" && applied) return nothing;
    const kind = filteredKind(this.#state?.value.view ?? "overview", this.summary);
    if (applied) {
      const total = this.#state?.value.hits[kind] ?? (this.#counts(draft) ? this.counted?.total : undefined);
      const of = this.#counts(draft) && this.#state?.value.hits[kind] === undefined ? (this.counted?.kind ?? kind) : kind;
      return total === undefined ? nothing : html`<span class="count">${this.#total(total, of)}</span>`;
    }
    const enter = html` <kbd>Enter</kbd>`;
    const meant = this.#meant;
    if (wrong !== undefined || meant === undefined) return nothing;
    if (meant === "") return html`<span class="count">shows all${enter}</span>`;
    const known = this.#counts(meant) ? this.counted : undefined;
    return html`<span class="count">
      ${known === undefined ? html`<span class="of">not applied</span>` : html`<span class="of">would match </span>${this.#total(known.total, known.kind)}`}${enter}
    </span>`;
  }

  #total(total: number, kind: FilteredKind): TemplateResult {
    const { all, words } = rowsOf(kind, this.summary);
    return html`<b>${count(total)}</b><span class="of"> of ${count(all)} ${words}</span>`;
  }

  #button(name: Parameters<typeof icon>[0], label: string, then: () => void): TemplateResult {
    return html`<button class="plain" type="button" aria-label=${label} title=${label} @click=${then}>${icon(name)}</button>`;
  }

  #row(wrong: TraceError | undefined): TemplateResult {
    if (wrong !== undefined) {
      const inForce = this.#inForce ?? "";
      return html`<div class="row wrong">
        <div class="message" id="message">
          ${icon("error")}<span title=${wrong.message}>Position ${(wrong.offset ?? 0) + 1}: ${wrong.message}</span>
          <span class="stays">${inForce === "" ? "No filter is in force: all rows stay." : html`Still in force: <span class="mono">${inForce}</span>`}</span>
        </div>
      </div>`;
    }
    const { items, about } = this.#offer;
    const item = items[Math.max(0, this.active)];
    const name = about?.name ?? item?.text;
    const note =
      about === undefined ? (item?.note ?? "") : [about.note, about.type, about.values && `${about.values.length} values`].filter(Boolean).join(" · ");
    return html`<div class="row" @pointerdown=${stay}>
      <div class="about">${name === undefined ? nothing : html`<span class="tag">${name}</span>${note}`}</div>
      <div class="next">
        <div class="options" id="options" role="listbox" aria-label="What may come next">
          ${items.map(
            ({ text, note: own }, i) =>
              html`<div
                class="option"
                role="option"
                id=${`option-${i}`}
                aria-selected=${i === this.active ? "true" : "false"}
                title=${own}
                @click=${() => {
                  this.#take(i);
                }}
              >
                ${text}<span class="visually-hidden"> ${own}</span>
              </div>`,
          )}
        </div>
        <div class="hints"><kbd>Tab</kbd> take <kbd>↑↓</kbd> choose <kbd>Esc</kbd> keep last good filter</div>
      </div>
    </div>`;
  }

  /** Wrong enough to say so: not the word that is just being written, and not what lacks its end. */
  get #wrong(): TraceError | undefined {
    const problem = this.#problem;
    if (problem === undefined || this.refused || !this.#press.held) return problem;
    return (problem.offset ?? 0) >= Math.min(this.#offer.from, this.draft.trimEnd().length) && this.caret >= this.#offer.from ? undefined : problem;
  }

  /** What stands at the caret is an item already. */
  get #complete(): boolean {
    return this.#offer.items[0]?.text === this.#offer.typed;
  }

  get #ghost(): string {
    const text = this.#offer.items[this.active]?.text ?? "";
    const { typed, to } = this.#offer;
    const fits = this.#press.held && this.caret === this.draft.length && to === this.caret && text.toLowerCase().startsWith(typed.toLowerCase());
    return fits ? text.slice(typed.length) : "";
  }

  #counts(draft: string): boolean {
    return this.counted?.expression === draft.trim();
  }

  #said(wrong: TraceError | undefined): string {
    if (wrong !== undefined) return `Wrong at position ${(wrong.offset ?? 0) + 1}: ${wrong.message}.`;
    if (!this.#counts(this.#meant ?? "") || this.counted === undefined) return "";
    const { all, words } = rowsOf(this.counted.kind, this.summary);
    return `${count(this.counted.total)} of ${count(all)} ${words} fit`;
  }

  #valuesOf(name: string): readonly string[] | undefined {
    if (!this.known.has(name)) void this.#fetchValues(name);
    return this.known.get(name);
  }

  async #fetchValues(name: string): Promise<void> {
    const { session, summary } = this;
    // set without a render: what is on its way is not asked for twice
    (this.known as Map<string, readonly string[] | undefined>).set(name, undefined);
    const values = await session.filterValues(name).catch(() => NO_VALUES);
    if (summary === this.summary) this.known = new Map(this.known).set(name, values);
  }

  /** The expression that Enter would apply: with the item that is shown behind the caret, where the text alone is none. */
  get #meant(): string | undefined {
    if (this.#problem === undefined) return this.draft.trim();
    const item = this.#offer.items[this.active];
    if (item === undefined || this.#ghost === "") return undefined;
    const whole = taken(this.draft, this.#offer, item).text.trim();
    return filterProblem(whole) === undefined ? whole : undefined;
  }

  #askCount(): void {
    const kind = filteredKind(this.session.state.value.view, this.summary);
    const meant = this.#meant ?? "";
    const asked = `${kind} ${meant}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (meant === "" || this.session.state.value.phase.kind !== "ready") this.#count.cancel();
    else this.#count.ask(this.session, kind, meant);
  }

  #setDraft(text: string, caret: number): void {
    this.draft = text;
    this.caret = caret;
    this.refused = false;
    this.engaged = false;
  }

  #apply(): void {
    const meant = this.#meant;
    this.engaged = false;
    this.active = -1;
    if (meant === undefined) this.refused = true;
    else {
      if (meant !== this.draft.trim()) this.#setDraft(meant, meant.length);
      this.#nextCaret = this.draft.length;
      ask(this, "ui-filter", meant);
    }
  }

  #take(at: number): void {
    const item = this.#offer.items[at];
    if (item === undefined) return;
    const next = taken(this.draft, this.#offer, item);
    this.#setDraft(next.text, next.caret);
    this.engaged = true;
    this.#nextCaret = next.caret;
  }

  readonly #typed = (): void => {
    this.#setDraft(this.input.value, this.input.selectionStart ?? this.input.value.length);
    this.engaged = true;
  };

  readonly #sync = (): void => {
    this.caret = this.input.selectionStart ?? this.draft.length;
    // where the text stands in the field is known when the field has been laid out
    requestAnimationFrame(() => {
      this.requestUpdate();
    });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { length } = this.#offer.items;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        if (length === 0) return;
        this.engaged = true;
        this.active = event.key === "ArrowDown" ? (this.active + 1) % length : (Math.max(this.active, 0) + length - 1) % length;
        break;
      case "Tab":
        if (event.shiftKey || !this.engaged || this.active < 0 || this.#wrong !== undefined) return;
        this.#take(this.active);
        break;
      case "Enter":
        this.#apply();
        break;
      case "Escape":
        this.#setDraft(this.#inForce ?? "", (this.#inForce ?? "").length);
        this.#nextCaret = this.caret;
        this.active = -1;
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  readonly #left = (): void => {
    this.engaged = false;
    this.active = -1;
  };

  readonly #clear = (): void => {
    this.#setDraft("", 0);
    ask(this, "ui-filter", "");
    this.input.focus();
  };

  readonly #openList = (): void => {
    this.list.toggle(this.renderRoot.querySelector(".field") ?? this);
  };

  readonly #chosen = (event: CustomEvent<string>): void => {
    this.#setDraft(event.detail, event.detail.length);
    ask(this, "ui-filter", event.detail);
    this.input.focus();
  };

  /** The whole field is a target, as its looks promise. */
  readonly #toInput = (event: PointerEvent): void => {
    const [target] = event.composedPath();
    if (target === this.input || (target instanceof Element && target.closest("button") !== null)) return;
    event.preventDefault();
    this.input.focus();
  };
}

/** The field keeps the focus while an item is pressed. */
function stay(event: PointerEvent): void {
  event.preventDefault();
}
