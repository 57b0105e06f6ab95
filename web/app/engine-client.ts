import { proxy, transfer, wrap, type Remote } from "comlink";
import wasmUrl from "../../wasm/build/etl.wasm?url";
import type { ExportFormat, TraceSummary } from "../core/api.js";
import type { EngineApi, EngineExportOptions, Progress, SideCarText, SourceFile } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import { installTransferHandlers } from "../core/transfer.js";
import { spawn } from "./spawn.js";

installTransferHandlers();

type Query =
  | "summary"
  | "events"
  | "packets"
  | "journeys"
  | "journeyLines"
  | "eventLines"
  | "matches"
  | "flows"
  | "natSessions"
  | "flowLines"
  | "flowPackets"
  | "flowCharts"
  | "natLines"
  | "natDetail"
  | "filterValues"
  | "findings"
  | "places"
  | "atlas"
  | "topology"
  | "latencies"
  | "dropTimes"
  | "addSideCar"
  | "schemas"
  | "readSchema"
  | "removeSchemas"
  | "detail"
  | "machines"
  | "setClockOffset"
  | "facts"
  | "lanes"
  | "timeline"
  | "timelineFigures"
  | "losses"
  | "keep";

/** A cancelled opening ends within a tenth of a second. */
const STOP_WITHIN_MS = 50;

/** The main thread's side of the worker. A call always settles: Comlink alone leaves it hanging when the worker dies. */
export class EngineClient {
  readonly #worker: Worker;
  readonly #remote: Remote<EngineApi>;
  readonly #lost: Promise<never>;
  #lose: (error: TraceError) => void = () => undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#remote = wrap<EngineApi>(worker);
    this.#lost = new Promise((_resolve, reject) => {
      this.#lose = reject;
      worker.onerror = (event) => {
        // Without this the browser reports the same failure once more as an uncaught error of the page.
        event.preventDefault();
        this.terminate(new TraceError("worker-lost", `The reading thread stopped: ${event.message || "no reason given"}. Open the trace again.`));
      };
      worker.onmessageerror = () => {
        this.terminate(new TraceError("worker-lost", "The reading thread sent something that cannot be read. Open the trace again."));
      };
    });
    this.#lost.catch(() => undefined);
  }

  static async create(): Promise<EngineClient> {
    const [worker, module] = await Promise.all([spawn(), compiled()]);
    const client = new EngineClient(worker);
    await client.#race(client.#remote.init(module));
    return client;
  }

  open(
    sources: readonly SourceFile[],
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
    sideCars: readonly SideCarText[],
    cached: boolean,
  ): Promise<TraceSummary> {
    return this.#abortable(signal, (port) => this.#remote.open(sources, proxy(onProgress), transfer(port, [port]), sideCars, cached), STOP_WITHIN_MS);
  }

  export(format: ExportFormat, options: EngineExportOptions, onProgress: (progress: Progress) => void, signal: AbortSignal | undefined): Promise<Blob> {
    return this.#abortable(signal, (port) => this.#remote.export(format, options, proxy(onProgress), transfer(port, [port])));
  }

  call<K extends Query>(method: K, ...args: Parameters<EngineApi[K]>): ReturnType<EngineApi[K]> {
    const remote = this.#remote as unknown as EngineApi;
    const run = remote[method] as (...a: Parameters<EngineApi[K]>) => Promise<unknown>;
    return this.#race(run(...args)) as ReturnType<EngineApi[K]>;
  }

  /** Tells when the worker is gone, and why: "aborted" when it was terminated on purpose. */
  whenLost(then: (why: TraceError) => void): void {
    this.#lost.catch((e: unknown) => {
      if (e instanceof TraceError) then(e);
    });
  }

  /** Every pending call rejects. */
  terminate(error = new TraceError("aborted", "The trace was closed.")): void {
    this.#lose(error);
    this.#worker.terminate();
  }

  #race<T>(call: Promise<T>): Promise<T> {
    return Promise.race([call, this.#lost]);
  }

  /** With a `limit` a worker that does not stop in so many milliseconds is ended: it may be in the middle of something long. */
  async #abortable<T>(signal: AbortSignal | undefined, run: (port: MessagePort) => Promise<T>, limit?: number): Promise<T> {
    const { port1, port2 } = new MessageChannel();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = (): void => {
      port1.postMessage("abort");
      if (limit === undefined) return;
      timer = setTimeout(() => {
        this.terminate(new TraceError("aborted", "Opening was cancelled."));
      }, limit);
    };
    signal?.addEventListener("abort", stop);
    if (signal?.aborted === true) stop();
    try {
      return await this.#race(run(port2));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      port1.close();
    }
  }
}

let module: Promise<WebAssembly.Module> | undefined;

/** One compilation for every session of the page. Not compileStreaming: hosts serve .wasm with wrong types. */
function compiled(): Promise<WebAssembly.Module> {
  module ??= load().catch((e: unknown) => {
    module = undefined;
    throw e;
  });
  return module;
}

async function load(): Promise<WebAssembly.Module> {
  const response = await fetch(new URL(wasmUrl, import.meta.url));
  if (!response.ok) throw new TraceError("worker-lost", `The decoder could not be loaded: ${response.status} ${response.statusText}.`);
  return WebAssembly.compile(await response.arrayBuffer());
}
