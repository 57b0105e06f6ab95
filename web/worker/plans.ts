import type { FramePlan, SlotName, Step } from "../providers/frame-plan.js";
import { ABI } from "./abi.js";

/** A decode plan ready for the module: its steps as words, and where each value of an entry stands. */
export interface CompiledPlan {
  readonly steps: readonly number[];
  /** Words of an entry behind {row, plan}. */
  readonly slots: number;
  /** Word of a named value within the slots. Values of 8 bytes and byte ranges take two words. */
  readonly at: Readonly<Partial<Record<SlotName | "frame", number>>>;
  /** Slot of the frame's first key (wasm/assembly/frame.ts), where the event carries a frame. */
  readonly keys?: number;
}

const INTEGER_OPS = { u8: ABI.OP_U8, u16: ABI.OP_U16, u32: ABI.OP_U32, u64: ABI.OP_U64, pointer: ABI.OP_POINTER } as const;

const LINKS = { ethernet: ABI.LINK_ETHERNET, ieee80211: ABI.LINK_80211, "raw-ip": ABI.LINK_RAW_IP } as const;

/** `link`: of the frames of this type; a plan that reads a packet type goes by that. */
export function compilePlan(plan: FramePlan, link: keyof typeof LINKS): CompiledPlan {
  const at: Partial<Record<SlotName | "frame", number>> = {};
  let slots = 0;
  const place = (name: SlotName | "frame" | undefined, words: number): number => {
    if (name === undefined) return ABI.NO_SLOT;
    const known = at[name];
    if (known !== undefined) return known;
    at[name] = slots;
    slots += words;
    return slots - words;
  };
  const word = (op: number, slot: number, argument = 0): number => op | (slot << 8) | (argument << 16);
  const compile = (step: Step): number => {
    switch (step.op) {
      case "u8":
      case "u16":
      case "u32":
        return word(INTEGER_OPS[step.op], place(step.slot, 1));
      case "u64":
      case "pointer":
        return word(INTEGER_OPS[step.op], place(step.slot, 2));
      case "skip":
        return word(ABI.OP_SKIP, ABI.NO_SLOT, step.bytes);
      case "z16":
        return word(ABI.OP_Z16, place(step.slot, 1));
      case "c16":
        return word(ABI.OP_C16, place(step.slot, 1), place(step.length, 1));
      case "bytes":
        return typeof step.length === "number"
          ? word(ABI.OP_FIXED, place(step.slot, 2), step.length)
          : word(ABI.OP_BYTES, place(step.slot, 2), place(step.length, 1));
      case "frame":
        return word(
          ABI.OP_FRAME,
          place("frame", 2 + ABI.FRAME_KEYS),
          place(step.length, 1) | ((at.packetType === undefined ? LINKS[link] : ABI.LINK_BY_PACKET_TYPE | at.packetType) << 8),
        );
      case "add":
        return word(ABI.OP_ADD, place(step.slot, 1), place(step.by, 1));
      case "event":
        return word(ABI.OP_EVENT, place("event", 2));
      case "repeat":
        return word(ABI.OP_REPEAT, place(step.count, 1), step.steps);
    }
  };
  const steps = plan.steps.map(compile);
  return { steps, slots, at, ...(at.frame === undefined ? {} : { keys: at.frame + 2 }) };
}

/** The plan of events that are read whole while they are scanned: {offset in the image, length}. */
export const WHOLE_EVENT: CompiledPlan = { steps: [ABI.OP_EVENT], slots: 2, at: {} };
