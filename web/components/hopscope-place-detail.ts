import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { hopTerm, placeTerm, dropTerm } from "../app/place-terms.js";
import type { Place } from "../core/api.js";
import { WIRE, type DropTimesRow, type TopologyEdge, type TopologyNode } from "../core/atlas.js";
import { bytes, count, counted, latency } from "../core/format.js";
import { icon, placeKindWords } from "./icons.js";
import { placeLabel } from "./place-label.js";
import { placeColours, shared } from "./shared-styles.js";

/** More ways than these are told by nobody's ear or eye. */
const MOST_WAYS = 200;

/**
 * One place of the topology with what is known of it, or some of the ways between places: also the picture in words.
 *
 * @event term-filter - detail: the term to narrow the filter by
 * @event term-journeys - detail: the same, and the journeys are to be shown
 * @event journey-open - detail: id of a journey
 * @event place-select - detail: id of a place, "" for none
 */
@customElement("hopscope-place-detail")
export class HopscopePlaceDetail extends LitElement {
  static override styles = [
    shared,
    placeColours,
    css`
      :host {
        display: block;
        overflow: auto;
        background: var(--panel);
        container-type: inline-size;
      }

      @container (max-width: 479px) {
        .size {
          display: none;
        }
      }

      header {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
        padding: 8px 12px;
        border-bottom: 1px solid var(--line);
      }

      header .end {
        margin-inline-start: auto;
      }

      h2 {
        overflow-wrap: anywhere;
      }

      h2 .icon {
        margin-inline-end: 8px;
      }

      dl {
        display: grid;
        grid-template-columns: 96px minmax(0, 1fr);
        gap: 4px 8px;
        padding: 10px 12px;
      }

      dt {
        color: var(--t3);
      }

      dd {
        overflow-wrap: anywhere;
      }

      h3 {
        padding: 8px 12px 2px;
        border-top: 1px solid var(--line);
      }

      .wide {
        overflow-x: auto;
      }

      table {
        width: 100%;
        border-collapse: collapse;
      }

      th,
      td {
        padding: 2px 6px;
        text-align: start;
      }

      thead th {
        color: var(--t3);
        font-size: 11.5px;
        font-weight: 400;
        white-space: nowrap;
      }

      th.num {
        text-align: end;
      }

      tbody th {
        min-width: 116px;
        font-weight: 400;
        overflow-wrap: anywhere;
      }

      th:first-child,
      td:first-child {
        padding-inline-start: 12px;
      }

      tbody tr:hover {
        background: var(--hover);
      }

      ul {
        padding: 0 12px 10px;
      }

      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 10px;
        align-items: baseline;
      }

      p {
        padding: 8px 12px;
        color: var(--t2);
      }
    `,
  ];

  @property({ attribute: false }) node: TopologyNode | undefined;
  @property({ attribute: false }) place: Place | undefined;
  @property({ attribute: false }) nodes: ReadonlyMap<string, TopologyNode> = new Map();
  /** Those of the place, or those that were chosen. */
  @property({ attribute: false }) edges: readonly TopologyEdge[] = [];
  @property({ attribute: false }) drops: readonly DropTimesRow[] = [];
  /** What the ways are called where no place is shown. */
  @property() heading = "";
  /** All ways are shown: nothing to go back from. */
  @property({ type: Boolean }) everything = false;

  override render(): TemplateResult {
    const { node } = this;
    return html`<header>
        <h2>${node === undefined ? this.heading : placeLabel(node.place)}</h2>
        ${node === undefined ? nothing : html`<small>${placeKindWords(node.place.kind)}</small>`}
        ${this.everything ? nothing : this.#button("end plain", html`${icon("close")}<span class="visually-hidden">Show all ways again</span>`, "place-select", "")}
      </header>
      ${node === undefined ? nothing : this.#facts(node)} ${this.drops.length === 0 ? nothing : this.#drops()} ${this.#ways()}`;
  }

