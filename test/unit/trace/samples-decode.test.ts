import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { KIND } from "../../../web/trace/event.js";
import { parseEventInfo, parseMapInfo } from "../../../web/trace/event-info.js";
import type { EventInfo } from "../../../web/trace/event-info.js";
import { MANIFEST_EVENT_ID, ManifestCollector } from "../../../web/trace/event-source.js";
import { kernelMap, kernelSchema } from "../../../web/trace/kernel-events.js";
import { parseManifest } from "../../../web/trace/manifest.js";
import { decodePayload } from "../../../web/trace/payload.js";
import type { EventSchema, ValueMap } from "../../../web/trace/schema.js";
import { traceLoggingSchema } from "../../../web/trace/trace-logging.js";
import { readTrace } from "../../reference/read-trace.js";
import type { ReferenceEvent, ReferenceTrace } from "../../reference/read-trace.js";

const SAMPLES = "../shared/samples";
const METADATA = "bbccf6c1-6cd1-48c4-80ff-839482e37671";
const SCHEMA_ITEM = 0x0b;
/** Their metadata says less than they hold: the CLR's stack has more than two addresses, PerfView's level is 8 bytes and not 4. */
const LONGER_THAN_SAID = new Set(["e13c0d23-ccbc-4e12-931b-d9cc2eee27e4/82/0", "a8a71ac1-040f-54a2-07ca-00a89b5ab761/13/0"]);

const there = existsSync(SAMPLES);
const files = there ? readdirSync(SAMPLES).filter((name) => name.endsWith(".etl") && !name.startsWith("neg-")) : ["no ../shared/samples here"];

const bytesOf = (trace: ReferenceTrace, event: ReferenceEvent): Uint8Array => {
  const image = trace.buffers[event.buffer]?.image ?? new Uint8Array();
  return image.subarray(event.offset, event.offset + event.header.size);
};

class Metadata {
  readonly infos = new Map<string, EventInfo>();
  readonly maps = new Map<string, ValueMap>();
  readonly manifests = new Map<string, EventSchema>();

  constructor(trace: ReferenceTrace) {
    const collector = new ManifestCollector();
    for (const event of trace.events) {
      const { header } = event;
      const bytes = bytesOf(trace, event);
      if (header.providerGuid === METADATA && header.opcode === 32) {
        const info = parseEventInfo(bytes, header.payloadFrom, header.payloadTo);
        expect(info).toBeDefined();
        if (info) this.infos.set(`${info.provider}/${info.id}/${info.version}`, info);
      } else if (header.providerGuid === METADATA && header.opcode === 33) {
        const map = parseMapInfo(bytes, header.payloadFrom, header.payloadTo);
        expect(map).toBeDefined();
        if (map) this.maps.set(`${map.provider}/${map.name}`, map.map);
      } else if (header.id === MANIFEST_EVENT_ID) {
        const text = collector.add(header.providerGuid, header.pid, header.tid, bytes, header.payloadFrom, header.payloadTo);
        const [provider] = parseManifest(text ?? "");
        expect(provider?.guid).toBe(header.providerGuid);
        for (const [name, map] of provider?.maps ?? []) this.maps.set(`${header.providerGuid}/${name}`, map);
        for (const schema of provider?.schemas ?? []) this.manifests.set(`${schema.provider}/${schema.id}/${schema.version}`, schema);
      }
    }
  }
}

// Large files on a busy machine take longer than a unit test's five seconds.
describe("payloads of real traces", { timeout: 60_000 }, () => {
  it.skipIf(!there).each(files)("end where their schemas say: %s", (file) => {
    const trace = readTrace(new Uint8Array(readFileSync(`${SAMPLES}/${file}`)));
    const metadata = new Metadata(trace);
    const odd = new Set<string>();
    const unknownMaps = new Set<string>();
    for (const event of trace.events) {
      const { header } = event;
      const bytes = bytesOf(trace, event);
      const key = `${header.providerGuid}/${header.id}/${header.version}`;
      const item = header.items.find((i) => i.type === SCHEMA_ITEM);
      const manifest = header.kind === KIND.EVENT32 || header.kind === KIND.EVENT64;
      let schema: EventSchema | undefined;
      if (item) {
        const own = traceLoggingSchema(bytes, item.from, item.to);
        expect(own).toBeDefined();
        schema = own && { provider: header.providerGuid, id: header.id, version: header.version, ...own };
      } else if (manifest) schema = metadata.infos.get(key) ?? metadata.manifests.get(key);
      else if (header.kind !== KIND.MESSAGE) schema = kernelSchema(header.providerGuid, header.opcode, header.version);
      if (!schema) continue;
      const result = decodePayload(schema, bytes, header.payloadFrom, header.payloadTo, header.pointerSize, (name) => {
        const map = kernelMap(name) ?? metadata.maps.get(`${header.providerGuid}/${name}`);
        if (!map) unknownMaps.add(name);
        return map;
      });
      if (!result.fits || result.missing > 0 || (result.trailing > 0 && !LONGER_THAN_SAID.has(key))) odd.add(`${key} ${header.opcode}`);
    }
    expect([...odd]).toEqual([]);
    expect([...unknownMaps]).toEqual([]);
  });
});
