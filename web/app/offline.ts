import { Store } from "../core/store.js";

/** What the page can do without a network, and whether a newer one waits. */
export interface OfflineState {
  /** Everything of the page is kept by the browser. */
  readonly ready: boolean;
  /** Takes the newer version into use; the page is loaded anew. */
  readonly update: (() => void) | undefined;
  /** Other pages that hold the older version: the newer one comes when they are closed. */
  readonly others: number;
}

let shared: Store<OfflineState> | undefined;

/** One per page. It stays as it is where no service worker is registered: in other people's pages, on plain http, in the one file. */
export function offlineState(): Store<OfflineState> {
  return (shared ??= new Store<OfflineState>({ ready: false, update: undefined, others: 0 }));
}
