import { LitElement, html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { placeTerm } from "../app/place-terms.js";
import type { Place } from "../core/api.js";
import { WIRE, type Topology, type TopologyNode } from "../core/atlas.js";
import { bytes, count, counted, latency } from "../core/format.js";
import { rampStep } from "../render/latency-ramp.js";
import { along, flowsOf, headPath, lineWidth, routePath, routesOf, type Flow, type Route } from "../render/topology/edges.js";
import { LARGE, SMALL, layoutTopology, type Box, type TopologyLayout } from "../render/topology/layout.js";
import { topologyPictureStyles } from "./hopscope-topology-picture.styles.js";
import { icon, placeClass, placeGlyph, placeKindWords } from "./icons.js";
import { rampStyles } from "./ramp-styles.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";
import { vars } from "./vars.js";

/** With more lines than this, only drops are written beside them; everything else is told when one is pointed at. */
const MOST_WORDS = 70;
const LEAST_ZOOM = 0.15;
const READABLE = 0.72;
const LEAST_COMPACT = 0.9;
const MOST_ZOOM = 3;
const STEP = 1.25;

interface Pointed {
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * Places as boxes, the ways between them as lines: width for packets, colour for the median of a hop's latency, crosses where packets died.
 *
 * @event place-select - detail: id of the place
 * @event place-filter - a place was pressed twice; detail: its id
 * @event way-select - a line was pressed; detail: the edges in it
 * @event fold-toggle - detail: key of the fold
 */
@customElement("hopscope-topology-picture")
export class HopscopeTopologyPicture extends LitElement {
  static override styles = [shared, placeColours, rampStyles, topologyPictureStyles];

  /** Of the whole trace: it decides what stands where. */
  @property({ attribute: false }) whole!: Topology;
  /** What the lines are drawn by. */
  @property({ attribute: false }) shown!: Topology;
  @property({ attribute: false }) places: ReadonlyMap<string, Place> = new Map();
  @property({ attribute: false }) open: ReadonlySet<string> = new Set();
  @property() selected = "";
  /** Places without packets as well. */
  @property({ type: Boolean }) idle = false;
  /** As large as it is, without moving it; the wire is left out. */
  @property({ type: Boolean, reflect: true }) compact = false;

  @state() private focused = "";
  @state() private pointed: Pointed | undefined;
  @query(".frame") private frame!: HTMLElement;
  @query(".stage") private stage!: HTMLElement;

  #layout: TopologyLayout = layoutTopology([], [], new Set());
  #routes: readonly Route[] = [];
  #flows: ReadonlyMap<string, Flow> = new Map();
  #nodes: ReadonlyMap<string, TopologyNode> = new Map();
  #most = 1;
  #at = { x: 0, y: 0, zoom: 1 };
  /** Moved by hand: it stays where it was put. */
  #moved = false;
  readonly #sizes = new ResizeObserver(() => {
    if (!this.#moved) this.#fit();
  });

  override firstUpdated(): void {
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#sizes.observe(this);
  }

  /** Selects the next or the previous place. */
  step(by: 1 | -1): void {
    const ids = this.#layout.boxes.flatMap(({ id, fold }) => (fold === undefined ? [id] : []));
    const at = ids.indexOf(this.selected);
    const id = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
    if (id === undefined || id === this.selected) return;
    this.focused = id;
    this.dispatchEvent(new CustomEvent("place-select", { detail: id }));
  }

  focusPlaces(): void {
    this.renderRoot.querySelector<HTMLElement>(".box[tabindex='0']")?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("whole") || changed.has("open") || changed.has("idle") || changed.has("compact")) this.#lay();
    this.#flows = flowsOf(this.#layout, this.shown.edges);
    this.#nodes = new Map(this.shown.nodes.map((node) => [node.place.id, node]));
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("whole") || changed.has("idle")) this.#moved = false;
    if (!this.#moved) this.#fit();
  }

  #lay(): void {
    const { nodes, edges } = this.whole;
    const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const drawn = nodes.filter(({ place, journeys }) => (this.idle || journeys > 0 || ends.has(place.id)) && !(this.compact && place.id === WIRE.id));
    const places = drawn.map(({ place, machine, parent, journeys }) => ({ id: place.id, kind: place.kind, machine, parent, weight: journeys }));
    this.#layout = layoutTopology(places, edges, this.open, this.compact ? SMALL : LARGE);
    this.#routes = routesOf(this.#layout, edges);
    this.#most = Math.max(1, ...[...flowsOf(this.#layout, edges).values()].map(({ packets }) => packets));
    if (!this.#layout.boxes.some(({ id }) => id === this.focused)) this.focused = this.#layout.boxes[0]?.id ?? "";
  }

  override render(): TemplateResult {
    const { width, height, boxes } = this.#layout;
    return html`<div class="frame" @wheel=${this.#onWheel} @pointerdown=${this.#onGrab} @pointerleave=${this.#leave}>
        <div class="stage" ${vars({ "--width": `${width}px`, "--height": `${height}px` })}>
          <svg class="lines" width=${width} height=${height} aria-hidden="true">${this.#lines()}</svg>
          <div role="group" aria-label="Places" @keydown=${this.#onKey}>${boxes.map((box) => this.#box(box))}</div>
        </div>
      </div>
      ${this.compact ? nothing : this.#tools()}
      ${
        this.pointed === undefined
          ? nothing
          : html`<div class="tip" aria-hidden="true" ${vars({ "--tip-x": `${this.pointed.x}px`, "--tip-y": `${this.pointed.y}px` })}>
              <b>${this.pointed.title}</b>${this.pointed.lines.map((line) => html`<span>${line}</span>`)}
            </div>`
      }`;
  }

  #tools(): TemplateResult {
    const tool = (word: string, label: string, then: () => void): TemplateResult =>
      html`<button type="button" aria-label=${label} title=${label} @click=${then}>${word}</button>`;
    return html`<div class="zoom" role="group" aria-label="Size of the picture">
      ${tool("−", "Smaller", () => {
        this.#zoom(1 / STEP);
      })}${tool("+", "Larger", () => {
        this.#zoom(STEP);
      })}${tool("Fit", "Fit everything", () => {
        this.#moved = true;
        this.#fit(LEAST_ZOOM);
      })}
    </div>`;
  }

  #lines(): readonly SVGTemplateResult[] {
    const drawn = this.#routes.map((route) => ({ route, flow: this.#flows.get(route.key) }));
    const selected = this.#layout.boxOf.get(this.selected) ?? -1;
    const lines = drawn.map(({ route, flow }) => this.#line(route, flow, selected >= 0 && route.from !== selected && route.to !== selected));
    const words = drawn.length <= MOST_WORDS ? drawn : drawn.filter(({ flow }) => (flow?.drops ?? 0) > 0);
    return [...lines, ...words.map(({ route, flow }) => this.#words(route, flow))];
  }

  #line(route: Route, flow: Flow | undefined, aside: boolean): SVGTemplateResult {
    const width = flow === undefined ? 1 : lineWidth(flow.packets, this.#most);
    const colour = flow?.p50Ns === undefined ? "" : `r${rampStep(flow.p50Ns)}`;
    const path = routePath(route);
    return svg`<g
      class=${`line ${flow === undefined ? "idle" : colour}${aside ? " aside" : ""}`}
      @click=${() => {
        if (flow !== undefined) this.dispatchEvent(new CustomEvent("way-select", { detail: flow.edges }));
      }}
      @pointermove=${(event: PointerEvent) => {
        this.#point(event, this.#between(route), flow === undefined ? ["no packets under this filter"] : flowLines(flow));
      }}
      @pointerleave=${this.#leave}
    >
      <path class="way" d=${path} stroke-width=${width.toFixed(2)}></path>
      <path class="head" d=${headPath(route, width)}></path>
      <path class="target" d=${path}></path>
    </g>`;
  }

  /** The median once for both ways, at the busier; drops near the place that they did not reach. */
  #words(route: Route, flow: Flow | undefined): SVGTemplateResult {
    if (flow === undefined) return svg``;
    const back = this.#flows.get(`${route.to} ${route.from}`);
    const told =
      flow.p50Ns !== undefined && (back?.p50Ns === undefined || back.packets < flow.packets || (back.packets === flow.packets && route.from < route.to));
    const middle = along(route, 0.5);
    const end = along(route, 0.74);
    return svg`${told ? svg`<text x=${middle.x.toFixed(1)} y=${(middle.y + 4).toFixed(1)}>${latency(flow.p50Ns)}</text>` : nothing}
    ${flow.drops > 0 ? svg`<text class="bad" x=${end.x.toFixed(1)} y=${(end.y + (told ? -8 : 4)).toFixed(1)}>✕ ${count(flow.drops)}</text>` : nothing}`;
  }

  #box(box: Box): TemplateResult {
    const size = vars({ "--left": `${box.x}px`, "--top": `${box.y}px`, "--box": `${box.width}px`, "--tall": `${box.height}px` });
    const tabindex = box.id === this.focused ? "0" : "-1";
    if (box.fold !== undefined) return this.#foldBox(box, box.fold);
    const node = this.#nodes.get(box.id);
    if (node === undefined) return html``;
    const { place, drops, lost, journeys } = node;
    const names = `box ${placeClass(place.kind)} ${place.kind}${drops > 0 ? " dropped" : lost > 0 ? " lost" : ""}${journeys === 0 ? " quiet" : ""}`;
    return html`<button
      type="button"
      class=${names}
      data-id=${box.id}
      tabindex=${tabindex}
      aria-pressed=${box.id === this.selected ? "true" : "false"}
      ${size}
      @click=${() => {
        this.focused = box.id;
        this.dispatchEvent(new CustomEvent("place-select", { detail: box.id }));
      }}
      @dblclick=${() => {
        this.dispatchEvent(new CustomEvent("place-filter", { detail: box.id }));
      }}
      @contextmenu=${(event: MouseEvent) => {
        if (event.shiftKey) return;
        event.preventDefault();
        this.#menu(node, event.currentTarget as HTMLElement, event.clientX, event.clientY);
      }}
      @pointermove=${(event: PointerEvent) => {
        this.#point(event, place.name, nodeLines(node));
      }}
      @pointerleave=${this.#leave}
    >
      ${placeGlyph(place.kind)}<span>${place.name}</span><small aria-hidden="true">${this.#under(node)}</small
      ><span class="visually-hidden">, ${nodeLines(node).join(", ")}</span>
    </button>`;
  }

  #foldBox(box: Box, key: string): TemplateResult {
    const { members } = box;
    const drops = members.reduce((sum, id) => sum + (this.#nodes.get(id)?.drops ?? 0), 0);
    const words = members.length === 0 ? "Show fewer" : `+ ${count(members.length)} more`;
    return html`<button
      type="button"
      class=${drops > 0 ? "box fold dropped" : "box fold"}
      data-id=${box.id}
      tabindex=${box.id === this.focused ? "0" : "-1"}
      aria-expanded=${members.length === 0 ? "true" : "false"}
      ${vars({ "--left": `${box.x}px`, "--top": `${box.y}px`, "--box": `${box.width}px`, "--tall": `${box.height}px` })}
      @click=${() => {
        this.dispatchEvent(new CustomEvent("fold-toggle", { detail: key }));
      }}
    >
      ${icon(members.length === 0 ? "up" : "down")}<span>${words}</span><small>${drops > 0 ? counted(drops, "drop") : "places alike"}</small>
    </button>`;
  }

  /** What tells a place from its neighbours at once. */
  #under({ place: { id, kind }, drops, lost, journeys }: TopologyNode): string {
    const place = this.places.get(id);
    if (drops > 0) return `${counted(drops, "packet")} dropped`;
    if (lost > 0) return "cannot see further";
    const told = place?.container ?? place?.addresses[0];
    return told ?? (id === WIRE.id ? counted(journeys, "packet") : placeKindWords(kind));
  }

  #between(route: Route): string {
    const name = (at: number): string => {
      const box = this.#layout.boxes[at];
      return box === undefined ? "" : box.fold === undefined ? (this.#nodes.get(box.id)?.place.name ?? "") : counted(box.members.length, "place");
    };
    return `${name(route.from)} → ${name(route.to)}`;
  }

  #menu(node: TopologyNode, from: HTMLElement, x: number, y: number): void {
    ask(this, "ui-value-menu", { values: [{ label: "place", term: placeTerm(node), text: node.place.name }], at: 0, x, y, from });
  }

  #point(event: PointerEvent, title: string, lines: readonly string[]): void {
    const box = this.getBoundingClientRect();
    const x = Math.min(event.clientX - box.left + 14, Math.max(0, box.width - 230));
    const y = event.clientY - box.top;
    this.pointed = { x, y: y > box.height - 120 ? Math.max(0, y - 110) : y + 16, title, lines };
  }

  readonly #leave = (): void => {
    this.pointed = undefined;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { boxes } = this.#layout;
    const from = boxes.find(({ id }) => id === this.focused);
    if (from === undefined) return;
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      const node = this.#nodes.get(from.id);
      const { left, bottom } = (event.target as HTMLElement).getBoundingClientRect();
      if (node === undefined) return;
      event.preventDefault();
      this.#menu(node, event.target as HTMLElement, left, bottom);
      return;
    }
    const to = next(boxes, from, event.key);
    if (to === undefined) {
      const zoom = ({ "+": STEP, "-": 1 / STEP } as const)[event.key];
      if (zoom === undefined || this.compact) return;
      this.#zoom(zoom);
    } else {
      this.focused = to.id;
      void this.updateComplete.then(() => {
        this.focusPlaces();
        this.#reveal(to);
      });
    }
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onWheel = (event: WheelEvent): void => {
    if (this.compact) return;
    event.preventDefault();
    const box = this.frame.getBoundingClientRect();
    this.#zoom(Math.exp(-event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 0.05 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
  };

  readonly #onGrab = (event: PointerEvent): void => {
    const onBox = event.composedPath().some((target) => target instanceof HTMLButtonElement);
    if (event.button !== 0 || onBox || this.compact) return;
    const { frame } = this;
    const start = { ...this.#at, px: event.clientX, py: event.clientY };
    let held = false;
    const move = (at: PointerEvent): void => {
      const [dx, dy] = [at.clientX - start.px, at.clientY - start.py];
      if (!held && Math.hypot(dx, dy) < 4) return;
      // only now: a pointer that is captured presses nothing
      if (!held) frame.setPointerCapture(event.pointerId);
      held = true;
      frame.classList.add("held");
      this.#moved = true;
      this.#at = { ...this.#at, x: start.x + dx, y: start.y + dy };
      this.#show();
    };
    const end = (): void => {
      frame.classList.remove("held");
      frame.removeEventListener("pointermove", move);
      frame.removeEventListener("pointerup", end);
      frame.removeEventListener("pointercancel", end);
    };
    frame.addEventListener("pointermove", move);
    frame.addEventListener("pointerup", end);
    frame.addEventListener("pointercancel", end);
  };

  #zoom(by: number, x = this.frame.clientWidth / 2, y = this.frame.clientHeight / 2): void {
    const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, this.#at.zoom * by));
    const share = zoom / this.#at.zoom;
    this.#moved = true;
    this.#at = { zoom, x: x - (x - this.#at.x) * share, y: y - (y - this.#at.y) * share };
    this.#show();
  }

  /** By itself it gets no smaller than can be read. */
  #fit(least = READABLE): void {
    const { clientWidth, clientHeight } = this.frame;
    const { width, height } = this.#layout;
    if (clientWidth === 0 || clientHeight === 0) return;
    if (this.compact) {
      this.stage.style.setProperty("--zoom", String(Math.min(1, Math.max(LEAST_COMPACT, clientWidth / width))));
      return;
    }
    const zoom = Math.min(1.15, Math.max(least, Math.min(clientWidth / width, clientHeight / height)));
    this.#at = { zoom, x: Math.max(0, (clientWidth - width * zoom) / 2), y: Math.max(0, (clientHeight - height * zoom) / 2) };
    this.#show();
  }

  /** The box that has the focus is in sight. */
  #reveal({ x, y, width, height }: Box): void {
    if (this.compact) return;
    const { clientWidth, clientHeight } = this.frame;
    const { zoom } = this.#at;
    const shift = (at: number, from: number, size: number, room: number): number => Math.min(Math.max(at, 8 - from * zoom), room - 8 - (from + size) * zoom);
    const moved = { zoom, x: shift(this.#at.x, x, width, clientWidth), y: shift(this.#at.y, y, height, clientHeight) };
    if (moved.x === this.#at.x && moved.y === this.#at.y) return;
    this.#moved = true;
    this.#at = moved;
    this.#show();
  }

  #show(): void {
    const { style } = this.stage;
    style.setProperty("--x", `${this.#at.x}px`);
    style.setProperty("--y", `${this.#at.y}px`);
    style.setProperty("--zoom", String(this.#at.zoom));
  }
}

/** The box that an arrow key leads to: above or below in the same column, or the nearest in the next. */
function next(boxes: readonly Box[], from: Box, key: string): Box | undefined {
  const columns = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[key];
  if (columns !== undefined) {
    const beside = boxes.filter(({ column }) => column === from.column + columns);
    return beside.reduce<Box | undefined>((best, box) => (best === undefined || Math.abs(box.y - from.y) < Math.abs(best.y - from.y) ? box : best), undefined);
  }
  const column = boxes.filter((box) => box.column === from.column);
  const at = column.indexOf(from);
  const to = ({ ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: column.length - 1 } as const)[key];
  return to === undefined ? undefined : column[Math.max(0, to)];
}

export function nodeLines({ place, journeys, drops, lost, inside }: TopologyNode): readonly string[] {
  return [
    placeKindWords(place.kind),
    counted(journeys, "packet"),
    ...(drops > 0 ? [`${count(drops)} dropped`] : []),
    ...(lost > 0 ? [`${count(lost)} lost sight of`] : []),
    ...(inside === undefined ? [] : [`inside ${latency(inside.p50Ns)}, p95 ${latency(inside.p95Ns)}`]),
  ];
}

export function flowLines({ packets, bytes: size, drops, p50Ns, p95Ns, slowest, edges }: Flow): readonly string[] {
  return [
    `${counted(packets, "packet")}, ${bytes(size)}`,
    ...(p50Ns === undefined || p95Ns === undefined
      ? []
      : [`hop ${edges.length > 1 ? "≈" : ""}${latency(p50Ns)}, p95 ${edges.length > 1 ? "up to " : ""}${latency(p95Ns)}`]),
    ...(slowest === undefined ? [] : [`slowest ${latency(slowest.latencyNs)}`]),
    ...(drops > 0 ? [`${count(drops)} dropped`] : []),
  ];
}
