import { readFile } from "node:fs/promises";
import type { TraceSummary } from "../../web/core/api.js";
import { Engine } from "../../web/worker/engine.js";
import { openTrace, type OpenedTrace } from "../../web/worker/opened-trace.js";
import { Scanner } from "../../web/worker/scanner.js";

let module: Promise<WebAssembly.Module> | undefined;

/** The module that the global setup compiled. */
export function wasm(): Promise<WebAssembly.Module> {
  module ??= readFile("wasm/build/etl.wasm").then((bytes) => WebAssembly.compile(bytes));
  return module;
}

/** A port nobody aborts through. */
export function noAbort(): MessagePort {
  return new MessageChannel().port1;
}

export async function openBlob(blob: Blob, name = "test.etl"): Promise<{ engine: Engine; summary: TraceSummary }> {
  const engine = new Engine();
  await engine.init(await wasm());
  const summary = await engine.open([{ name, blob }], () => undefined, noAbort());
  return { engine, summary };
}

export function openBytes(bytes: Uint8Array<ArrayBuffer>, name?: string): Promise<{ engine: Engine; summary: TraceSummary }> {
  return openBlob(new Blob([bytes]), name);
}

/** The parts below the engine, for tests that look into the index. */
export async function openIndex(bytes: Uint8Array<ArrayBuffer>): Promise<OpenedTrace> {
  return openTrace(
    await Scanner.create(await wasm()),
    [{ name: "test.etl", blob: new Blob([bytes]) }],
    () => undefined,
    () => false,
  );
}
