import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { Payload } from "../fixtures/payload.js";
import { openBytes, openIndex } from "./support.js";

const SAMPLES = "../shared/samples";
const here = existsSync(SAMPLES);
const METADATA = "bbccf6c1-6cd1-48c4-80ff-839482e37671";
const OWN = "11112222-3333-4444-5555-666677778888";
const NDIS = "2ed6006e-4729-4609-b423-3ee7bcd678ef";

/** Events without any layout in the specification: of providers whose manifest is in no source. */
const NO_LAYOUT = new Set([
  "a669021c-c450-4609-a035-5af59af4df18",
  "e13c0d23-ccbc-4e12-931b-d9cc2eee27e4",
  "763fd754-7086-4dfe-95eb-c01a46faf4ca",
  "a7975c8f-ac13-49f1-87da-5a984a4ab417",
  "ce1dbfb4-137e-4da6-87b0-3f59aa102cbc",
]);

interface Counts {
  readonly events: number;
  readonly decoded: number;
}

async function summaryCounts(bytes: Uint8Array<ArrayBuffer>): Promise<Map<string, Counts>> {
  const { summary } = await openBytes(bytes);
  return new Map(summary.providers.map(({ guid, events, decoded }) => [guid, { events, decoded }]));
}

/** The same, from every event's own description. */
async function describedCounts(bytes: Uint8Array<ArrayBuffer>): Promise<Map<string, Counts>> {
  const { index, reader, describer } = await openIndex(bytes);
  const counts = new Map<string, { events: number; decoded: number }>();
  for (let row = 0; row < index.time.length; row++) {
    const stored = await reader.read(row);
    if (stored === undefined) continue;
    const entry = counts.get(stored.header.providerGuid) ?? { events: 0, decoded: 0 };
    entry.events++;
    if (describer.describe(stored.header, stored.bytes).decoded) entry.decoded++;
    counts.set(stored.header.providerGuid, entry);
  }
  return counts;
}

/** TRACE_EVENT_INFO of event 7 of OWN: one u32, then a text of fixed length. */
function eventInfo(): Uint8Array {
  const p = new Payload().guid(OWN).guid("00000000-0000-0000-0000-000000000000").u16(7).u8(0).u8(0).u8(4).u8(0).u16(0).u64(0n).u32(0);
  for (let i = 0; i < 12; i++) p.u32(0);
  p.u32(2).u32(2).u32(1);
  p.u32(0).u32(0).u16(8).u16(0).u32(0).u16(1).u16(4).u32(0);
  p.u32(0x10).u32(0).u16(1).u16(0).u32(0).u16(1).u16(4).u32(0);
  return p.done();
}

describe("decoded events of a provider", () => {
  test.skipIf(!here).each(here ? readdirSync(SAMPLES).filter((name) => name.endsWith(".etl") && !name.startsWith("neg-")) : ["none"])(
    "are counted one by one: %s (needs the sample traces)",
    { timeout: 120_000 },
    async (name) => {
      const bytes = new Uint8Array(await readFile(`${SAMPLES}/${name}`));
      const counts = await summaryCounts(bytes);
      expect(counts).toEqual(await describedCounts(bytes));
      for (const [guid, { events, decoded }] of counts) if (!NO_LAYOUT.has(guid)) expect(decoded, guid).toBe(events);
    },
  );

  test("do not include those whose payload fits no layout", async () => {
    const frame = (length: number, held: number): Uint8Array => new Payload().u32(1).u32(1).u32(length).fill(0, held).done();
    const writer = new EtlWriter();
    for (const [i, payload] of [frame(60, 60), frame(60, 59), frame(60, 0), frame(0, 0), frame(60, 76)].entries())
      writer.event({ provider: NDIS, id: 1001, keywords: 0xc0000001n, timeNs: i * 1000, payload });
    expect((await summaryCounts(writer.build())).get(NDIS)).toEqual({ events: 5, decoded: 3 });
  });

  test("are counted by a layout that stands behind them, and by no other", async () => {
    const writer = new EtlWriter();
    const event = (timeNs: number, payload: Uint8Array): EtlWriter => writer.event({ provider: OWN, id: 7, timeNs, payload });
    event(1000, new Payload().u32(1).fill(0, 8).done());
    event(2000, new Payload().u32(1).fill(0, 7).done());
    event(3000, new Payload().u32(1).done());
    writer.event({ provider: OWN, id: 8, timeNs: 3500, payload: new Payload().u32(1).done() });
    writer.classic({ guid: METADATA, type: 32, timeNs: 4000, payload: eventInfo() });
    event(5000, new Payload().u32(1).fill(0, 8).done());
    event(6000, new Payload().u16(1).done());
    const bytes = writer.build();
    const counts = await summaryCounts(bytes);
    expect(counts.get(OWN)).toEqual({ events: 6, decoded: 3 });
    expect(counts.get(METADATA)).toEqual({ events: 1, decoded: 1 });
    expect(counts).toEqual(await describedCounts(bytes));
  });
});
