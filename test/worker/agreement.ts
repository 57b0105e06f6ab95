import fc from "fast-check";
import { expect } from "vitest";
import { TraceError } from "../../web/core/errors.js";
import { ABI } from "../../web/worker/abi.js";
import { indexSources, orderRows } from "../../web/worker/indexer.js";
import { Scanner } from "../../web/worker/scanner.js";
import { TraceIndex } from "../../web/worker/trace-index.js";
import { readTrace, type ReferenceTrace } from "../reference/read-trace.js";
import { planWords, runPlan, type PlanStep } from "../reference/run-plan.js";
import { wasm } from "./support.js";

const NOBODY = 0xffffffff;
const ITEM_SCHEMA = 0xb;
/** After so many traces a new instance is made: what it keeps of types and texts is bounded. */
const TRACES_PER_SCANNER = 200;

interface Plan {
  readonly steps: readonly PlanStep[];
  readonly slots: number;
  /** Slots that hold the number of a text. */
  readonly texts?: readonly number[];
}

/** Every step that reads a field, in plans that some events fit and others do not. Each tells the event's and the payload's place first. */
const WHERE: readonly PlanStep[] = [
  { op: ABI.OP_EVENT, slot: 0 },
  { op: ABI.OP_FIXED, slot: 2 },
];
const PLANS: readonly Plan[] = [
  { steps: WHERE, slots: 4 },
  { steps: [...WHERE, { op: ABI.OP_U8, slot: 4 }, { op: ABI.OP_U16, slot: 5 }, { op: ABI.OP_U32, slot: 6 }, { op: ABI.OP_U64, slot: 7 }], slots: 9 },
  { steps: [...WHERE, { op: ABI.OP_POINTER, slot: 4 }, { op: ABI.OP_SKIP, argument: 3 }, { op: ABI.OP_FIXED, slot: 6, argument: 5 }], slots: 8 },
  { steps: [...WHERE, { op: ABI.OP_Z16, slot: 4 }, { op: ABI.OP_Z16 }, { op: ABI.OP_U8, slot: 5 }], slots: 6, texts: [4] },
  { steps: [...WHERE, { op: ABI.OP_U8, slot: 4 }, { op: ABI.OP_C16, slot: 5, argument: 4 }, { op: ABI.OP_BYTES, slot: 6, argument: 4 }], slots: 8, texts: [5] },
  {
    steps: [
      ...WHERE,
      { op: ABI.OP_U8, slot: 4 },
      { op: ABI.OP_U8, slot: 5 },
      { op: ABI.OP_ADD, slot: 5, argument: 4 },
      {
        op: ABI.OP_REPEAT,
        slot: 4,
        each: [
          { op: ABI.OP_U8, slot: 6 },
          { op: ABI.OP_SKIP, argument: 1 },
        ],
      },
      { op: ABI.OP_U8, slot: 7 },
    ],
    slots: 8,
  },
];

/** A scanner with the plans, and what it says of traces, line by line. */
class Reader {
  readonly #scanner: Scanner;

  private constructor(scanner: Scanner) {
    this.#scanner = scanner;
    for (const { steps, slots } of PLANS) scanner.addPlan(planWords(steps), slots);
  }

  static async create(): Promise<Reader> {
    return new Reader(await Scanner.create(await wasm()));
  }

