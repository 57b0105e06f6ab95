import type { TraceSource, TraceSummary } from "../core/api.js";
import type { CacheFacts, RecentTrace } from "../core/kept.js";
import { Store } from "../core/store.js";
import { traceSpanNs } from "../core/format.js";
import type { EngineClient } from "./engine-client.js";
import { handlesOf } from "./file-handles.js";
import { changeTrace, forgetEverything, forgetTraces, keepsTraces, keptTraces, noteTrace, setKeepsTraces, type KeptTraces } from "./kept-traces.js";

export interface RecentState extends KeptTraces {
  /** Traces opened from now on are kept: what was chosen. */
  readonly keep: boolean;
  /** The browser lets nothing be kept. */
  readonly refused: boolean;
  /** The index of the open trace. */
  readonly open: CacheFacts | undefined;
}

type Shown = NonNullable<RecentTrace["shown"]>;

/** Bars of a list entry's picture. */
const SLICES = 24;
/** Characters of all texts kept with a trace. */
const MAX_TEXT = 4 << 20;
const WRITE_AFTER_MS = 1000;

/** The traces that were opened in this browser, and what is kept of them. */
export class RecentTraces {
  readonly state = new Store<RecentState>({ traces: [], indexes: new Map(), keep: keepsTraces(), refused: false, open: undefined });
  #key: string | undefined;
  #sideCars: RecentTrace["sideCars"] = [];
  #shown: Shown | undefined;
  #writing: ReturnType<typeof setTimeout> | undefined;

  async refresh(): Promise<void> {
    const kept = await keptTraces();
    this.state.update({ traces: kept?.traces ?? [], indexes: kept?.indexes ?? new Map<string, number>(), refused: kept === undefined });
  }

  /** Keeps the trace that was just opened, and lists it. `current` says whether it still is open. */
  async follow(
    client: EngineClient,
    summary: TraceSummary,
    sources: readonly TraceSource[],
    sideCars: RecentTrace["sideCars"],
    current: () => boolean,
  ): Promise<void> {
    this.#sideCars = sideCars;
    const [open, facts] = await Promise.all([client.call("keep"), client.call("facts", SLICES)]);
    if (!current()) return;
    this.state.update({ open });
    if (open.content === undefined || !this.state.value.keep) return;
    const handles = handlesOf(sources);
    const url = addressOf(sources);
    await noteTrace({
      key: open.content,
      name: summary.name,
      files: sources.flatMap((source) => (source instanceof Blob ? [{ name: source instanceof File ? source.name : summary.name, size: source.size }] : [])),
      durationNs: traceSpanNs(summary),
      events: summary.events,
      journeys: summary.journeys,
      dropped: summary.drops,
      rates: [...facts.events],
      opened: Date.now(),
      ...(handles && { handles }),
      ...(url !== undefined && { url }),
      ...(this.#shown && { shown: this.#shown }),
      sideCars: this.#sideCars,
    });
    if (current()) this.#key = open.content;
    await this.refresh();
  }

  /** A listing was brought to the open trace. */
  brought(text: string, name: string | undefined): void {
    const all = [...this.#sideCars, { text, ...(name !== undefined && { name }) }];
    if (all.reduce((sum, one) => sum + one.text.length, 0) > MAX_TEXT) return;
    this.#sideCars = all;
    if (this.#key !== undefined) void changeTrace(this.#key, { sideCars: all });
  }

  /** How the open trace is looked at. Written when it has not changed for a moment. */
  shows(shown: Shown): void {
    if (JSON.stringify(shown) === JSON.stringify(this.#shown)) return;
    this.#shown = shown;
    this.#writing ??= setTimeout(() => {
      this.#write();
    }, WRITE_AFTER_MS);
  }

  /** The trace is being closed. */
  leave(): void {
    this.#write();
    this.#key = undefined;
    this.#shown = undefined;
    this.#sideCars = [];
    if (this.state.value.open !== undefined) this.state.update({ open: undefined });
  }

  async remove(key: string): Promise<void> {
    await forgetTraces([key]);
    await this.refresh();
  }

  /** What was kept before stays; it can be removed. */
  setKeep(keep: boolean): void {
    setKeepsTraces(keep);
    this.state.update({ keep });
  }

  async forgetEverything(): Promise<void> {
    this.#key = undefined;
    await forgetEverything();
    await this.refresh();
  }

  #write(): void {
    clearTimeout(this.#writing);
    this.#writing = undefined;
    if (this.#key !== undefined && this.#shown !== undefined) void changeTrace(this.#key, { shown: this.#shown });
  }
}

/** Of one file of this site. */
function addressOf([source, ...others]: readonly TraceSource[]): string | undefined {
  if (others.length > 0 || source === undefined || source instanceof Blob || !URL.canParse(source, document.baseURI)) return undefined;
  const url = new URL(source, document.baseURI);
  return url.origin === location.origin ? url.href : undefined;
}

/** Whether these can be the files of that trace: then it may be shown as it was left. */
export function mayBe({ files }: RecentTrace, picked: readonly Blob[]): boolean {
  const sizes = (list: readonly { readonly size: number }[]): string =>
    list
      .map(({ size }) => size)
      .sort((a, b) => a - b)
      .join();
  return sizes(files) === sizes(picked);
}
