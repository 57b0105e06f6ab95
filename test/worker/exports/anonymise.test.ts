import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { ExportFormat } from "../../../web/core/api.js";
import { PARQUET_TABLES } from "../../../web/core/engine-api.js";
import type { Engine } from "../../../web/worker/engine.js";
import { demoTrace } from "../../fixtures/demo-trace.js";
import { readPcapng } from "../../fixtures/pcapng-reader.js";
import { scenarioTrace } from "../../fixtures/scenario-trace.js";
import { openBytes } from "../support.js";
import { everyRow, exported, exportedBytes } from "./support.js";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const FORMATS: readonly ExportFormat[] = ["pcapng", "csv", "jsonl", "text", "parquet", "chrome-json", "etl", "html"];
const SAMPLE = "../shared/samples/pktmon-demikernel.etl";
const STORIES = ["demo", "nat-portproxy", "vxlan", "pktmon-drop", "host-wireless", ...(existsSync(SAMPLE) ? ["a real capture" as const] : [])] as const;
const KEY = { key: "correct horse battery staple" };

const KEPT_ADDRESS = /^(?:0\.|127\.|22[4-9]\.|2[345]\d\.|169\.254\.0\.0|::1?$|ff0)/;
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Names in the traces that are also words of ours, or of every Windows. */
const PLAIN_WORDS: ReadonlySet<string> = new Set([
  "Internal",
  "Ethernet",
  "wireless",
  "Windows Server 2022 Datacenter",
  "Windows Server 2022 Datacenter Azure Edition",
  "IPSEC",
  "127.0.0.1",
  "0.0.0.0",
  "00:00:00:00:00:00",
]);

interface Secrets {
  /** As text, in any form. */
  readonly words: ReadonlySet<string>;
  /** MAC addresses and payloads as they stand in frames. */
  readonly bytes: ReadonlySet<string>;
}

/** What the trace says of who and where, gathered from the rows of the interface. */
async function secretsOf(engine: Engine): Promise<Secrets> {
  const words = new Set<string>();
  const bytes = new Set<string>();
  const word = (text: string | undefined): void => {
    if (text === undefined) return;
    for (const [address] of text.matchAll(/\d{1,3}(?:\.\d{1,3}){3}/g)) if (!KEPT_ADDRESS.test(address)) words.add(address);
    for (const [mac] of text.matchAll(/[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}/gi))
      if (!/^(?:ff|01|33|00[:-]00[:-]00)/i.test(mac)) {
        words.add(mac);
        bytes.add(mac.replaceAll(/[:-]/g, "").toLowerCase());
      }
  };
  const name = (text: string | undefined): void => {
    word(text);
    const rest = (text ?? "").replaceAll(GUID, "").replaceAll(/device|[{}/\\-]/gi, "");
    if (
      text !== undefined &&
      rest.length >= 5 &&
      !PLAIN_WORDS.has(text) &&
      !/^(?:Interface|Component) \d+$|^(?:System|WinNAT|vmSwitch|Remote access|this machine)$/.test(text)
    )
      words.add(text);
  };
  const fields = (value: unknown): void => {
    if (typeof value === "string" && !/^(?:0x[0-9a-f]+|-?\d+|\d{4}-\d\d-\d\dT.*|S-1-5-\d\d)$/i.test(value)) name(value);
    else if (value instanceof Uint8Array) {
      const text = Buffer.from(value).toString("hex");
      // What stands behind the headers of a frame: a stretch in the middle of what is long enough to be one.
      if (value.length > 130) bytes.add(text.slice(-64, -16));
    } else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) fields(inner);
  };
  const { summary } = { summary: await engine.summary() };
  for (const text of [summary.computerName, summary.logFileName, summary.loggerName]) name(text);
  for (const place of await engine.places()) {
    name(place.name);
    word(place.mac);
    place.addresses.forEach(word);
  }
  for (const row of await everyRow((offset) => engine.events({ offset, limit: 10_000 }))) {
    // Layouts and manifests belong to providers.
    if (row.providerGuid === "bbccf6c1-6cd1-48c4-80ff-839482e37671" || row.id === 0xfffe) continue;
    name(row.process);
    fields(row.fields);
  }
  for (const row of await everyRow((offset) => engine.packets({ offset, limit: 10_000 }))) {
    word(row.source);
    word(row.destination);
    word(row.info);
  }
  for (const row of (await engine.natSessions({ limit: 10_000 })).rows)
    [row.internalSource, row.internalDestination, row.externalSource, row.externalDestination].forEach(word);
  return { words, bytes: new Set([...bytes].filter((text) => /[1-9a-f]/.test(text.replaceAll("0", "")) && !/^(..)\1+$/.test(text))) };
}

