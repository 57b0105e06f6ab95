import type { View } from "./api.js";

/** A finished index that this browser keeps: the record that says it is complete. */
export interface KeptIndex {
  readonly key: string;
  /** Fingerprint of what it was made of. */
  readonly content: string;
  /** Of the code that made it: no other code reads it. */
  readonly version: string;
  /** Newest time of change of its files, 0 where they have none. */
  readonly modified: number;
  /** Sizes of its parts by name. */
  readonly parts: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** When it was last opened: milliseconds since 1970. */
  readonly used: number;
}

/** What became of the index of the open trace. */
export interface CacheFacts {
  /** "off": not kept, because it was not to be or the browser refuses; "full": there is no room for it. */
  readonly state: "off" | "full" | "ok";
  /** Fingerprint of what was opened; absent when it could not be read. */
  readonly content?: string;
  /** Of this index. */
  readonly bytes?: number;
}

/** A trace that was opened, as it is listed. */
export interface RecentTrace {
  /** Fingerprint of its files. */
  readonly key: string;
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly size: number }[];
  readonly durationNs: number;
  readonly events: number;
  readonly journeys: number;
  readonly dropped: number;
  /** Events per equal slice of its time. */
  readonly rates: readonly number[];
  /** When it was opened last: milliseconds since 1970. */
  readonly opened: number;
  /** Where the browser can find its files again, if it lets itself be asked. */
  readonly handles?: readonly FileSystemFileHandle[];
  /** Address, for a trace of this site. */
  readonly url?: string;
  /** As it was left. */
  readonly shown?: { readonly view: View; readonly filter: string; readonly journey: string; readonly range: string };
  readonly sideCars: readonly { readonly text: string; readonly name?: string }[];
}
