import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtInMap, builtInSchema, loadLayouts } from "../../../web/providers/registry.js";
import { decodePayload } from "../../../web/trace/payload.js";
import { readTrace } from "../../reference/read-trace.js";

await loadLayouts();

const SAMPLES = "../shared/samples";

/** Per sample: how many events have a built-in layout. One of the layouts must account for every byte of each of them. */
const COVERED: Readonly<Record<string, number>> = {
  "pktmon-demikernel.etl": 424,
  "tx-HTTP_Server.etl": 2041,
  "tx-KernelNetwork.etl": 8923,
  "tx-Process.etl": 10343,
};

describe("built-in layouts on real traces", () => {
  for (const [name, covered] of Object.entries(COVERED)) {
    const path = `${SAMPLES}/${name}`;
    test.skipIf(!existsSync(path))(`${name} (needs the sample traces)`, () => {
      const trace = readTrace(readFileSync(path));
      let known = 0;
      const misfits = new Map<string, number>();
      for (const { header, buffer, offset } of trace.events) {
        const layouts = builtInSchema(header.providerGuid, header.id, header.version, header.opcode);
        if (layouts.length === 0) continue;
        known++;
        const bytes = trace.buffers[buffer]?.image.subarray(offset) ?? new Uint8Array(0);
        const fits = layouts.some((layout) => {
          const { fits, missing, trailing } = decodePayload(layout, bytes, header.payloadFrom, header.payloadTo, header.pointerSize, (map) =>
            builtInMap(layout.provider, map),
          );
          return fits && missing === 0 && trailing === 0;
        });
        const key = `${header.providerGuid} ${header.id} v${header.version} opcode ${header.opcode}`;
        if (!fits) misfits.set(key, (misfits.get(key) ?? 0) + 1);
      }
      expect(Object.fromEntries(misfits)).toEqual({});
      expect(known).toBe(covered);
    });
  }
});
