import type { HopscopeEventMap } from "../core/api.js";
import type { FrameAnswer, FrameMethod, FrameRequest } from "../core/frame-protocol.js";
import type { HopscopeViewer } from "../core/viewer-api.js";

// For a page that has Hopscope in an <iframe>: this file alone, copied to wherever that page is served from.

/** How long a frame that has loaded may take to answer. */
const PATIENCE_MS = 15_000;

/** The methods of <hopscope-viewer>, asked across the frame: each answers with a promise. */
export type HopscopeFrame = EventTarget & {
  readonly [M in FrameMethod]: (...args: Parameters<HopscopeViewer[M]>) => Promise<Awaited<ReturnType<HopscopeViewer[M]>>>;
} & { disconnect(): void };

export interface ConnectOptions {
  /** Where the frame's page comes from. Left out: the origin in the frame's src. A frame with `sandbox` and without allow-same-origin has none. */
  readonly origin?: string;
}

const METHODS: Readonly<Record<FrameMethod, true>> = {
  open: true,
  close: true,
  summary: true,
  events: true,
  packets: true,
  journeys: true,
  natSessions: true,
  flows: true,
  places: true,
  findings: true,
  atlas: true,
  addSideCar: true,
  export: true,
  select: true,
  setFilter: true,
};

function traceError(code: string, message: string, offset?: number): Error {
  return Object.assign(new Error(message), { name: "TraceError", code, ...(offset === undefined ? {} : { offset }) });
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Resolves when the viewer in the frame answers. Events of the viewer are dispatched on what it resolves with.
 * A frame that loads again is connected again; calls that were waiting then reject with code "worker-lost".
 */
export function connect(iframe: HTMLIFrameElement, { origin }: ConnectOptions = {}): Promise<HopscopeFrame> {
  const opaque = iframe.hasAttribute("sandbox") && !iframe.sandbox.contains("allow-same-origin");
  // An origin that is opaque cannot be named: such a frame is known by the window it has.
  const target = opaque ? "*" : (origin ?? new URL(iframe.src, document.baseURI).origin);
  const waiting = new Map<number, Waiting>();
  const events = new EventTarget();
  let port: MessagePort | undefined;
  let last = 0;

  const drop = (): void => {
    port?.close();
    port = undefined;
    for (const { reject } of waiting.values()) reject(traceError("worker-lost", "The frame was loaded again, or left the page."));
    waiting.clear();
  };
  const send = (message: FrameRequest): void => port?.postMessage(message);

  const call = (method: FrameMethod, given: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (port === undefined) {
        reject(traceError("worker-lost", "The frame is not connected."));
        return;
      }
      const id = ++last;
      const { signal, args } = withoutSignal(method, given);
      waiting.set(id, { resolve, reject });
      try {
        send({ hopscope: 1, id, call: method, args });
      } catch (e) {
        waiting.delete(id);
        reject(e instanceof Error ? e : new Error(String(e)));
        return;
      }
      const abort = (): void => {
        send({ hopscope: 1, id, abort: true });
      };
      signal?.addEventListener("abort", abort, { once: true });
      if (signal?.aborted === true) abort();
    });

  const hear = (answer: FrameAnswer): void => {
    if ("event" in answer) {
      events.dispatchEvent(new CustomEvent<unknown>(answer.event satisfies keyof HopscopeEventMap, { detail: answer.detail }));
    } else if ("id" in answer) {
      const asked = waiting.get(Number(answer.id));
      waiting.delete(Number(answer.id));
      if ("error" in answer) asked?.reject(traceError(answer.error.code, answer.error.message, answer.error.offset));
      else asked?.resolve(answer.result);
    }
  };

  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let since: number | undefined;
    const frame = Object.assign(events, {
      ...(Object.fromEntries(Object.keys(METHODS).map((name) => [name, (...args: unknown[]) => call(name as FrameMethod, args)])) as object),
      disconnect: () => {
        iframe.removeEventListener("load", greet);
        clearTimeout(timer);
        drop();
      },
    }) as HopscopeFrame;
    const greet = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        frame.disconnect();
        const why = `the page in it says whom it answers in <meta name="hopscope-parents">, and ${location.origin} may be missing there`;
        reject(traceError("worker-lost", `The frame did not answer: ${why}.`));
      }, PATIENCE_MS);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<FrameAnswer>) => {
        if (!("ready" in data)) {
          hear(data);
          return;
        }
        clearTimeout(timer);
        if (data.since === since) {
          port1.close();
          return;
        }
        drop();
        ({ since } = data);
        port = port1;
        resolve(frame);
      };
      iframe.contentWindow?.postMessage({ hopscope: 1, connect: true } satisfies FrameRequest, target, [port2]);
    };
    iframe.addEventListener("load", greet);
    if (mayHaveLoaded(iframe)) greet();
  });
}

/** A frame that has loaded fires no event any more. Of a foreign one no more can be seen than that it is foreign. */
function mayHaveLoaded(iframe: HTMLIFrameElement): boolean {
  const inside = iframe.contentDocument;
  return inside === null || (inside.URL !== "about:blank" && inside.readyState === "complete");
}

/** Signals cannot be sent: an aborted one is told by a message of its own. */
function withoutSignal(method: FrameMethod, given: readonly unknown[]): { readonly signal?: AbortSignal; readonly args: readonly unknown[] } {
  const [source, options] = given as readonly [unknown, { readonly signal?: AbortSignal } | undefined];
  if (method !== "open" || options?.signal === undefined) return { args: given };
  const { signal, ...rest } = options;
  return { signal, args: [source, rest] };
}
