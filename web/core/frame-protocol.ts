import type { HopscopeEventMap } from "./api.js";
import type { TraceErrorCode } from "./errors.js";
import type { HopscopeViewer } from "./viewer-api.js";

// What a page and the viewer in a frame of it say to each other, by window.postMessage or, after `connect` with a port, over that port.
//
//   page  -> frame   { hopscope: 1, connect: true } with one MessagePort      answered on the port by { hopscope: 1, ready: true, since }
//                    { hopscope: 1, id, call, args }                          a method of HopscopeViewer
//                    { hopscope: 1, id, abort: true }                         the call with that id is wanted no longer
//   frame -> page    { hopscope: 1, id, result } or { hopscope: 1, id, error: { code, message, offset? } }
//                    { hopscope: 1, event, detail }                           the events of HopscopeEventMap

export const FRAME_VERSION = 1;

export type FrameMethod = Exclude<keyof HopscopeViewer, keyof HTMLElement>;

export type FrameId = number | string;

export interface FrameError {
  readonly code: TraceErrorCode;
  readonly message: string;
  readonly offset?: number;
}

export type FrameAnswer =
  /** `since` is when the page in the frame was loaded, in milliseconds since 1970: another one is another page. */
  | { readonly hopscope: 1; readonly ready: true; readonly since: number }
  | { readonly hopscope: 1; readonly id: FrameId; readonly result: unknown }
  | { readonly hopscope: 1; readonly id: FrameId; readonly error: FrameError }
  | { readonly hopscope: 1; readonly event: keyof HopscopeEventMap; readonly detail: unknown };

export type FrameRequest =
  | { readonly hopscope: 1; readonly connect: true }
  | { readonly hopscope: 1; readonly id: FrameId; readonly call: FrameMethod; readonly args: readonly unknown[] }
  | { readonly hopscope: 1; readonly id: FrameId; readonly abort: true };
