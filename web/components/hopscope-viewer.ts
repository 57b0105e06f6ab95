import { html, nothing, type LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { filesAgain, pickFiles } from "../app/file-handles.js";
import { rememberFilter } from "../app/filter-memory.js";
import { narrowed } from "../app/filter-terms.js";
import { isListing, listingText } from "../app/listing-files.js";
import { mayBe } from "../app/recent-traces.js";
import { createSettings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import type * as api from "../core/api.js";
import { TraceError } from "../core/errors.js";
import type { RecentTrace } from "../core/kept.js";
import { comingPart, comingPartStyles } from "./coming-part.js";
import { FileIntake } from "./file-intake.js";
import { filteredView } from "./filtered-view.js";
import "./hopscope-failure.js";
import "./hopscope-first-screen.js";
import "./hopscope-opening.js";
import "./hopscope-overview.js";
import { HopscopeRail } from "./hopscope-rail.js";
import "./hopscope-status-bar.js";
import type { HopscopeTimeline } from "./hopscope-timeline.js";
import "./hopscope-top-bar.js";
import type { HopscopeTopBar } from "./hopscope-top-bar.js";
import { viewerStyles } from "./hopscope-viewer.styles.js";
import { isPart, Parts } from "./parts.js";
import { shared } from "./shared-styles.js";
import { tokens } from "./tokens.js";
import type { UiEventMap } from "./ui-events.js";
import "./hopscope-value-menu.js";
import type { HopscopeValueMenu } from "./hopscope-value-menu.js";
import { ViewerElement } from "./viewer-element.js";
import { ViewerKeys } from "./viewer-keys.js";
import { VIEWS, type ViewEntry } from "./views.js";

/** What a view with rows answers to. */
interface RowsElement extends HTMLElement {
  step(by: 1 | -1): void;
  focusRows(): Promise<void>;
}

/** What opens a dialog; saving is told the time that the timeline shows. */
interface DialogElement extends HTMLElement {
  show(range?: { readonly fromNs: bigint; readonly toNs: bigint }): void;
}

/**
 * The whole application as one element.
 *
 * @event hopscope-progress - at most ten times a second while a trace is read
 * @event hopscope-ready - the trace is open; detail is its summary
 * @event hopscope-selection - something was selected, by hand or by select()
 * @event hopscope-error - what was asked for could not be done
 */
@customElement("hopscope-viewer")
export class HopscopeViewerElement extends ViewerElement {
  static override styles = [tokens, shared, viewerStyles, comingPartStyles];

  @state() private menuOpen = false;
  @query("input[type=file]") private picker!: HTMLInputElement;
  @query("hopscope-top-bar") private topBar!: HopscopeTopBar;
  @query("hopscope-value-menu") private valueMenu!: HopscopeValueMenu;

  readonly #settings = createSettings();
  readonly #state = new StoreController(this, this.session.state, (value) => value);
  readonly #preferences = new StoreController(this, this.#settings, (value) => value);
  readonly #parts = new Parts(this);
  readonly #intake = new FileIntake(this, {
    open: (sources) => {
      this.#openByHand(sources);
    },
    takesText: () => this.#state.value.phase.kind === "ready",
    text: (text) => void this.#nameByHand(() => Promise.resolve(text)),
  });
  /** Views that were shown for this trace stay in the page, so that coming back finds them as they were left. */
  #visited = new Set<api.View>();
  #visitedOf: api.TraceSummary | undefined;
  /** The trace of the list whose files are being picked. */
  #again: RecentTrace | undefined;

  constructor() {
    super();
    new ViewerKeys(this, {
      singles: () => this.#preferences.value.keys,
      openFiles: () => void this.#pick(),
      press: (key) => this.#press(key),
    });
    let { theme } = this.#settings.value;
    this.#settings.subscribe(() => {
      // other settings leave the colours that a host page has asked for
      if (this.#settings.value.theme !== theme) this.theme = theme = this.#settings.value.theme;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.theme ??= this.#settings.value.theme;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session.cancel();
  }

  override render(): TemplateResult {
    const { phase, exporting, view } = this.#state.value;
    const { zone } = this.#preferences.value;
    const ready = phase.kind === "ready";
    return html`<div
      class=${this.#intake.over ? "shell over" : "shell"}
      @ui-open=${this.#stopping<"ui-open">((sources) => {
        this.#openByHand(sources);
      })}
      @ui-pick-files=${this.#stopping(() => void this.#pick())}
      @ui-recent=${this.#stopping<"ui-recent">((trace) => void this.#openRecent(trace))}
      @ui-paste-url=${this.#stopping(() => void this.#showDialog("url-dialog"))}
      @ui-cancel=${this.#stopping(this.#cancel)}
      @ui-view=${this.#stopping<"ui-view">((to, event) => {
        this.show(to, !event.composedPath().some((target) => target instanceof HopscopeRail));
      })}
      @ui-go=${this.#stopping<"ui-go">((to) => {
        this.go(to, true);
      })}
      @ui-filter=${this.#stopping<"ui-filter">((expression) => {
        this.#filterByHand(expression);
      })}
      @ui-value-menu=${this.#stopping<"ui-value-menu">((request) => void this.valueMenu.show(request))}
      @ui-export=${this.#stopping(() => {
        this.#exportByHand();
      })}
      @ui-theme=${this.#stopping(() => {
        this.#settings.update({ theme: this.#dark ? "light" : "dark" });
      })}
      @ui-settings=${this.#stopping(() => void this.#showDialog("settings"))}
      @ui-schemas=${this.#stopping(() => void this.#showDialog("schemas"))}
      @ui-help=${this.#stopping(() => void this.#showDialog("help"))}
      @ui-reopen=${this.#stopping(() => {
        this.reopen().catch(() => undefined);
      })}
      @ui-proof=${this.#stopping(() => void this.#showDialog("proof-dialog"))}
    >
      <hopscope-rail class=${this.menuOpen ? "open" : ""} .view=${view} ?ready=${ready}></hopscope-rail>
      <hopscope-top-bar
        .session=${this.session}
        .phase=${phase}
        .zone=${zone}
        ?dark=${this.#dark}
        ?exporting=${exporting !== undefined}
        .menuOpen=${this.menuOpen}
        @menu-toggle=${this.#toggleMenu}
      ></hopscope-top-bar>
      <main>${this.#main()}</main>
      <hopscope-status-bar
        .phase=${phase}
        .exporting=${exporting}
        .zone=${zone}
        .filtered=${phase.kind === "ready" ? filteredView(this.#state.value, phase.summary) : undefined}
        .notice=${this.notice}
      ></hopscope-status-bar>
      <input type="file" multiple accept=".etl,.cab,.zip,.txt,.json,.csv,.man,.xml,.tmf" hidden aria-label="Trace files" @change=${this.#picked} />
      <hopscope-settings .settings=${this.#settings} .recent=${this.session.recent}></hopscope-settings>
      <hopscope-schemas .session=${this.session}></hopscope-schemas>
      <hopscope-help></hopscope-help>
      <hopscope-proof-dialog></hopscope-proof-dialog>
      <hopscope-value-menu
        @value-filter=${(event: CustomEvent<string>) => {
          this.#filterByHand(narrowed(this.#state.value.filter, event.detail));
        }}
        @value-copied=${(event: CustomEvent<boolean>) => {
          this.notice = event.detail ? "Copied" : "Copying was refused";
        }}
      ></hopscope-value-menu>
      <hopscope-url-dialog></hopscope-url-dialog>
      ${
        phase.kind === "ready"
          ? html`<hopscope-export-dialog
              .session=${this.session}
              .summary=${phase.summary}
              @export-saved=${(event: CustomEvent<string>) => {
                this.notice = event.detail;
              }}
              @export-failed=${(event: CustomEvent<TraceError>) => {
                this.emitError(event.detail);
              }}
            ></hopscope-export-dialog>`
          : nothing
      }
    </div>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.#state.value.phase.kind === "ready") this.#parts.prefetch();
    if (changed.has("src") && this.src !== undefined && this.src !== "") this.open(this.src).catch(() => undefined);
    if (changed.has("view") && this.view !== undefined) this.#showAsAsked(this.view);
    if (changed.has("filter")) this.setFilter(this.filter);
  }

  #main(): TemplateResult {
    const { phase, view } = this.#state.value;
    switch (phase.kind) {
      case "empty":
        return html`<hopscope-first-screen ?over=${this.#intake.over} .recent=${this.session.recent}></hopscope-first-screen>`;
      case "opening":
        return html`<hopscope-opening .phase=${phase}></hopscope-opening>`;
      case "failed":
        return html`<hopscope-failure .phase=${phase}></hopscope-failure>`;
      case "ready": {
        const { summary } = phase;
        if (this.#visitedOf !== summary) this.#visited = new Set();
        this.#visitedOf = summary;
        this.#visited.add(view);
        return html`${keyed(
          summary,
          VIEWS.map((entry) => (this.#visited.has(entry.view) ? this.#view(entry, summary, entry.view !== view) : nothing)),
        )}`;
      }
    }
  }

  #view({ view, word }: ViewEntry, summary: api.TraceSummary, hidden: boolean): TemplateResult {
    const part = isPart(view) ? this.#parts.state(view) : "there";
    if (part !== "there") return comingPart(word, part, hidden);
    switch (view) {
      case "timeline":
        return html`<hopscope-timeline ?hidden=${hidden} .session=${this.session} .settings=${this.#settings} .summary=${summary}></hopscope-timeline>`;
      case "journeys":
        return html`<hopscope-journeys ?hidden=${hidden} .session=${this.session} .settings=${this.#settings} .summary=${summary}></hopscope-journeys>`;
      case "packets":
        return html`<hopscope-packets ?hidden=${hidden} .session=${this.session} .settings=${this.#settings} .summary=${summary}></hopscope-packets>`;
      case "events":
        return html`<hopscope-events ?hidden=${hidden} .session=${this.session} .settings=${this.#settings} .summary=${summary}></hopscope-events>`;
      case "flows":
        return html`<hopscope-flows ?hidden=${hidden} .session=${this.session} .settings=${this.#settings} .summary=${summary}></hopscope-flows>`;
      case "nat":
        return html`<hopscope-nat ?hidden=${hidden} .session=${this.session} .settings=${this.#settings} .summary=${summary}></hopscope-nat>`;
      case "atlas":
        return html`<hopscope-atlas ?hidden=${hidden} .session=${this.session} .summary=${summary}></hopscope-atlas>`;
      case "topology":
        return html`<hopscope-topology ?hidden=${hidden} .session=${this.session} .summary=${summary}></hopscope-topology>`;
      default:
        return html`<hopscope-overview ?hidden=${hidden} .session=${this.session} .settings=${this.#settings} .summary=${summary}></hopscope-overview>`;
    }
  }

  get #dark(): boolean {
    return this.theme === "dark" || (this.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  }

  /** The outcome is on the screen and in the events; nobody waits for the promise. */
  #openByHand(sources: readonly api.TraceSource[]): void {
    const listings = sources.filter(isListing);
    const traces = sources.filter((source) => !isListing(source));
    const opened = traces.length === 0 ? Promise.resolve() : this.opened(traces, { keepOpen: true }).then(() => undefined);
    opened
      .then(async () => {
        for (const file of listings) await this.#nameByHand(() => listingText(file, file.name), file.name);
      })
      .catch(() => undefined);
  }

  async #nameByHand(read: () => Promise<string>, name?: string): Promise<void> {
    try {
      if (this.#state.value.phase.kind === "ready") await this.addSideCar(await read(), name);
      else this.notice = await this.#keepForLater(await read(), name);
    } catch (e) {
      this.emitError(
        e instanceof TraceError ? e : new TraceError("unsupported", `What stands in it could not be used: ${e instanceof Error ? e.message : String(e)}.`),
      );
    }
  }

  async #keepForLater(text: string, name: string | undefined): Promise<string> {
    const schema = await this.session.keepSchema(text, name);
    if (schema === undefined) throw new TraceError("not-open", `${name ?? "A listing"} tells of what is in a trace: open that first.`);
    const { kind, kept } = schema;
    return kept
      ? `${name ?? "Schema"}: ${kind}, kept for the traces that are opened next`
      : `${name ?? "Schema"}: ${kind}, not kept by this browser: bring it with a trace`;
  }

  #filterByHand(expression: string): void {
    this.notice = "";
    this.setFilter(expression);
    const { filter } = this.session.state.value;
    if (filter !== "") rememberFilter(filter);
  }

  #exportByHand(): void {
    const { phase, view } = this.#state.value;
    if (phase.kind !== "ready") return;
    this.notice = "";
    const shown = view === "timeline" ? this.renderRoot.querySelector<HopscopeTimeline>("hopscope-timeline")?.stage.range : undefined;
    const at = (ns: number): bigint => phase.summary.startNs + BigInt(Math.round(ns));
    void this.#showDialog("export-dialog", shown === undefined ? undefined : { fromNs: at(shown.fromNs), toNs: at(shown.toNs) });
  }

  async #showDialog(
    name: "export-dialog" | "help" | "proof-dialog" | "schemas" | "settings" | "url-dialog",
    ...args: Parameters<DialogElement["show"]>
  ): Promise<void> {
    try {
      await this.#parts.need(name);
    } catch (e) {
      if (e instanceof TraceError) this.emitError(e);
      return;
    }
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector<DialogElement & LitElement>(`hopscope-${name}`);
    await dialog?.updateComplete;
    dialog?.show(...args);
  }

  readonly #cancel = (): void => {
    if (this.#state.value.phase.kind === "opening") this.session.cancel();
    else void this.session.close();
  };

  /** With `focus` the rows of the view can be walked at once; the rail keeps the focus it has. */
  protected override show(view: api.View, focus: boolean): void {
    this.menuOpen = false;
    this.session.show(view);
    if (focus) void this.#focusRows(view);
  }

  async #focusRows(view: api.View): Promise<void> {
    // A view that cannot be had says so itself.
    if (isPart(view)) await this.#parts.need(view).catch(() => undefined);
    await this.updateComplete;
    if (this.#state.value.view !== view) return;
    await this.#rowView?.focusRows();
  }

  get #rowView(): RowsElement | null {
    const { view } = this.#state.value;
    return view === "overview" ? null : this.renderRoot.querySelector<RowsElement>(`hopscope-${view}`);
  }

  #showAsAsked(view: api.View): void {
    if (VIEWS.some((entry) => entry.view === view)) this.show(view, false);
    else this.emitError(new TraceError("unsupported", `There is no view "${view}" in this version: expected ${VIEWS.map((entry) => entry.view).join(", ")}.`));
  }

  #press(key: string): boolean {
    const { phase, view } = this.#state.value;
    if (phase.kind === "ready" && view === "timeline" && (this.#rowView as (RowsElement & Pick<HopscopeTimeline, "press">) | null)?.press(key) === true)
      return true;
    if (key === "?") {
      void this.#showDialog("help");
      return true;
    }
    if (key === "Escape") {
      const used = phase.kind === "opening" || this.menuOpen;
      if (phase.kind === "opening") this.#cancel();
      this.menuOpen = false;
      return used;
    }
    if (phase.kind !== "ready") return false;
    if (key === "/") {
      this.topBar.focusFilter();
      return true;
    }
    const entry = key.toLowerCase() === "t" ? VIEWS.find((one) => one.view === "timeline") : VIEWS[Number(key) - 1];
    if (entry !== undefined) {
      this.show(entry.view, true);
      return true;
    }
    const by = ({ j: 1, k: -1 } as const)[key.toLowerCase()];
    if (by === undefined || this.#rowView === null) return false;
    this.#rowView.step(by);
    return true;
  }

  readonly #toggleMenu = (): void => {
    this.menuOpen = !this.menuOpen;
  };

  readonly #picked = (): void => {
    const files = [...(this.picker.files ?? [])];
    this.picker.value = "";
    this.#take(files);
  };

  async #pick(): Promise<void> {
    const files = await pickFiles();
    if (files === undefined) this.picker.click();
    else this.#take(files);
  }

  #take(files: readonly File[]): void {
    const again = this.#again;
    this.#again = undefined;
    if (files.length === 0) return;
    if (again !== undefined && mayBe(again, files)) this.openedAgain(again, files).catch(() => undefined);
    else this.#openByHand(files);
  }

  /** By what the browser kept of where the files are; where it kept nothing, they have to be picked. */
  async #openRecent(trace: RecentTrace): Promise<void> {
    const sources = trace.url === undefined ? await filesAgain(trace.handles ?? []) : [trace.url];
    if (sources !== undefined && sources.length > 0) {
      this.openedAgain(trace, sources).catch(() => undefined);
      return;
    }
    this.#again = trace;
    this.notice = `Pick ${trace.files.map(({ name }) => name).join(" and ")} again: this browser does not let the page find it by itself.`;
    this.picker.click();
  }

  #stopping<K extends keyof UiEventMap>(then: (detail: UiEventMap[K], event: Event) => void): (event: CustomEvent<UiEventMap[K]>) => void {
    return (event) => {
      event.stopPropagation();
      then(event.detail, event);
    };
  }
}
