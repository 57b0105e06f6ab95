import { Mutator } from "./mutate.js";

/** Takes any bytes, and throws when the program does with them what it must not do. */
export type Check = (bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>;

export interface Target {
  readonly name: string;
  /** Inputs of the bounded run. */
  readonly inputs: number;
  readonly maxBytes: number;
  readonly seeds: () => readonly Uint8Array[];
  readonly words?: readonly Uint8Array[];
  /** Bytes at the start of a seed without which nothing behind them is looked at. */
  readonly front?: number;
  readonly create: () => Check | Promise<Check>;
}

export interface Finding {
  /** The input it was found with, counted from 0: seed and number give it again. */
  readonly number: number;
  readonly error: string;
  /** As small as it could be made. */
  readonly input: Uint8Array<ArrayBuffer>;
}

export interface FuzzRun {
  readonly inputs: number;
  readonly seconds: number;
  readonly findings: readonly Finding[];
}

export interface Limits {
  readonly seed: number;
  readonly inputs?: number;
  readonly seconds?: number;
  /** An input that takes longer is a finding. Only for runs that are watched: it depends on the machine. */
  readonly slowMs?: number;
}

const MAX_FINDINGS = 5;
/** Inputs that are tried to make a finding smaller. */
const MAX_TRIALS = 3000;

/** The error an input leads to, without what differs from input to input. */
async function failure(check: Check, bytes: Uint8Array<ArrayBuffer>, slowMs = Infinity): Promise<string | undefined> {
  const started = performance.now();
  try {
    // Not all are asynchronous, and those that are not are many.
    const pending = check(bytes);
    if (pending !== undefined) await pending;
  } catch (e) {
    return e instanceof Error ? (e.stack ?? e.message) : String(e);
  }
  const took = performance.now() - started;
  return took > slowMs ? `slow: ${Math.round(took)} ms` : undefined;
}

/** Findings are told apart by the message without its numbers, and by where it came from. */
function kindOf(error: string): string {
  const [message = "", ...where] = error.split("\n");
  return [message.replaceAll(/\d+/g, "n"), ...where.slice(0, 2)].join("\n");
}

async function smaller(check: Check, found: Uint8Array<ArrayBuffer>, kind: string, slowMs?: number): Promise<Uint8Array<ArrayBuffer>> {
  let best = found;
  let trials = 0;
  const fails = async (bytes: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    if (++trials > MAX_TRIALS) return false;
    const error = await failure(check, bytes.slice(), slowMs);
    return error !== undefined && kindOf(error) === kind;
  };
  for (let size = 1 << Math.floor(Math.log2(Math.max(1, best.length))); size >= 1; size >>= 1) {
    for (let at = Math.floor(best.length / size) * size; at >= 0; at -= size) {
      if (at >= best.length) continue;
      const without = new Uint8Array([...best.subarray(0, at), ...best.subarray(at + size)]);
      if (await fails(without)) {
        best = without;
        continue;
      }
      const cleared = best.slice().fill(0, at, at + size);
      if (best.subarray(at, at + size).some((byte) => byte !== 0) && (await fails(cleared))) best = cleared;
    }
  }
  return best;
}

/** Runs a target until its inputs or seconds are used up, or too much was found. */
export async function fuzz(target: Target, { seed, inputs = Infinity, seconds = Infinity, slowMs }: Limits): Promise<FuzzRun> {
  const mutator = new Mutator(target.seeds(), target.maxBytes, target.words, target.front);
  const check = await target.create();
  const findings: Finding[] = [];
  const kinds = new Set<string>();
  const started = performance.now();
  const elapsed = (): number => (performance.now() - started) / 1000;
  let number = 0;
  while (number < inputs && elapsed() < seconds && findings.length < MAX_FINDINGS) {
    const bytes = mutator.input(seed, number++);
    const error = await failure(check, bytes.slice(), slowMs);
    if (error === undefined || kinds.has(kindOf(error))) continue;
    kinds.add(kindOf(error));
    findings.push({ number: number - 1, error, input: await smaller(check, bytes, kindOf(error), slowMs) });
  }
  return { inputs: number, seconds: elapsed(), findings };
}

/** For checks: says what is wrong in a message that has no bytes of the input in it. */
export function must(condition: boolean, what: () => string): asserts condition {
  if (!condition) throw new Error(what());
}
