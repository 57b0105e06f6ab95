import type { Page } from "playwright";
import type { HopscopeViewer } from "../../web/core/viewer-api.js";
import { peakMemory, type Memory } from "./memory.js";
import type { ScanResult } from "./scan.worker.js";
import { engineWorker, type BenchSite } from "./site.js";

/** One opening of a trace; milliseconds. */
export interface Opening extends ScanResult {
  readonly openMs: number;
  /** Until the first answer and the first lanes show, where the product has them. */
  readonly triageMs?: number;
  readonly lanesMs?: number;
  /** Parts of opening, as the worker notes them. */
  readonly phases: Readonly<Record<string, number>>;
  readonly counts: Counts;
  /** Until the index is kept, counted from the end of opening (a little too long: it is looked for later), and opening the same file again; absent where nothing is kept. */
  readonly keptMs?: number;
  readonly reopenMs?: number;
}

export interface Counts {
  readonly events: number;
  readonly packets: number;
  readonly journeys: number;
  readonly problems: readonly string[];
}

/** Reads, scans, then opens the file that was chosen in the page. */
export async function openOnce(site: BenchSite, page: Page): Promise<Opening> {
  const scanned = await page.evaluate(floorAndScan, { code: site.scanCode, wasm: site.wasm });
  const opened = await page.evaluate(open);
  const worker = await engineWorker(page);
  const phases =
    (await worker?.evaluate(() => performance.getEntriesByType("measure").map(({ name, duration }) => [name.replace("hopscope:", ""), duration] as const))) ??
    [];
  const again = (await indexKept(page)) ? await page.evaluate(reopen) : {};
  const { counts, ...reopened }: Awaited<ReturnType<typeof reopen>> = again;
  if (counts !== undefined && counts !== `${opened.counts.events}/${opened.counts.packets}/${opened.counts.journeys}`)
    throw new Error(`what was kept has ${counts} events, packets and journeys, what was read ${JSON.stringify(opened.counts)}`);
  return { ...scanned, ...opened, ...reopened, phases: Object.fromEntries(phases) };
}

/** The peaks while a trace is opened in a fresh page; timings suffer from looking. */
export async function openingMemory(site: BenchSite, path: string): Promise<Memory> {
  const page = await site.page(path);
  try {
    return await peakMemory(() => page.evaluate(open));
  } finally {
    await page.context().close();
  }
}

async function floorAndScan({ code, wasm }: { readonly code: string; readonly wasm: string }): Promise<ScanResult> {
  const blob = document.querySelector<HTMLInputElement>("#bench-file")?.files?.[0];
  if (blob === undefined) throw new Error("no file was chosen");
  const module = await WebAssembly.compile(await (await fetch(wasm)).arrayBuffer());
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const worker = new Worker(url);
  try {
    return await new Promise<ScanResult>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ScanResult>) => {
        resolve(data);
      };
      worker.onerror = (event) => {
        reject(new Error(event.message));
      };
      worker.postMessage({ blob, wasm: module });
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}

async function open(): Promise<Pick<Opening, "openMs" | "triageMs" | "lanesMs" | "counts">> {
  const file = document.querySelector<HTMLInputElement>("#bench-file")?.files?.[0];
  const viewer = document.querySelector<HopscopeViewer>("hopscope-viewer");
  if (file === undefined || viewer === null) throw new Error("no file was chosen");
  const started = performance.now();
  const shown: { triageMs?: number; lanesMs?: number } = {};
  const visible = (tag: string): boolean => {
    const found = viewer.shadowRoot?.querySelector(tag) ?? viewer.shadowRoot?.querySelector("hopscope-overview")?.shadowRoot?.querySelector(tag);
    return found instanceof HTMLElement && found.offsetHeight > 0;
  };
  let frame = 0;
  const look = (): void => {
    if (shown.triageMs === undefined && visible("hopscope-triage")) shown.triageMs = performance.now() - started;
    if (shown.lanesMs === undefined && visible("hopscope-timeline")) shown.lanesMs = performance.now() - started;
    frame = requestAnimationFrame(look);
  };
  look();
  const { events, packets, journeys, problems } = await viewer.open(file);
  const openMs = performance.now() - started;
  document.body.dataset["opened"] = String(performance.now());
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
  cancelAnimationFrame(frame);
  return { openMs, ...shown, counts: { events, packets, journeys, problems: [...new Set(problems.map(({ code }) => code))] } };
}

/** Waits until the page has kept the index of its trace; false where it keeps none. */
export function indexKept(page: Page): Promise<boolean> {
  return page.evaluate(waitUntilKept);
}

async function waitUntilKept(): Promise<boolean> {
  interface Keeping {
    readonly session: { readonly recent?: { readonly state: { readonly value: { readonly open?: { readonly state: string } } } } };
  }
  const recent = document.querySelector<HopscopeViewer & Keeping>("hopscope-viewer")?.session.recent;
  if (recent === undefined) return false;
  const limit = performance.now() + 60_000;
  while (recent.state.value.open === undefined && performance.now() < limit) await new Promise((resolve) => setTimeout(resolve, 5));
  return recent.state.value.open?.state === "ok";
}

async function reopen(): Promise<{ readonly keptMs?: number; readonly reopenMs?: number; readonly counts?: string }> {
  const file = document.querySelector<HTMLInputElement>("#bench-file")?.files?.[0];
  const viewer = document.querySelector<HopscopeViewer>("hopscope-viewer");
  if (file === undefined || viewer === null) return {};
  const keptMs = performance.now() - Number(document.body.dataset["opened"]);
  const started = performance.now();
  const { events, packets, journeys } = await viewer.open(file);
  return { keptMs, reopenMs: performance.now() - started, counts: `${events}/${packets}/${journeys}` };
}
