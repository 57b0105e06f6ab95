import { fragmentBits, framePlan, linkOf, NDIS_GUID, PKTMON_GUID, VM_SWITCH_GUID, WIN_NAT_GUID } from "../providers/frames.js";
import { LATER_PROVIDERS } from "../providers/later-providers.js";
import { lacksLayouts, loadLayouts } from "../providers/registry.js";
import { KIND } from "../trace/event.js";
import { parseEventHeader } from "../trace/event-header.js";
import { ABI } from "./abi.js";
import type { TraceContext } from "./context.js";
import type { FitCounter } from "./fit-counter.js";
import type { IndexListener } from "./indexer.js";
import type { Metadata } from "./metadata.js";
import { compilePlan, WHOLE_EVENT } from "./plans.js";
import type { Batch, EventType, Scanner } from "./scanner.js";
import type { TraceIndex } from "./trace-index.js";
import type { RegisteredPlan } from "./values.js";

/** Word of the frame keys with the length on the wire. */
const WIRE_LENGTH = 7;

/** Listens to the scan: chooses plans, keeps their values, learns what events tell of the machine. */
export class Collector implements IndexListener {
  readonly plans: RegisteredPlan[] = [];
  truncated = 0;
  waiting: Promise<void> | undefined;
  readonly #index: TraceIndex;
  readonly #scanner: Scanner;
  readonly #fits: FitCounter;
  readonly #metadata: Metadata;
  /** Of every source what it tells. */
  readonly contexts: TraceContext[] = [];
  readonly #newContext: () => TraceContext;
  #context: TraceContext;
  /** Plan numbers by event; the plan of events that are read whole has no provider. */
  readonly #numbers = new Map<string, number>();
  /** (name, friendly name) pairs of NICs and switches that are known already, as one number. */
  readonly #pairs = new Set<number>();
  /** (NIC, switch) pairs that are known already. */
  readonly #ports = new Set<number>();
  /** What the keywords of NDIS types say, by type. */
  readonly #bits: ReturnType<typeof fragmentBits>[] = [];
  /** Self-describing types whose provider has not told its name yet. */
  readonly #unnamed = new Set<number>();
  readonly #whole: number;

  constructor(index: TraceIndex, scanner: Scanner, fits: FitCounter, metadata: Metadata, newContext: () => TraceContext) {
    this.#index = index;
    this.#fits = fits;
    this.#metadata = metadata;
    this.#scanner = scanner;
    this.#newContext = newContext;
    this.#context = newContext();
    this.#whole = this.#register({ plan: WHOLE_EVENT, provider: "", id: 0 });
  }

  /** NICs and switches of another machine may have the same names. */
  beginSource(): void {
    if (this.contexts.length > 0) this.#context = this.#newContext();
    this.contexts.push(this.#context);
    this.#pairs.clear();
    this.#ports.clear();
  }

  newType(index: number, type: EventType, event: () => Uint8Array): number {
    this.#fits.met(index, type, event);
    if (lacksLayouts(type.provider)) this.waiting ??= this.#fetchLayouts();
    if (type.schema !== 0) this.#unnamed.add(index);
    if (type.provider === NDIS_GUID) this.#bits[index] = fragmentBits(type.keywords);
    const frame = type.kind === KIND.EVENT32 || type.kind === KIND.EVENT64 ? framePlan(type.provider, type.id) : undefined;
    if (frame === undefined) return this.#context.wants(type) ? this.#whole : -1;
    const link = linkOf(type.provider, type.id, type.keywords, 0);
    const key = `${type.provider}/${type.id}/${link}`;
    return this.#numbers.get(key) ?? this.#register({ plan: compilePlan(frame, link), provider: type.provider, id: type.id }, key);
  }

  batch(batch: Batch, firstRow: number): void {
    if (this.#unnamed.size > 0) this.#nameProviders(batch);
    const { values } = batch;
    const { entries, values: kept } = this.#index;
    // Entries are kept in runs as long as possible: a run ends where an event was read whole.
    let run = 0;
    let at = 0;
    while (at < values.length) {
      const number = values[at + 1] ?? 0;
      const registered = this.plans[number];
      if (registered === undefined) break;
      const row = values[at] ?? 0;
      const slots = at + 2;
      const next = slots + registered.plan.slots;
      if (number === this.#whole) {
        kept.append(values.subarray(run, at));
        this.#context.learn(batch.image, values[slots] ?? 0, values[slots + 1] ?? 0, batch.time[row] ?? 0);
        run = next;
      } else {
        const event = registered.plan.at.event;
        if (event !== undefined) this.#context.learn(batch.image, values[slots + event] ?? 0, values[slots + event + 1] ?? 0, batch.time[row] ?? 0);
        this.#look(registered, batch, row, slots);
        entries.push(kept.length + at - run);
        values[at] = firstRow + row;
      }
      at = next;
    }
    kept.append(values.subarray(run, at));
    const changed = this.#metadata.takeChanged();
    if (changed.size > 0) this.#fits.learnt(this.#index.types, changed);
  }

  async #fetchLayouts(): Promise<void> {
    await loadLayouts();
    this.#fits.learnt(this.#index.types, LATER_PROVIDERS);
    this.waiting = undefined;
  }

  #register(plan: RegisteredPlan, key = ""): number {
    const number = this.#scanner.addPlan(plan.plan.steps, plan.plan.slots);
    this.plans[number] = plan;
    if (key !== "") this.#numbers.set(key, number);
    return number;
  }

