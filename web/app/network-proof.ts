import { Store } from "../core/store.js";

export interface SeenRequest {
  readonly address: string;
  /** What asked for it, in the browser's word: script, fetch, link. */
  readonly by: string;
  /** Bytes of the answer as they came; 0 when it came from the browser's own cache, or from an origin that does not tell. */
  readonly bytes: number;
  readonly foreign: boolean;
}

export interface NetworkProof {
  /** The newest of all requests since load, oldest first; `requests` has how many there were. */
  readonly seen: readonly SeenRequest[];
  readonly requests: number;
  /** Requests for anything that is not part of the app: what the page has asked for since it was loaded. */
  readonly foreign: number;
  readonly lastForeign: string | undefined;
  /** The policy the browser enforces, or undefined where the page carries none (development server, foreign host page). */
  readonly policy: string | undefined;
}

/** Where the app's own files lie: this module is built into assets/ or embed/, one folder below. A page that is one file has no other file. */
export const APP_BASE = import.meta.env.MODE === "single" ? import.meta.url : new URL(/* @vite-ignore */ "../", import.meta.url).href;

/** A request to anywhere else counts; blob: and data: never leave the browser. */
export function isForeign(url: string, base = APP_BASE): boolean {
  return !url.startsWith(base) && !/^(?:blob|data):/.test(url);
}

/** More than anybody reads; a page that is open for days must not grow by them. */
const MOST_SEEN = 500;

let shared: Store<NetworkProof> | undefined;

/** The browser's own list of requests, followed live. One per page, because the list is the page's. */
export function networkProof(): Store<NetworkProof> {
  if (shared !== undefined) return shared;
  const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content;
  const store = new Store<NetworkProof>({ seen: [], requests: 0, foreign: 0, lastForeign: undefined, policy });
  // A host page has requests of its own from before; this product's page has none, and its policy sees to it.
  const since = policy === undefined ? performance.now() : 0;
  const observer = new PerformanceObserver((list) => {
    const fresh = (list.getEntries() as PerformanceResourceTiming[])
      .filter(({ startTime, name }) => startTime >= since && !/^(?:blob|data):/.test(name))
      .map(({ name, initiatorType, transferSize }) => ({ address: name, by: initiatorType, bytes: transferSize, foreign: isForeign(name) }));
    if (fresh.length === 0) return;
    const { seen, requests, foreign, lastForeign } = store.value;
    const outside = fresh.filter((request) => request.foreign);
    store.update({
      seen: [...seen, ...fresh].slice(-MOST_SEEN),
      requests: requests + fresh.length,
      foreign: foreign + outside.length,
      lastForeign: outside[outside.length - 1]?.address ?? lastForeign,
    });
  });
  observer.observe({ type: "resource", buffered: true });
  shared = store;
  return store;
}
