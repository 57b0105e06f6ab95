import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { narrowed } from "../app/filter-terms.js";
import { placeTerm } from "../app/place-terms.js";
import type { Selection, TraceSession } from "../app/session.js";
import { StoreController } from "../app/store-controller.js";
import type { Place, TraceSummary } from "../core/api.js";
import { WIRE, type DropTimes, type Topology, type TopologyEdge, type TopologyNode } from "../core/atlas.js";
import { count, counted } from "../core/format.js";
import { FilteredAnswer } from "./filtered-answer.js";
import "./hopscope-place-detail.js";
import "./hopscope-split.js";
import "./hopscope-topology-picture.js";
import type { HopscopeTopologyPicture } from "./hopscope-topology-picture.js";
import { nothingFits } from "./nothing-fits.js";
import { noJourneys } from "./no-journeys.js";
import { sessionViewStyles } from "./session-views.styles.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

interface Shown {
  readonly topology: Topology;
  readonly drops: DropTimes;
}

/** The places of the trace and what went between them, from the wire to the inside of the host. */
@customElement("hopscope-topology")
export class HopscopeTopology extends LitElement {
  static override styles = [
    shared,
    sessionViewStyles,
    css`
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        margin-inline-start: auto;
      }

      hopscope-topology-picture,
      hopscope-place-detail {
        height: 100%;
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) summary!: TraceSummary;

  @state() private whole: Topology | undefined;
  @state() private places: ReadonlyMap<string, Place> = new Map();
  @state() private failed = "";
  @state() private open: ReadonlySet<string> = new Set();
  @state() private idle = false;
  /** What was chosen last: a place by its id, or lines. */
  @state() private chosen = "";
  @state() private ways: readonly TopologyEdge[] | undefined;
  @query("hopscope-topology-picture") private picture!: HopscopeTopologyPicture | null;

  #answer: FilteredAnswer<Shown> | undefined;
  #selection: StoreController<TraceSession["state"]["value"], Selection | undefined> | undefined;
  #followed: Selection | undefined;

  /** The next or the previous place, as they stand in the picture. */
  step(by: 1 | -1): void {
    this.picture?.step(by);
  }

  async focusRows(): Promise<void> {
    await this.updateComplete;
    await this.picture?.updateComplete;
    this.picture?.focusPlaces();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.#selection ??= new StoreController(this, this.session.state, ({ selection }) => selection);
    if (changed.has("session") || changed.has("summary")) {
      const { session } = this;
      const asked = {
        session,
        view: "topology",
        ask: async (query: { readonly filter?: string }): Promise<Shown> => ({
          topology: await session.topology(query),
          drops: await session.dropTimes({ ...query, slices: 1 }),
        }),
      } as const;
      void this.#load(this.summary);
      if (this.#answer === undefined) this.#answer = new FilteredAnswer<Shown>(this, asked);
      else this.#answer.show(asked);
    }
    const selection = this.#selection.value;
    if (selection !== this.#followed) {
      this.#followed = selection;
      const id = selection?.kind === "place" ? (selection.id ?? [...this.places.keys()][selection.index]) : undefined;
      if (id !== undefined) [this.chosen, this.ways] = [id, undefined];
    }
  }

  override render(): TemplateResult {
    const answer = this.#answer;
    const { whole, summary } = this;
    return html`<div class="tools">
        <h1>Topology</h1>
        <small>${this.#howMany()}</small>
        ${answer === undefined || answer.failed === "" ? nothing : html`<small class="lost">The filter could not be applied: ${answer.failed}</small>`}
        ${this.#idleChoice()}
        <small class="key">width: packets, colour: median hop latency</small>
      </div>
      ${
        summary.journeys === 0
          ? noJourneys(summary, "A topology is drawn from the ways of packets between places.")
          : this.failed !== ""
            ? html`<p class="failed" role="alert">The places could not be read: ${this.failed}</p>`
            : whole === undefined || answer?.value === undefined
              ? html`<p class="none" role="status">–</p>`
              : this.#content(whole, answer.value, answer)
      }`;
  }

  #howMany(): string {
    const { whole } = this;
    const answer = this.#answer;
    if (whole === undefined || answer === undefined) return "";
    if (answer.busy) return "filtering…";
    const drawn = whole.nodes.filter(({ journeys, place }) => journeys > 0 && place.id !== WIRE.id).length;
    const fits =
      answer.fits === undefined ? counted(this.summary.journeys, "journey") : `${count(answer.fits)} of ${counted(this.summary.journeys, "journey")}`;
    return `${counted(drawn, "place")}, ${fits}`;
  }

  #idleChoice(): TemplateResult | typeof nothing {
    const ends = new Set((this.whole?.edges ?? []).flatMap(({ from, to }) => [from, to]));
    const idle = (this.whole?.nodes ?? []).filter(({ journeys, place }) => journeys === 0 && !ends.has(place.id)).length;
    if (idle === 0) return nothing;
    return html`<button
      class="link"
      type="button"
      aria-pressed=${this.idle ? "true" : "false"}
      @click=${() => {
        this.idle = !this.idle;
      }}
    >
      ${this.idle ? "Hide" : "Show"} ${count(idle)} without packets
    </button>`;
  }

  #content(whole: Topology, { topology, drops }: Shown, { fits, filter }: FilteredAnswer<Shown>): TemplateResult {
    if (fits === 0) return nothingFits(this, filter, this.summary.journeys, "journeys");
    const nodes = new Map(topology.nodes.map((node) => [node.place.id, node]));
    return html`<hopscope-split name="topology-share" label="Size of the place's detail" .share=${34} dock="right" open>
      <hopscope-topology-picture
        role="region"
        aria-label=${sentence(topology)}
        .whole=${whole}
        .shown=${topology}
        .places=${this.places}
        .open=${this.open}
        .selected=${this.chosen}
        ?idle=${this.idle}
        @place-select=${this.#select}
        @place-filter=${(event: CustomEvent<string>) => {
          this.#filter(placeTermOf(nodes.get(event.detail)));
        }}
        @way-select=${(event: CustomEvent<readonly TopologyEdge[]>) => {
          [this.ways, this.chosen] = [event.detail, ""];
        }}
        @fold-toggle=${this.#toggle}
      ></hopscope-topology-picture>
      ${this.#detail(nodes, topology, drops)}
    </hopscope-split>`;
  }

  #detail(nodes: ReadonlyMap<string, TopologyNode>, { edges }: Topology, drops: DropTimes): TemplateResult {
    const node = nodes.get(this.chosen);
    const ways = this.ways?.flatMap(({ from, to }) => edges.filter((edge) => edge.from === from && edge.to === to));
    const of = node?.place.id;
    return html`<hopscope-place-detail
      slot="second"
      role="region"
      aria-label=${node?.place.name ?? "Ways between places"}
      .node=${node}
      .place=${of === undefined ? undefined : this.places.get(of)}
      .nodes=${nodes}
      .edges=${node === undefined ? (ways ?? edges) : edges.filter(({ from, to }) => from === of || to === of)}
      .drops=${of === undefined ? [] : drops.rows.filter(({ place }) => place.id === of)}
      .heading=${ways === undefined ? "Ways between places" : "This way"}
      ?everything=${node === undefined && ways === undefined}
      @term-filter=${(event: CustomEvent<string>) => {
        this.#filter(event.detail);
      }}
      @term-journeys=${(event: CustomEvent<string | undefined>) => {
        this.#filter(event.detail);
        ask(this, "ui-view", "journeys");
      }}
      @journey-open=${(event: CustomEvent<number>) => {
        ask(this, "ui-go", { kind: "journey", index: event.detail });
      }}
      @place-select=${this.#select}
    ></hopscope-place-detail>`;
  }

  readonly #select = (event: CustomEvent<string>): void => {
    const id = event.detail;
    [this.chosen, this.ways] = [id, undefined];
    const index = [...this.places.keys()].indexOf(id);
    if (index >= 0) this.session.select({ kind: "place", index, id });
    else if (this.session.state.value.selection?.kind === "place") this.session.select(undefined);
  };

  readonly #toggle = (event: CustomEvent<string>): void => {
    const open = new Set(this.open);
    if (!open.delete(event.detail)) open.add(event.detail);
    this.open = open;
  };

  #filter(term: string | undefined): void {
    if (term !== undefined) ask(this, "ui-filter", narrowed(this.session.state.value.filter, term));
  }

  async #load(summary: TraceSummary): Promise<void> {
    [this.whole, this.failed] = [undefined, ""];
    if (summary.journeys === 0) return;
    try {
      const [whole, places] = await Promise.all([this.session.topology(), this.session.places()]);
      if (this.summary !== summary) return;
      this.whole = whole;
      this.places = new Map(places.map((place) => [place.id, place]));
    } catch (e) {
      if (this.summary === summary) this.failed = e instanceof Error ? e.message : String(e);
    }
  }
}

function placeTermOf(node: TopologyNode | undefined): string | undefined {
  return node === undefined ? undefined : placeTerm(node);
}

/** The picture in one sentence; the table beside it has every figure. */
function sentence({ nodes, edges }: Topology): string {
  const places = nodes.filter(({ journeys }) => journeys > 0).length;
  const drops = nodes.reduce((sum, node) => sum + node.drops, 0);
  return `Picture of ${counted(places, "place")} and ${counted(edges.length, "way")} between them, ${counted(drops, "packet")} dropped`;
}
