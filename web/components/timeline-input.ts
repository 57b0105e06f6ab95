import { brushPx } from "../render/timeline/draw-strip.js";
import { nsAt, panned, wholeRange, zoomed, type TimeRange, type TimeScale } from "../render/timeline/time-range.js";
import type { TimelineStage } from "./timeline-stage.js";

/** Movement below which a press is a click. */
const STILL_PX = 4;
const EDGE_PX = 5;

export interface InputHost {
  readonly stage: TimelineStage;
  /** Whether there are more lanes than fit: then the wheel alone scrolls them. */
  readonly scrolls: () => boolean;
  readonly clicked: (x: number, y: number) => void;
  readonly measured: (range: TimeRange | undefined) => void;
}

interface Pinch {
  readonly apart: number;
  readonly ns: number;
  readonly range: TimeRange;
}

/** Pointer, wheel and touch on the lanes, the axis and the strip. */
export class TimelineInput {
  readonly #host: InputHost;
  readonly #touches = new Map<number, { x: number; y: number }>();
  #drag: { readonly kind: "pan" | "select"; readonly x: number; readonly y: number; readonly range: TimeRange; moved: boolean } | undefined;
  #brush: { readonly kind: "move" | "from" | "to" | "new"; readonly ns: number; readonly range: TimeRange; readonly x: number; moved: boolean } | undefined;
  #pinch: Pinch | undefined;

  constructor(host: InputHost) {
    this.#host = host;
  }

  readonly lanesDown = (event: PointerEvent): void => {
    this.#down(event, event.shiftKey ? "select" : "pan");
  };

  readonly axisDown = (event: PointerEvent): void => {
    this.#down(event, "select");
  };

