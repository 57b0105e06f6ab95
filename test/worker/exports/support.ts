import type { ExportFormat } from "../../../web/core/api.js";
import type { EngineExportOptions } from "../../../web/core/engine-api.js";
import type { Engine } from "../../../web/worker/engine.js";
import { noAbort } from "../support.js";

export function exported(engine: Engine, format: ExportFormat, options: EngineExportOptions = {}): Promise<Blob> {
  return engine.export(format, options, () => undefined, noAbort());
}

export async function exportedText(engine: Engine, format: ExportFormat, options: EngineExportOptions = {}): Promise<string> {
  return (await exported(engine, format, options)).text();
}

export async function exportedBytes(engine: Engine, format: ExportFormat, options: EngineExportOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await exported(engine, format, options)).arrayBuffer());
}

/** Every row of a kind: the interface gives at most 10,000 at once. */
export async function everyRow<Row>(page: (offset: number) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>): Promise<Row[]> {
  const all: Row[] = [];
  for (;;) {
    const { total, rows } = await page(all.length);
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}
