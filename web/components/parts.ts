import type { ReactiveController, ReactiveControllerHost } from "lit";
import { TraceError } from "../core/errors.js";
import { part } from "../core/part.js";

/** Views and dialogs by their elements' names: their code comes when they are first shown. */
const LOADERS = {
  timeline: () => import("./hopscope-timeline.js"),
  journeys: () => import("./hopscope-journeys.js"),
  packets: () => import("./hopscope-packets.js"),
  events: () => import("./hopscope-events.js"),
  nat: () => import("./hopscope-nat.js"),
  flows: () => import("./hopscope-flows.js"),
  atlas: () => import("./hopscope-atlas.js"),
  topology: () => import("./hopscope-topology.js"),
  "export-dialog": () => import("./hopscope-export-dialog.js"),
  help: () => import("./hopscope-help.js"),
  "proof-dialog": () => import("./hopscope-proof-dialog.js"),
  schemas: () => import("./hopscope-schemas.js"),
  settings: () => import("./hopscope-settings.js"),
  "url-dialog": () => import("./hopscope-url-dialog.js"),
} as const satisfies Readonly<Record<string, () => Promise<unknown>>>;

export type PartName = keyof typeof LOADERS;

/** What the overview asks for comes first. */
const IDLE_AFTER_MS = 500;

/** Elements are of the page, not of one viewer. */
const there = new Set<PartName>();
const coming = new Map<PartName, Promise<void>>();

export function isPart(name: string): name is PartName {
  return Object.hasOwn(LOADERS, name);
}

/** Which parts of the viewer are there; draws it again when one has come, or cannot come. */
export class Parts implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #failed = new Map<PartName, TraceError>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** "coming" asks for it, once: what failed is asked for again by need(). */
  state(name: PartName): "there" | "coming" | TraceError {
    if (there.has(name)) return "there";
    const failure = this.#failed.get(name);
    if (failure === undefined) this.need(name).catch(() => undefined);
    return failure ?? "coming";
  }

  /** Resolves when the element is defined; rejects with TraceError. */
  async need(name: PartName): Promise<void> {
    if (there.has(name)) return;
    try {
      await fetched(name);
      this.#failed.delete(name);
    } catch (e) {
      if (e instanceof TraceError) this.#failed.set(name, e);
      throw e;
    } finally {
      this.#host.requestUpdate();
    }
  }

  /** All of them, one after the other, when there is nothing else to do: shown without a wait later, and without a network. */
  prefetch(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      void (async () => {
        for (const name of Object.keys(LOADERS).filter(isPart)) {
          await idle();
          // Whoever needs it is told.
          await fetched(name).catch(() => undefined);
        }
      })();
    }, IDLE_AFTER_MS);
  }
}

function fetched(name: PartName): Promise<void> {
  let promise = coming.get(name);
  if (promise === undefined) {
    promise = part<unknown>(LOADERS[name]).then(
      () => {
        there.add(name);
      },
      (e: unknown) => {
        coming.delete(name);
        throw e;
      },
    );
    coming.set(name, promise);
  }
  return promise;
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no such callback.
    if (typeof (globalThis as { requestIdleCallback?: unknown }).requestIdleCallback !== "function") setTimeout(resolve, 100);
    else
      requestIdleCallback(() => {
        resolve();
      });
  });
}
