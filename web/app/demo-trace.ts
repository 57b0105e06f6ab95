import type { TraceSource } from "../core/api.js";
import { APP_BASE } from "./network-proof.js";

/** The demo trace lies beside the page. */
export function demoTrace(): Promise<TraceSource> {
  return Promise.resolve(new URL("demo.etl", APP_BASE));
}