  /** What is easily known of an entry while its bytes are at hand. */
  #look({ plan, provider }: RegisteredPlan, { values, type }: Batch, row: number, slots: number): void {
    const { at } = plan;
    if (provider === VM_SWITCH_GUID) {
      const value = (word: number | undefined): number => (word === undefined ? 0 : (values[slots + word] ?? 0));
      this.#pair(value(at.nicName), value(at.nicFriendlyName));
      this.#pair(value(at.sourceNic), value(at.sourceNicFriendlyName));
      this.#pair(value(at.destinationNic), value(at.destinationNicFriendlyName));
      this.#pair(value(at.switchName), value(at.switchFriendlyName));
      for (const nic of [value(at.nicName), value(at.sourceNic), value(at.destinationNic)]) this.#onSwitch(nic, value(at.switchName));
      return;
    }
    if (at.frame === undefined || provider === WIN_NAT_GUID) return;
    const length = values[slots + at.frame + 1] ?? 0;
    if (provider === PKTMON_GUID) {
      if (at.originalLength !== undefined && (values[slots + at.originalLength] ?? 0) > length) this.truncated++;
      return;
    }
    if (provider !== NDIS_GUID) return;
    const bits = this.#bits[type[row] ?? 0];
    if (bits === undefined) return;
    // The length of a frame in pieces shows only when they are joined.
    const whole = bits.start === bits.end;
    const wire = plan.keys === undefined ? 0 : (values[slots + plan.keys + WIRE_LENGTH] ?? 0) & 0xffff;
    if ((bits.truncated && (whole || bits.start)) || (whole && wire > length)) this.truncated++;
  }

  #pair(name: number, friendly: number): void {
    if (name === 0 || friendly === 0) return;
    const key = name * ABI.STRING_CAP + friendly;
    if (this.#pairs.has(key)) return;
    this.#pairs.add(key);
    this.#context.places.learnNic(this.#scanner.string(name), this.#scanner.string(friendly));
  }

  #onSwitch(nic: number, name: number): void {
    if (nic === 0 || name === 0) return;
    const key = nic * ABI.STRING_CAP + name;
    if (this.#ports.has(key)) return;
    this.#ports.add(key);
    this.#context.places.learnPort(this.#scanner.string(nic), this.#scanner.string(name));
  }

  #nameProviders(batch: Batch): void {
    for (let row = 0; row < batch.rows && this.#unnamed.size > 0; row++) {
      const type = batch.type[row] ?? 0;
      if (!this.#unnamed.delete(type)) continue;
      const header = parseEventHeader(batch.image, batch.offset[row] ?? 0, batch.image.length);
      if (header !== undefined) this.#context.learnTraits(header, batch.image.subarray(batch.offset[row] ?? 0));
    }
  }
}
