import { LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import { findSelection } from "../app/find-selection.js";
import { TraceSession, type Selection } from "../app/session.js";
import type { Theme } from "../app/settings.js";
import type * as api from "../core/api.js";
import type { Progress } from "../core/engine-api.js";
import type { RecentTrace } from "../core/kept.js";
import { TraceError } from "../core/errors.js";
import { count, counted } from "../core/format.js";
import type { HopscopeViewer } from "../core/viewer-api.js";
import { VIEWS } from "./views.js";

/** The interface allows ten progress events a second. */
const PROGRESS_EVERY_MS = 100;

/** An attribute that is taken away is one that was never there. */
const OPTIONAL_TEXT = { fromAttribute: (value: string | null) => value ?? undefined };
const TEXT = { fromAttribute: (value: string | null) => value ?? "" };

/** What is shown, as texts that an address can hold; empty for what is not. */
export interface ShownState {
  readonly filter: string;
  readonly view: string;
  /** Id of the selected journey. */
  readonly journey: string;
  /** What the timeline shows: nanoseconds since the start, "from..to". */
  readonly range: string;
}

/** Where what was selected is shown. */
const VIEW_OF: Readonly<Record<Selection["kind"], api.View>> = {
  event: "events",
  packet: "packets",
  journey: "journeys",
  natSession: "nat",
  flow: "flows",
  place: "topology",
  finding: "overview",
};

/** What a host page sees of the viewer: attributes, methods, events. The screen is drawn by the class that extends it. */
export abstract class ViewerElement extends LitElement implements HopscopeViewer {
  /** Address of a trace to open. */
  @property({ converter: OPTIONAL_TEXT }) src: string | undefined;
  /** Filter expression, as setFilter() takes it. */
  @property({ converter: TEXT }) filter = "";
  /** View to show when a trace is open. */
  @property({ converter: OPTIONAL_TEXT }) view: api.View | undefined;
  /** Colours: auto follows the system. */
  @property({ converter: OPTIONAL_TEXT, reflect: true }) theme: Theme | undefined;
  /** Whether finished indexes may be kept by the browser. */
  @property() cache: "on" | "off" = "on";

  /** Parts that the page around it does without: any of "rail", "top-bar" and "status-bar", with spaces between. */
  @property({ converter: OPTIONAL_TEXT, reflect: true }) hide: string | undefined;

  /** One sentence about the last thing asked for, shown in the status bar. */
  @state() protected notice = "";

  protected readonly session = new TraceSession();
  /** What is open, or was until it was lost. */
  #from: Parameters<ViewerElement["opened"]> | undefined;
  #selected: Selection | undefined;
  #inForce = "";
  /** Counts what select() was asked for: of several the last one is shown. */
  #asked = 0;
  #recalled: Pick<ShownState, "journey" | "range"> | undefined;

  constructor() {
    super();
    this.session.state.subscribe(this.#announceSelection);
    this.session.state.subscribe(this.#followFilter);
    this.session.onLost = (why) => {
      this.emitError(why);
    };
    this.session.state.subscribe(() => {
      const shown = this.#shown();
      if (shown !== undefined) this.session.recent.shows(shown);
    });
  }

  open(source: api.TraceSource | readonly api.TraceSource[], options: api.OpenOptions = {}): Promise<api.TraceSummary> {
    return this.opened(source, options);
  }

  protected async opened(source: api.TraceSource | readonly api.TraceSource[], options: Parameters<TraceSession["open"]>[1]): Promise<api.TraceSummary> {
    this.notice = "";
    let last = -Infinity;
    try {
      const summary = await this.session.open(source, { cache: this.cache !== "off", ...options }, (progress: Progress) => {
        const now = performance.now();
        if (now - last < PROGRESS_EVERY_MS) return;
        last = now;
        this.#emit("hopscope-progress", { bytesDone: progress.bytesDone, bytesTotal: progress.bytesTotal, events: progress.events });
      });
      // without its signal, which was for that one time
      this.#from = [source, Object.fromEntries(Object.entries(options ?? {}).filter(([key]) => key !== "signal"))];
      if (VIEWS.some((entry) => entry.view === this.view)) this.session.show(this.view ?? "overview");
      this.#showRecalled();
      this.#emit("hopscope-ready", summary);
      return summary;
    } catch (e) {
      if (e instanceof TraceError) this.emitError(e);
      throw e;
    }
  }

  /** What was lost with its worker, once more: in the view that was shown. */
  protected async reopen(): Promise<void> {
    const { view } = this.session.state.value;
    if (this.#from === undefined) return;
    await this.opened(...this.#from);
    this.show(view, false);
  }

  /** Opens a trace as it was left, with what was brought to it. */
  protected async openedAgain({ shown, sideCars }: RecentTrace, sources: readonly api.TraceSource[]): Promise<void> {
    await this.opened(sources, { keepOpen: true });
    for (const { text, name } of sideCars) await this.session.addSideCar(text, name).catch(() => undefined);
    if (shown === undefined) return;
    this.setFilter(shown.filter);
    this.show(shown.view, false);
    this.recall(shown);
  }

  close(): Promise<void> {
    this.#from = undefined;
    return this.session.close();
  }

  summary(): Promise<api.TraceSummary> {
    return this.session.summary();
  }

  events(query: api.Query = {}): Promise<api.Page<api.EventRow>> {
    return this.session.events(query);
  }

  packets(query: api.Query = {}): Promise<api.Page<api.PacketRow>> {
    return this.session.packets(query);
  }

  journeys(query: Parameters<HopscopeViewer["journeys"]>[0] = {}): Promise<api.Page<api.JourneyRow>> {
    return this.session.journeys(query);
  }

  natSessions(query: api.Query = {}): Promise<api.Page<api.NatSessionRow>> {
    return this.session.natSessions(query);
  }

  flows(query: api.Query = {}): Promise<api.Page<api.FlowRow>> {
    return this.session.flows(query);
  }

  places(): Promise<api.Place[]> {
    return this.session.places().then((places) => [...places]);
  }

  findings(): Promise<api.Finding[]> {
    return this.session.findings().then((findings) => [...findings]);
  }

  atlas(query: { readonly filter?: string } = {}): Promise<api.Atlas> {
    return this.session.atlas(query);
  }

  async addSideCar(text: string, name?: string): Promise<{ kind: string; names: number }> {
    const { kind, names, kept } = await this.session.addSideCar(text, name);
    this.notice = kept === undefined ? `${kind}: ${counted(names, "name")} given` : `${kind}: defines ${count(names)}${kept ? "" : ", not kept"}`;
    return { kind, names };
  }

  export(format: api.ExportFormat, options: api.ExportOptions = {}): Promise<Blob> {
    return this.session.export(format, options);
  }

  select(kind: Parameters<HopscopeViewer["select"]>[0], id: number | string): void {
    const { phase } = this.session.state.value;
    if (phase.kind !== "ready") {
      this.emitError(new TraceError("not-open", "No trace is open: call open() first."));
      return;
    }
    const newest = ++this.#asked;
    const refused = (e: unknown): void => {
      if (newest === this.#asked && e instanceof TraceError && e.code !== "aborted") this.emitError(e);
    };
    try {
      const found = findSelection(this.session, phase.summary, kind, id);
      if (typeof found !== "function") this.go(found, false);
      else
        found().then((to) => {
          if (newest === this.#asked) this.go(to, false);
        }, refused);
    } catch (e) {
      refused(e);
    }
  }

  /** A wrong expression leaves the filter before it in force; "hopscope-error" says what is wrong, and where. */
  setFilter(expression: string): void {
    try {
      this.session.setFilter(expression);
    } catch (e) {
      if (!(e instanceof TraceError)) throw e;
      this.filter = this.#inForce;
      this.emitError(e);
    }
  }

  /** Tells what is shown whenever that changes: for the page that has only this viewer. */
  watch(listener: (shown: ShownState) => void): void {
    let last = "";
    this.session.state.subscribe(() => {
      const shown = this.#shown();
      const text = JSON.stringify(shown);
      if (shown === undefined || text === last) return;
      last = text;
      listener(shown);
    });
  }

  #shown(): (ShownState & { readonly view: api.View }) | undefined {
    const { filter, view, phase, range, selection } = this.session.state.value;
    if (phase.kind !== "ready") return undefined;
    const journey = selection?.kind === "journey" ? String(selection.index) : "";
    return { filter, view, journey, range: range === undefined ? "" : `${Math.floor(range.fromNs)}..${Math.ceil(range.toNs)}` };
  }

  /** Shows what watch() told of journey and range before: at once, or as soon as a trace is open. */
  recall(shown: Pick<ShownState, "journey" | "range">): void {
    this.#recalled = shown;
    this.#showRecalled();
  }

  #showRecalled(): void {
    const { phase, range, selection } = this.session.state.value;
    const asked = this.#recalled;
    if (phase.kind !== "ready" || asked === undefined) return;
    this.#recalled = undefined;
    const [, from, to] = /^(-?\d{1,18})\.\.(-?\d{1,18})$/.exec(asked.range) ?? [];
    const [fromNs, toNs] = [Number(from), Number(to)];
    if (fromNs < toNs && (fromNs !== Math.floor(range?.fromNs ?? NaN) || toNs !== Math.ceil(range?.toNs ?? NaN))) this.session.showRange({ fromNs, toNs });
    const journey = /^\d{1,10}$/.test(asked.journey) ? Number(asked.journey) : -1;
    if (journey >= 0 && journey < phase.summary.journeys && selection?.index !== journey) this.session.select({ kind: "journey", index: journey });
  }

  protected go(to: Selection, focus: boolean): void {
    this.session.select(to);
    this.show(VIEW_OF[to.kind], focus);
  }

  /** With `focus` the rows of the view can be walked at once. */
  protected abstract show(view: api.View, focus: boolean): void;

  protected emitError(error: TraceError): void {
    // a trace that did not open says so in the middle of the screen
    this.notice = error.code === "aborted" || this.session.state.value.phase.kind === "failed" ? "" : error.message;
    this.#emit("hopscope-error", { code: error.code, message: error.message, ...(error.offset === undefined ? {} : { offset: error.offset }) });
  }

  #emit<K extends keyof api.HopscopeEventMap>(name: K, detail: api.HopscopeEventMap[K]["detail"]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** The property says what is in force, also after a filter was typed. */
  readonly #followFilter = (): void => {
    const { filter } = this.session.state.value;
    if (filter === this.#inForce) return;
    this.#inForce = this.filter = filter;
  };

  readonly #announceSelection = (): void => {
    const { selection } = this.session.state.value;
    if (selection === this.#selected) return;
    this.#selected = selection;
    if (selection !== undefined) this.#emit("hopscope-selection", { kind: selection.kind, id: selection.id ?? selection.index });
  };
}