function bytesOf(story: (typeof STORIES)[number]): Uint8Array<ArrayBuffer> {
  if (story === "demo") return demoTrace();
  return story === "a real capture" ? Uint8Array.from(readFileSync(SAMPLE)) : scenarioTrace(story, 11).bytes;
}

/** Whether `word` stands in the text and is no part of a longer number or name. */
function stands(haystack: string, word: string): boolean {
  for (let at = haystack.indexOf(word); at >= 0; at = haystack.indexOf(word, at + 1)) {
    const around = [haystack[at - 1] ?? " ", haystack[at + word.length] ?? " "];
    if (!around.some((c) => /[\w.]/.test(c))) return true;
  }
  return false;
}

describe.each(STORIES)("%s, anonymised", (story) => {
  let engine: Engine;
  let secrets: Secrets;
  beforeAll(async () => {
    ({ engine } = await openBytes(bytesOf(story), "capture of host7.etl"));
    secrets = await secretsOf(engine);
    expect(secrets.words.size).toBeGreaterThan(20);
    expect(secrets.bytes.size).toBeGreaterThan(1);
  });

  test.each(FORMATS)("%s holds no name, address or payload of the trace", async (format) => {
    const parts = format === "parquet" ? PARQUET_TABLES.map((table) => ({ table })) : [{}];
    for (const part of parts) {
      const bytes = await exportedBytes(engine, format, { ...part, anonymise: KEY });
      const data = Buffer.from(bytes);
      const found: string[] = [];
      const latin = data.toString("latin1");
      for (const shift of [0, 1]) {
        const wide = data.subarray(shift).toString("utf16le");
        for (const word of secrets.words) if (stands(wide, word)) found.push(`${word} (UTF-16)`);
      }
      for (const word of [...secrets.words, "capture of host7"]) if (stands(latin, Buffer.from(word).toString("latin1"))) found.push(word);
      for (const hex of secrets.bytes) if (data.includes(Buffer.from(hex, "hex")) || latin.includes(hex)) found.push(`bytes ${hex}`);
      expect(found, JSON.stringify(part)).toEqual([]);
    }
  });
});

test("the same trace and key give the same bytes, another key gives others, and without a key nothing is written", async () => {
  const { engine } = await openBytes(demoTrace());
  const first = await exportedBytes(engine, "csv", { anonymise: KEY });
  expect(Buffer.compare(first, await exportedBytes(engine, "csv", { anonymise: KEY }))).toBe(0);
  expect(Buffer.compare(first, await exportedBytes(engine, "csv", { anonymise: { key: "other" } }))).not.toBe(0);
  await expect(exported(engine, "csv", { anonymise: { key: "" } })).rejects.toMatchObject({ code: "export" });
});

// Path classes are told from names as well, and may be others.
test("an anonymised trace opens, with the same journeys under other names", async () => {
  const { engine, summary } = await openBytes(demoTrace());
  const again = await openBytes(await exportedBytes(engine, "etl", { anonymise: KEY }));
  expect(again.summary).toMatchObject({ packets: summary.packets, drops: summary.drops, journeys: summary.journeys, startNs: summary.startNs });
  expect(again.summary.computerName).not.toBe(summary.computerName);
  const shape = async (of: Engine): Promise<unknown[]> =>
    (await everyRow((offset) => of.journeys({ offset, limit: 10_000 }))).map((row) => [
      row.startNs,
      row.latencyNs,
      row.outcome,
      row.sightings.map(({ kind }) => kind),
    ]);
  expect(await shape(again.engine)).toEqual(await shape(engine));
});

test("in a capture file packets keep times, lengths and places, and end with their headers", async () => {
  const { engine } = await openBytes(demoTrace());
  const plain = readPcapng(await exportedBytes(engine, "pcapng"));
  const veiled = readPcapng(await exportedBytes(engine, "pcapng", { anonymise: KEY }));
  expect(veiled.packets.map(({ timeNs, length, interfaceId }) => [timeNs, length, interfaceId])).toEqual(
    plain.packets.map(({ timeNs, length, interfaceId }) => [timeNs, length, interfaceId]),
  );
  expect(veiled.packets.every(({ bytes }, i) => bytes.length <= (plain.packets[i]?.bytes.length ?? 0) && bytes.length < 120)).toBe(true);
  expect(veiled.interfaces).toHaveLength(plain.interfaces.length);
});