  #facts(node: TopologyNode): TemplateResult {
    const { place } = this;
    const term = placeTerm(node);
    const parent = node.parent === undefined ? undefined : this.nodes.get(node.parent);
    const other = node.names.filter((name) => name !== node.place.name);
    const fact = (name: string, value: unknown, mono = false): TemplateResult | typeof nothing =>
      value === undefined || value === ""
        ? nothing
        : html`<dt>${name}</dt>
            <dd class=${mono ? "mono" : ""}>${value}</dd>`;
    return html`<dl>
        ${fact("also called", other.join(", "))}
        ${fact("on switch", parent === undefined ? undefined : this.#button("link", parent.place.name, "place-select", parent.place.id))}
        ${fact("addresses", place?.addresses.join(", "), true)} ${fact("MAC", place?.mac, true)} ${fact("container", place?.container)}
        ${fact("network", place?.network)} ${fact("compartment", place?.compartment)} ${fact("interface", place?.interfaceIndex)}
        ${fact("GUID", place?.guid, true)} ${fact("machine", node.machine)} ${fact("journeys", count(node.journeys))}
        ${fact("frames", place === undefined || place.packets === 0 ? undefined : `${count(place.packets)}, ${bytes(place.bytes)} in the whole trace`)}
        ${fact("lost sight", node.lost === 0 ? undefined : count(node.lost))}
        ${fact("inside", node.inside === undefined ? undefined : `${latency(node.inside.p50Ns)}, p95 ${latency(node.inside.p95Ns)}`)}
      </dl>
      ${
        term === undefined
          ? nothing
          : html`<p>
              ${this.#button("", html`${icon("funnel")}Filter by this place`, "term-filter", term)}
              ${this.#button("", html`${icon("journeys")}Its journeys`, "term-journeys", term)}
            </p>`
      }`;
  }

  #drops(): TemplateResult {
    return html`<h3>Dropped</h3>
      <ul>
        ${this.drops.map(
          (row) =>
            html`<li>
              <span class="bad">${icon("dropped")} ${count(row.count)}</span><span>${row.reason}${row.location === undefined ? "" : `, ${row.location}`}</span>
              ${this.#button("link", `journey #${count(row.firstJourney)}`, "journey-open", row.firstJourney)}
              ${this.#button("link", "all of them", "term-journeys", dropTerm(row))}
            </li>`,
        )}
      </ul>`;
  }

  #ways(): TemplateResult {
    const sorted = [...this.edges].sort((a, b) => (this.node === undefined ? b.packets - a.packets : (b.latency?.p95Ns ?? 0) - (a.latency?.p95Ns ?? 0)));
    if (sorted.length === 0) return html`<p>No packet went this way.</p>`;
    return html`${this.node === undefined ? nothing : html`<h3>Hops, the slowest first</h3>`}
      <div class="wide">
        <table aria-label=${this.node === undefined ? this.heading : `Hops of ${this.node.place.name}`}>
          <thead>
            <tr>
              <th scope="col">hop</th>
              <th scope="col" class="num">packets</th>
              <th scope="col" class="num size">bytes</th>
              <th scope="col" class="num">p50</th>
              <th scope="col" class="num">p95</th>
              <th scope="col" class="num">slowest</th>
              <th scope="col" class="num">dropped</th>
            </tr>
          </thead>
          <tbody>
            ${sorted.slice(0, MOST_WAYS).map((edge) => this.#way(edge))}
          </tbody>
        </table>
      </div>
      ${sorted.length > MOST_WAYS ? html`<p>and ${count(sorted.length - MOST_WAYS)} more with fewer packets</p>` : nothing}`;
  }

  #way({ from, to, packets, bytes: size, latency: stats, slowest, drops }: TopologyEdge): TemplateResult {
    const [a, b] = [this.nodes.get(from), this.nodes.get(to)];
    const [here, there] = [wayEnd(a), wayEnd(b)];
    const term = a === undefined || b === undefined ? undefined : hopTerm(a, b);
    return html`<tr>
      <th scope="row">${here} → ${there}</th>
      <td class="num">
        ${term === undefined ? count(packets) : this.#button("link", count(packets), "term-journeys", term, `${counted(packets, "packet")} from ${here} to ${there}, show their journeys`)}
      </td>
      <td class="num t2 size">${bytes(size)}</td>
      <td class="num">${stats === undefined ? "" : latency(stats.p50Ns)}</td>
      <td class="num">${stats === undefined ? "" : latency(stats.p95Ns)}</td>
      <td class="num">
        ${slowest === undefined || stats === undefined ? "" : this.#button("link", latency(slowest.latencyNs), "journey-open", slowest.journey, `slowest ${latency(slowest.latencyNs)}, open journey #${count(slowest.journey)}`)}
      </td>
      <td class=${drops > 0 ? "num bad" : "num t3"}>${drops > 0 ? html`${icon("dropped")} ${count(drops)}` : "0"}</td>
    </tr>`;
  }

  #button(kind: string, words: unknown, event: string, detail: unknown, label?: string): TemplateResult {
    return html`<button
      class=${kind}
      type="button"
      aria-label=${label ?? nothing}
      @click=${() => {
        this.dispatchEvent(new CustomEvent(event, { detail }));
      }}
    >
      ${words}
    </button>`;
  }
}

/** Switches are often called like the host's card on them. */
function wayEnd(node: TopologyNode | undefined): string {
  const { name, kind } = node?.place ?? WIRE;
  return kind === "switch" ? `${name} (switch)` : name;
}
