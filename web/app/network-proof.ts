import { Store } from "../core/store.js";

export interface NetworkProof {
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

let shared: Store<NetworkProof> | undefined;

/** The browser's own list of requests, followed live. One per page, because the list is the page's. */
export function networkProof(): Store<NetworkProof> {
  if (shared !== undefined) return shared;
  const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content;
  const store = new Store<NetworkProof>({ foreign: 0, lastForeign: undefined, policy });
  // A host page has requests of its own from before; this product's page has none, and its policy sees to it.
  const since = policy === undefined ? performance.now() : 0;
  const observer = new PerformanceObserver((list) => {
    const foreign = list.getEntries().filter((entry) => entry.startTime >= since && isForeign(entry.name));
    const last = foreign[foreign.length - 1];
    if (last !== undefined) store.update({ foreign: store.value.foreign + foreign.length, lastForeign: last.name });
  });
  observer.observe({ type: "resource", buffered: true });
  shared = store;
  return store;
}
