import { existsSync, mkdirSync, readFileSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { echoFrame, tcpFrame, TCP_FLAG, udpFrame, type Station } from "../fixtures/frames.js";
import { guid, inventory, NIC } from "../fixtures/lab.js";
import { COMPONENT_TYPE, DIRECTION, pktMonComponent, pktMonFrame } from "../fixtures/pktmon-events.js";
import { Random } from "../fixtures/random.js";
import { truthTraffic } from "../fixtures/truth-traffic.js";
import { captured } from "../fixtures/windows-events.js";
import { repeatTrace, VARIED_MAC, type Template, type Written } from "./repeat-trace.js";

export const KINDS = ["ndis", "mix", "pktmon", "kernel", "packed"] as const;
export type Kind = (typeof KINDS)[number];

export interface BenchTrace extends Written {
  readonly kind: Kind;
  readonly path: string;
}

/** Part of the names of files: raise it when the templates change. */
const VERSION = 2;
const CPUS = 4;
const MB = 1_000_000;
/** Space that stays free on the disk. */
const SPARE = 2_000 * MB;
const PROVIDERS = 40;
const EVENTS_PER_PROVIDER = 6;
const THREADS = 200;
const FLOWS = 300;

/** The trace of a kind and size, written unless an earlier run left it in the cache folder. */
export function benchTrace(kind: Kind, megabytes: number, folder = join(tmpdir(), "hopscope-bench")): BenchTrace {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${kind}-${megabytes}-v${VERSION}.etl`);
  const note = `${path}.json`;
  if (existsSync(note) && existsSync(path)) {
    const written = JSON.parse(readFileSync(note, "utf8")) as Written;
    if (statSync(path).size === written.bytes) return { kind, path, ...written };
  }
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < megabytes * MB + SPARE)
    throw new Error(`${folder} has ${Math.round((bavail * bsize) / MB)} MB left: too few for a trace of ${megabytes} MB.`);
  const written = repeatTrace(templateOf(kind, Math.min(1, megabytes / 100)), path, megabytes * MB);
  writeFileSync(note, JSON.stringify(written));
  return { kind, path, ...written };
}

/** `share` of the usual length of a period: small traces are to be of more than one, too. */
function templateOf(kind: Kind, share: number): Template {
  const count = (full: number): number => Math.max(100, Math.round(full * share));
  switch (kind) {
    case "ndis":
      return template((writer) => {
        ndisFrames(writer, count(24_000));
      });
    case "mix":
      return { ...template(() => undefined), period: mixed(count(12_000)) };
    case "pktmon":
      return template((writer) => {
        pktMonFrames(writer, count(12_000));
      }, true);
    case "kernel":
    case "packed":
      return template((writer) => {
        smallEvents(writer, count(100_000));
      }, kind === "packed");
  }
}

function template(fill: (writer: EtlWriter) => void, compress = false): Template {
  const once = new EtlWriter({ cpuCount: CPUS });
  inventory(once, { computer: "BENCH-01", endNs: 1_000_000 });
  pktMonComponents(once);
  const period = new EtlWriter({ cpuCount: CPUS });
  fill(period);
  return { header: new EtlWriter({ cpuCount: CPUS, compress }).build(), once: once.build(), period: [period.build()], compress };
}

function pktMonComponents(writer: EtlWriter): void {
  for (let id = 1; id <= 6; id++) writer.event({ timeNs: 900_000 + id, ...pktMonComponent(id, COMPONENT_TYPE.FILTER, `filter${id}`, `Filter ${id}`) });
}

/** One direction of a connection: its segments follow one another. */
interface Flow {
  readonly source: Station;
  readonly target: Station;
  readonly srcPort: number;
  readonly dstPort: number;
  sequence: number;
}

function flowsOf(random: Random): readonly Flow[] {
  return Array.from({ length: FLOWS }, (_, i) => ({
    source: { mac: NIC.hostNic.mac, ip: `10.32.${i >>> 8}.${1 + (i & 0x7f)}` },
    target: { mac: VARIED_MAC, ip: `172.200.${random.integer(0, 255)}.${random.integer(1, 254)}` },
    srcPort: random.integer(1024, 65_000),
    dstPort: random.next() < 0.75 ? 443 : 53,
    sequence: random.integer(1, 0x7fffffff),
  }));
}

function frameOf(random: Random, flows: readonly Flow[], i: number, longest: number): Uint8Array {
  const flow = flows[random.integer(0, FLOWS - 1)];
  if (flow === undefined) throw new Error("there are flows");
  const { source, target, srcPort, dstPort } = flow;
  const payload = Uint8Array.from({ length: Math.max(0, random.integer(60, longest) - 54) }, (_, at) => (at < 44 ? random.integer(0, 255) : at & 0x3f));
  const id = i & 0xffff;
  if (random.next() < 0.02) return echoFrame(source, target, { id: 1, sequence: id, data: payload.subarray(0, 56) }, { id });
  if (dstPort === 53) return udpFrame(source, target, { srcPort, dstPort, payload }, { id });
  const seq = flow.sequence;
  flow.sequence = (seq + payload.length) >>> 0;
  return tcpFrame(source, target, { srcPort, dstPort, seq, ack: 77, flags: TCP_FLAG.ACK, payload }, { id });
}

/** Frames of 60 to 1514 bytes, half of them seen at two interfaces. */
function ndisFrames(writer: EtlWriter, packets: number): void {
  const random = new Random(1);
  const flows = flowsOf(random);
  let timeNs = 5_000_000;
  for (let i = 0; i < packets; i++) {
    timeNs += random.integer(800, 6_000);
    const place = { cpu: i % CPUS, pid: 4, tid: 100 + (i % 12) * 4 };
    const frame = frameOf(random, flows, i, 1514);
    const direction = i % 3 === 0 ? "send" : "receive";
    writer.event({ timeNs, ...place, ...captured({ miniportIfIndex: NIC.hostNic.ifIndex, frame, direction }) });
    if (i % 2 === 0) writer.event({ timeNs: timeNs + 700, ...place, ...captured({ miniportIfIndex: NIC.container066.ifIndex, frame, direction }) });
  }
}

/** Every packet at six components of the stack, at most 128 bytes of it. */
function pktMonFrames(writer: EtlWriter, packets: number, firstCpu = 0): void {
  const random = new Random(2);
  const flows = flowsOf(random);
  let timeNs = 5_000_000;
  for (let i = 0; i < packets; i++) {
    timeNs += random.integer(2_000, 20_000);
    const place = { cpu: firstCpu + (i % CPUS), pid: 4, tid: 100 + (i % 12) * 4 };
    const whole = frameOf(random, flows, i, 1400);
    const frame = whole.subarray(0, 128);
    const common = { group: BigInt(i), number: 1, direction: DIRECTION.IN, edge: 1, originalLength: whole.length, frame };
    for (let component = 1; component <= 6; component++)
      writer.event({ timeNs: timeNs + component * 300, ...place, ...pktMonFrame(160, { ...common, appearance: component, component }) });
  }
}

/** VmSwitch, WinNat and NDIS traffic of which the journeys are known (truth-traffic.ts), and PktMon on CPUs of its own. */
function mixed(packets: number): readonly Uint8Array[] {
  const writer = new EtlWriter({ cpuCount: 2 * CPUS });
  pktMonFrames(writer, Math.round(packets / 4), CPUS);
  return [truthTraffic({ seed: 5, packets, withNbl: true, lossPercent: 0 }).bytes, writer.build()];
}

/** What kernels and services log: about 110 bytes an event, of many providers, threads and sizes. */
function smallEvents(writer: EtlWriter, events: number): void {
  const random = new Random(3);
  let timeNs = 5_000_000;
  const providers = Array.from({ length: PROVIDERS }, (_, i) => guid(500 + i));
  for (let i = 0; i < events; i++) {
    timeNs += random.integer(100, 1_500);
    const thread = random.integer(0, THREADS - 1);
    const at = random.integer(0, PROVIDERS - 1);
    const id = 1 + random.integer(0, EVENTS_PER_PROVIDER - 1);
    const payload = Uint8Array.from({ length: 8 + 4 * (id + (at % 6)) }, (_, byte) => (byte < 4 ? random.integer(0, 255) : byte));
    const place = { timeNs, cpu: thread % CPUS, pid: 600 + (thread >> 3) * 4, tid: 4000 + thread * 4 };
    writer.event({ ...place, provider: providers[at] ?? guid(0), id, version: 1, level: 4, keywords: 1n << BigInt(at % 8), payload });
  }
}
