import { utf16, viewOf } from "../../web/core/bytes.js";
import { ABI } from "../../web/worker/abi.js";

/** A step of a decode plan. `slot` is where its value goes, none: nowhere. `argument` and what a step writes: wasm/assembly/abi.ts. */
export interface PlanStep {
  readonly op: number;
  readonly slot?: number;
  readonly argument?: number;
  /** Of REPEAT: what is done for each element. */
  readonly each?: readonly PlanStep[];
}

/** The payload of an event in the image of its buffer. */
export interface PlanInput {
  readonly image: Uint8Array;
  readonly event: { readonly at: number; readonly size: number };
  readonly from: number;
  readonly to: number;
  readonly pointerSize: number;
}

/** As the module takes it. */
export function planWords(steps: readonly PlanStep[]): number[] {
  return steps.flatMap(({ op, slot = ABI.NO_SLOT, argument = 0, each }) => [
    op | (slot << 8) | ((each?.length ?? argument) << 16),
    ...(each === undefined ? [] : planWords(each)),
  ]);
}

/** The slots, texts as texts, or undefined when the payload ends too early. Frames are not known here. */
export function runPlan(steps: readonly PlanStep[], slots: number, input: PlanInput): readonly (number | string)[] | undefined {
  const out: (number | string)[] = Array.from({ length: slots }, () => 0);
  return new Reading(input, out).run(steps, true) ? out : undefined;
}

class Reading {
  readonly #input: PlanInput;
  readonly #view: DataView;
  readonly #out: (number | string)[];
  #at: number;

  constructor(input: PlanInput, out: (number | string)[]) {
    this.#input = input;
    this.#view = viewOf(input.image);
    this.#out = out;
    this.#at = input.from;
  }

  run(steps: readonly PlanStep[], keep: boolean): boolean {
    for (const step of steps) {
      const values = this.#step(step, keep);
      if (values === undefined) return false;
      if (keep && step.slot !== undefined) for (const [i, value] of values.entries()) this.#out[step.slot + i] = value;
    }
    return true;
  }

  /** What a step writes to its slot and those behind it; undefined when its field is not all there. */
  #step({ op, slot, argument = 0, each }: PlanStep, keep: boolean): readonly (number | string)[] | undefined {
    const { image, event, to, pointerSize } = this.#input;
    const from = this.#at;
    const view = this.#view;
    const taken = (bytes: number): boolean => {
      if (bytes > to - from) return false;
      this.#at = from + bytes;
      return true;
    };
    const words = (at: number): readonly number[] => [view.getUint32(at, true), view.getUint32(at + 4, true)];
    switch (op) {
      case ABI.OP_U8:
        return taken(1) ? [view.getUint8(from)] : undefined;
      case ABI.OP_U16:
        return taken(2) ? [view.getUint16(from, true)] : undefined;
      case ABI.OP_U32:
        return taken(4) ? [view.getUint32(from, true)] : undefined;
      case ABI.OP_U64:
        return taken(8) ? words(from) : undefined;
      case ABI.OP_POINTER:
        if (!taken(pointerSize)) return undefined;
        return pointerSize === 8 ? words(from) : [view.getUint32(from, true), 0];
      case ABI.OP_SKIP:
        return taken(argument) ? [] : undefined;
      case ABI.OP_Z16: {
        let end = from;
        while (end + 2 <= to && view.getUint16(end, true) !== 0) end += 2;
        this.#at = Math.min(end + 2, to);
        return [utf16(image, from, end)];
      }
      case ABI.OP_C16: {
        const bytes = this.#slot(argument) * 2;
        return taken(bytes) ? [utf16(image, from, from + bytes).replace(/\0+$/, "")] : undefined;
      }
      case ABI.OP_FIXED:
        return taken(argument) ? [from, argument] : undefined;
      case ABI.OP_BYTES: {
        const bytes = this.#slot(argument);
        return taken(bytes) ? [from, bytes] : undefined;
      }
      case ABI.OP_ADD:
        return [(this.#slot(slot ?? 0) + this.#slot(argument)) >>> 0];
      case ABI.OP_EVENT:
        return [event.at, event.size];
      case ABI.OP_REPEAT: {
        const times = this.#slot(slot ?? 0);
        if (times > to - from) return undefined;
        for (let i = 0; i < times; i++) if (!this.run(each ?? [], keep && i === 0)) return undefined;
        return [times];
      }
      default:
        throw new Error(`a plan has the step ${op}`);
    }
  }

  #slot(which: number): number {
    const value = this.#out[which];
    return typeof value === "number" ? value : 0;
  }
}