  readonly move = (event: PointerEvent): void => {
    const { stage } = this.#host;
    const [x, y] = place(event);
    const onAxis = (event.currentTarget as HTMLElement).classList.contains("axis");
    if (this.#touches.has(event.pointerId)) this.#touches.set(event.pointerId, { x, y });
    if (this.#pinch !== undefined && this.#touches.size === 2) {
      this.#onPinch(this.#pinch);
      return;
    }
    stage.pointAt({ x, y: onAxis ? NaN : y });
    const drag = this.#drag;
    if (drag === undefined) return;
    drag.moved ||= Math.abs(x - drag.x) > STILL_PX || Math.abs(y - drag.y) > STILL_PX;
    if (!drag.moved) return;
    const scale: TimeScale = { ...drag.range, width: stage.scale.width };
    if (drag.kind === "pan") stage.show(panned(drag.range, nsAt(scale, drag.x) - nsAt(scale, x), stage.whole));
    else stage.select(ordered(nsAt(scale, drag.x), nsAt(scale, Math.min(scale.width, Math.max(0, x)))));
  };

  readonly up = (event: PointerEvent): void => {
    const { stage } = this.#host;
    const drag = this.#drag;
    this.#touches.delete(event.pointerId);
    if (this.#touches.size < 2) this.#pinch = undefined;
    this.#drag = undefined;
    if (drag === undefined || event.type === "pointercancel") return;
    const [x, y] = place(event);
    if (!drag.moved) {
      if (drag.kind === "pan") this.#host.clicked(x, y);
      stage.select(undefined);
      this.#host.measured(undefined);
    } else if (drag.kind === "select") {
      const scale: TimeScale = { ...drag.range, width: stage.scale.width };
      this.#host.measured(ordered(nsAt(scale, drag.x), nsAt(scale, Math.min(scale.width, Math.max(0, x)))));
    }
  };

  readonly leave = (): void => {
    if (this.#drag === undefined) this.#host.stage.pointAt(undefined);
  };

  readonly doubled = (event: MouseEvent): void => {
    const { stage } = this.#host;
    stage.zoom(event.shiftKey ? 4 : 0.25, nsAt(stage.scale, place(event)[0]));
  };

  /** Ctrl, or a pinch on a touch pad, zooms; Shift or sideways pans; the plain wheel zooms where there is nothing to scroll. */
  readonly wheel = (event: WheelEvent): void => {
    const { stage } = this.#host;
    const line = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1;
    const [dx, dy] = [event.deltaX * line, event.deltaY * line];
    const sideways = event.shiftKey && dx === 0 ? dy : dx;
    if (event.ctrlKey || event.metaKey || (!event.shiftKey && Math.abs(dy) >= Math.abs(dx) && !this.#host.scrolls())) {
      event.preventDefault();
      // a pinch comes in steps of a few px, a wheel in steps of about a hundred
      const strength = event.ctrlKey && Math.abs(dy) < 40 ? 0.012 : 0.0022;
      stage.zoom(Math.exp(Math.max(-1.2, Math.min(1.2, dy * strength))), nsAt(stage.scale, place(event)[0]));
    } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : dy)) {
      event.preventDefault();
      stage.pan(sideways / Math.max(1, stage.scale.width));
    }
  };

  readonly stripDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const { stage } = this.#host;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const [x] = place(event);
    const scale = this.#stripScale;
    const [from, to] = brushPx(scale, stage.range);
    const whole = to - from > scale.width * 0.97;
    const kind = whole ? "new" : Math.abs(x - from) < EDGE_PX ? "from" : Math.abs(x - to) < EDGE_PX ? "to" : x > from && x < to ? "move" : "new";
    this.#brush = { kind, ns: nsAt(scale, x), range: stage.range, x, moved: false };
  };

  readonly stripMove = (event: PointerEvent): void => {
    const { stage } = this.#host;
    const [x] = place(event);
    const ns = nsAt(this.#stripScale, x);
    stage.pointAt(undefined);
    const brush = this.#brush;
    if (brush === undefined) return;
    brush.moved ||= Math.abs(x - brush.x) > STILL_PX;
    if (!brush.moved) return;
    const { fromNs, toNs } = brush.range;
    if (brush.kind === "move") stage.show(panned(brush.range, ns - brush.ns, stage.whole));
    else stage.show(ordered(brush.kind === "to" ? fromNs : brush.kind === "from" ? toNs : brush.ns, ns));
  };

  readonly stripUp = (event: PointerEvent): void => {
    const { stage } = this.#host;
    const brush = this.#brush;
    this.#brush = undefined;
    if (brush === undefined || brush.moved || event.type === "pointercancel") return;
    const half = (brush.range.toNs - brush.range.fromNs) / 2;
    if (brush.kind === "new") stage.show({ fromNs: brush.ns - half, toNs: brush.ns + half });
  };

  get #stripScale(): TimeScale {
    const { stage } = this.#host;
    return { ...wholeRange(stage.whole), width: stage.scale.width };
  }

  #down(event: PointerEvent, kind: "pan" | "select"): void {
    if (event.button !== 0) return;
    const { stage } = this.#host;
    const [x, y] = place(event);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    if (event.pointerType === "touch") this.#touches.set(event.pointerId, { x, y });
    if (this.#touches.size === 2) {
      const [a, b] = [...this.#touches.values()];
      this.#drag = undefined;
      if (a !== undefined && b !== undefined)
        this.#pinch = { apart: Math.max(20, Math.abs(a.x - b.x)), ns: nsAt(stage.scale, (a.x + b.x) / 2), range: stage.range };
      return;
    }
    this.#drag = { kind, x, y, range: stage.range, moved: false };
  }

  #onPinch({ apart, ns, range }: Pinch): void {
    const { stage } = this.#host;
    const [a, b] = [...this.#touches.values()];
    if (a === undefined || b === undefined) return;
    const next = zoomed(range, ns, apart / Math.max(20, Math.abs(a.x - b.x)), stage.whole);
    // what was between the fingers stays between them
    const shift = ns - nsAt({ ...next, width: stage.scale.width }, (a.x + b.x) / 2);
    stage.show(panned(next, shift, stage.whole));
  }
}

function ordered(a: number, b: number): TimeRange {
  return { fromNs: Math.min(a, b), toNs: Math.max(a, b) };
}

/** Where in the element that listens. */
function place(event: MouseEvent): [number, number] {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
