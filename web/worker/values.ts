import { findRow } from "../core/columns.js";
import type { SlotName } from "../providers/frame-plan.js";
import type { CompiledPlan } from "./plans.js";
import type { EventType, Scanner } from "./scanner.js";
import type { TraceIndex } from "./trace-index.js";

/** A plan in use: which event it reads. */
export interface RegisteredPlan {
  readonly plan: CompiledPlan;
  readonly provider: string;
  readonly id: number;
}

/** Reads the entries that decode plans left in the index, by name of value. */
export class PlanValues {
  readonly #index: TraceIndex;
  readonly #scanner: Scanner;
  readonly plans: readonly RegisteredPlan[];
  /** The plan of each entry: asked for so often that two looks into the columns for each are felt. */
  #planNumbers = new Uint8Array(0);

  constructor(index: TraceIndex, scanner: Scanner, plans: readonly RegisteredPlan[]) {
    this.#index = index;
    this.#scanner = scanner;
    this.plans = plans;
  }

  row(entry: number): number {
    return this.#index.values.get(this.#index.entries.get(entry));
  }

  /** The entry of a row, or -1: entries are in the order of the file. */
  entryOfRow(row: number): number {
    return findRow(this.#index.entries.length, (entry) => this.row(entry), row);
  }

  planOf(entry: number): RegisteredPlan | undefined {
    if (this.#planNumbers.length < this.#index.entries.length) this.#planNumbers = this.#readPlans();
    const number = this.#planNumbers[entry];
    return number === undefined ? undefined : this.plans[number];
  }

  type(entry: number): EventType | undefined {
    return this.#index.types[this.#index.type.get(this.row(entry))];
  }

  has(entry: number, name: SlotName | "frame"): boolean {
    return this.planOf(entry)?.plan.at[name] !== undefined;
  }

  /** A value of one word; 0 where the event has none of that name. */
  number(entry: number, name: SlotName): number {
    return this.#word(entry, name, 0);
  }

  text(entry: number, name: SlotName): string {
    return this.#scanner.string(this.#word(entry, name, 0));
  }

  wide(entry: number, name: SlotName): bigint {
    return (BigInt(this.#word(entry, name, 1)) << 32n) | BigInt(this.#word(entry, name, 0));
  }

  /** The upper half of a value of 8 bytes. */
  upper(entry: number, name: SlotName): number {
    return this.#word(entry, name, 1);
  }

  /** Offset in the buffer's image, and length. */
  range(entry: number, name: SlotName | "frame"): { readonly offset: number; readonly length: number } {
    return { offset: this.#word(entry, name, 0), length: this.#word(entry, name, 1) };
  }

  #word(entry: number, name: SlotName | "frame", which: 0 | 1): number {
    const at = this.planOf(entry)?.plan.at[name];
    return at === undefined ? 0 : this.#index.values.get(this.#index.entries.get(entry) + 2 + at + which);
  }

  #readPlans(): Uint8Array<ArrayBuffer> {
    const { entries, values } = this.#index;
    const numbers = new Uint8Array(entries.length);
    for (let entry = 0; entry < numbers.length; entry++) numbers[entry] = values.get(entries.get(entry) + 1);
    return numbers;
  }
}
