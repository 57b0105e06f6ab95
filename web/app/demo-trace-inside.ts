import demoUrl from "../../public/demo.etl?url";
import type { TraceSource } from "../core/api.js";

/** Takes the place of demo-trace.ts in the page that is one file: the demo trace is in it. */
export async function demoTrace(): Promise<TraceSource> {
  return new File([await (await fetch(demoUrl)).blob()], "demo.etl");
}
