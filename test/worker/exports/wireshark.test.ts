import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { JourneyRow, PacketRow } from "../../../web/core/api.js";
import type { Engine } from "../../../web/worker/engine.js";
import { demoTrace } from "../../fixtures/demo-trace.js";
import { readPcapng } from "../../fixtures/pcapng-reader.js";
import { openBytes } from "../support.js";
import { everyRow, exportedBytes } from "./support.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const haveTshark = spawnSync("tshark", ["--version"]).status === 0;
const SAMPLE = "../shared/samples/pktmon-demikernel";

let engine: Engine;
let packets: PacketRow[];
let journeys: JourneyRow[];
let bytes: Uint8Array<ArrayBuffer>;
const folder = mkdtempSync(join(tmpdir(), "pcapng-"));

beforeAll(async () => {
  ({ engine } = await openBytes(demoTrace()));
  packets = await everyRow((offset) => engine.packets({ offset, limit: 10_000 }));
  journeys = await everyRow((offset) => engine.journeys({ offset, limit: 10_000 }));
  bytes = await exportedBytes(engine, "pcapng");
  writeFileSync(join(folder, "demo.pcapng"), bytes);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function tshark(...args: string[]): string {
  const run = spawnSync("tshark", ["-r", join(folder, "demo.pcapng"), ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  expect(run.status, run.stderr).toBe(0);
  expect(run.stderr.replaceAll(/^Running as user .*\n?/gm, "").trim()).toBe("");
  return run.stdout;
}

test("every packet says in its comment which journey it is of, which hop it ends and how long that took", () => {
  const file = readPcapng(bytes);
  expect(file.packets).toHaveLength(packets.length);
  for (const [i, packet] of packets.entries()) {
    const comment = file.packets[i]?.comment ?? "";
    const journey = journeys.find(({ id }) => id === packet.journey);
    const position = journey?.sightings.findIndex(({ event }) => event === packet.event) ?? -1;
    expect(comment).toContain(`Journey ${packet.journey ?? ""}: sighting ${position + 1} of ${journey?.sightings.length ?? 0}`);
    const hop = position > 0 ? ` hop_ns=${journey?.sightings[position]?.latencyFromPreviousNs ?? ""} ` : `place_kind=${packet.place.kind}`;
    expect(comment).toContain(hop);
    expect(comment).toContain(`latency_ns=${journey?.latencyNs ?? ""} outcome=${journey?.outcome ?? ""}`);
    expect(file.packets[i]?.flags).toBe(packet.direction === undefined ? undefined : packet.direction === "in" ? 1 : 2);
  }
  expect(file.packets.filter(({ comment }) => comment?.includes("NAT: tcp 172.23.183.39:49161 is 192.168.1.70:1227 outside")).length).toBeGreaterThan(0);
});

describe.skipIf(!haveTshark)("tshark (skipped when it is not installed)", () => {
  test("shows interfaces named after places, and the comments", () => {
    const rows = JSON.parse(tshark("-T", "json", "-c", "200")) as { _source: { layers: { frame: Record<string, unknown> } } }[];
    const names = new Set<unknown>();
    for (const [i, { _source }] of rows.entries()) {
      const { frame } = _source.layers;
      const about = frame["frame.interface_id_tree"] as Record<string, string>;
      expect(about["frame.interface_name"]).toBe(packets[i]?.place.name);
      expect(about["frame.interface_description"]).toBe(`${packets[i]?.place.kind ?? ""} ${packets[i]?.place.id ?? ""}`);
      names.add(about["frame.interface_name"]);
      expect(JSON.stringify(_source.layers)).toContain("hopscope: event=");
    }
    expect(names.size).toBeGreaterThan(2);
  });

  test("reads the comments as fields with the script that is offered beside them", () => {
    const script = ["-X", "lua_script:web/app/hopscope.lua"];
    const fields = ["hopscope.journey", "hopscope.hop", "hopscope.hop.latency", "hopscope.latency", "hopscope.outcome", "hopscope.place"];
    const lines = tshark(...script, "-T", "fields", "-E", "separator=|", ...fields.flatMap((field) => ["-e", field]))
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(packets.length);
    for (const [i, packet] of packets.entries()) {
      const journey = journeys.find(({ id }) => id === packet.journey);
      const position = journey?.sightings.findIndex(({ event }) => event === packet.event) ?? 0;
      const [id, hop, hopLatency, latency, outcome, place] = (lines[i] ?? "").split("|");
      expect([id, hop, outcome, place]).toEqual([String(packet.journey), position > 0 ? String(position) : "", journey?.outcome, packet.place.name]);
      expect(Math.round(Number(latency) * 1e9)).toBe(journey?.latencyNs);
      if (position > 0) expect(Math.round(Number(hopLatency) * 1e9)).toBe(journey?.sightings[position]?.latencyFromPreviousNs);
    }
    const found = tshark(...script, "-Y", 'hopscope.outcome == "dropped"', "-T", "fields", "-e", "hopscope.journey")
      .trim()
      .split("\n");
    expect(found).toHaveLength(packets.filter((packet) => journeys.find(({ id }) => id === packet.journey)?.outcome === "dropped").length);
  });
});

test.skipIf(!existsSync(`${SAMPLE}.etl`))(
  "frames of a real capture are those that Packet Monitor itself writes, byte for byte (skipped without the shared samples)",
  async () => {
    const { engine: real } = await openBytes(Uint8Array.from(readFileSync(`${SAMPLE}.etl`)));
    const ours = readPcapng(await exportedBytes(real, "pcapng")).packets;
    const theirs = readPcapng(Uint8Array.from(readFileSync(`${SAMPLE}.expected.pcapng`))).packets;
    const key = (packet: (typeof ours)[number]): string => `${packet.timeNs / 1000n} ${Buffer.from(packet.bytes).toString("hex")}`;
    expect(ours.map(key).sort()).toEqual(theirs.map(key).sort());
  },
);