  async lines(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
    const index = new TraceIndex();
    const values = new Map<number, Uint32Array>();
    const listener = {
      beginSource: () => undefined,
      newType: (type: number) => type % PLANS.length,
      batch: ({ values: words }: { readonly values: Uint32Array }, firstRow: number) => {
        for (let at = 0; at < words.length; at += 2 + (PLANS[words[at + 1] ?? 0]?.slots ?? 0)) {
          const next = at + 2 + (PLANS[words[at + 1] ?? 0]?.slots ?? 0);
          values.set(firstRow + (words[at] ?? 0), words.slice(at + 1, next));
        }
      },
    };
    const ignore = (): void => undefined;
    await indexSources(index, this.#scanner, [{ name: "t.etl", blob: new Blob([bytes]) }], listener, ignore, () => false);
    orderRows(index);
    return Array.from(index.order, (row) => this.#line(index, row, values.get(row)));
  }

  #line(index: TraceIndex, row: number, words: Uint32Array | undefined): string {
    const buffer = index.bufferOf(row);
    const number = index.type.get(row);
    const { provider, kind, id, version, opcode, level, keywords, schema } = this.#scanner.type(number);
    const { pid, tid } = this.#scanner.thread(index.thread.get(row));
    const plan = PLANS[number % PLANS.length];
    const slots =
      words === undefined ? undefined : [...words.subarray(1)].map((word, i) => (plan?.texts?.includes(i) === true ? this.#scanner.string(word) : word));
    const where = `${buffer?.at ?? -1}+${index.offset.get(row)} cpu ${buffer?.cpu ?? -1} at ${index.time.get(row)}`;
    return `${where}: ${kind} ${provider} ${id}/${version}/${opcode}/${level} ${keywords} ${schema !== 0} ${pid}/${tid} plan ${number % PLANS.length} ${JSON.stringify(slots)}`;
  }

  /** The plan that the events of a line's type were given. */
  static planOf(line: string | undefined): number {
    return Number(/ plan (\d+) /.exec(line ?? "")?.[1] ?? 0);
  }
}

/** What the reference says. `plans`: of each event the plan that it was given, which depends on what other events there were before. */
function referenceLines(trace: ReferenceTrace, plans: (event: number) => number): string[] {
  const { clock } = trace;
  if (clock === undefined) return [];
  return trace.events.map(({ buffer, offset, timeStamp, header }, i) => {
    const held = trace.buffers[buffer];
    if (held === undefined) throw new Error("an event without a buffer");
    const { kind, providerGuid, id, version, opcode, level, keywords, items, pid = NOBODY, tid = NOBODY, size, pointerSize } = header;
    const number = plans(i);
    const { steps, slots } = PLANS[number] ?? { steps: [], slots: 0 };
    const at = { event: { at: offset, size }, from: offset + header.payloadFrom, to: offset + header.payloadTo };
    const values = runPlan(steps, slots, { image: held.image, pointerSize, ...at });
    const ticks = Number(saturated(timeStamp - clock.t0)) * clock.ticksPerRaw;
    const own = items.some((item) => item.type === ITEM_SCHEMA);
    const where = `${held.offset}+${offset} cpu ${held.header.cpu} at ${ticks}`;
    return `${where}: ${kind} ${providerGuid} ${id}/${version & 0xff}/${opcode}/${level} ${keywords} ${own} ${pid}/${tid} plan ${number} ${JSON.stringify(values)}`;
  });
}

function saturated(distance: bigint): bigint {
  if (BigInt.asIntN(64, distance) === distance) return distance;
  return distance < 0n ? -(1n << 63n) : (1n << 63n) - 1n;
}

/** Both decoders on generated traces: header, time, ids, and what decode plans read out of payloads must be the same of every event. */
export async function expectAgreement(seed: number, numRuns: number, traces: fc.Arbitrary<Uint8Array<ArrayBuffer>>): Promise<void> {
  let reader: Reader | undefined;
  let used = 0;
  await fc.assert(
    fc.asyncProperty(traces, async (bytes) => {
      if (reader === undefined || used++ % TRACES_PER_SCANNER === 0) reader = await Reader.create();
      const reference = readTrace(bytes);
      const ours = await reader.lines(bytes).catch((e: unknown) => e);
      if (ours instanceof TraceError) {
        expect(reference.logFile === undefined || !reference.recognition.ok).toBe(true);
        return;
      }
      if (!Array.isArray(ours)) throw ours;
      const lines = ours as readonly string[];
      const theirs = referenceLines(reference, (event) => Reader.planOf(lines[event]));
      // Comparing the lists as a whole takes longer than reading the traces.
      if (lines.length !== theirs.length || lines.some((line, i) => line !== theirs[i])) expect(lines).toEqual(theirs);
    }),
    { seed, numRuns },
  );
}
