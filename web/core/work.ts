import { TraceError } from "./errors.js";

/** Something long in pieces of a millisecond or so: whoever runs it may do other things wherever it yields. */
export type Work<T> = Generator<undefined, T, undefined>;

/** A worker answers to nothing else for so long: cancelling is to work within 100 ms, also on slow machines. */
const PIECE_MS = 25;
/** Items between two looks at the clock. */
const SPAN = 2_048;

/** Does `piece` for items [0, length), many at a time, as part of a work. */
export function* inSpans(length: number, piece: (from: number, to: number) => void): Work<void> {
  for (let from = 0; from < length; from += SPAN) {
    piece(from, Math.min(length, from + SPAN));
    yield;
  }
}

/** Runs a work to its end at once. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Runs a work while messages come in between. Rejects with TraceError when `aborted` says so; `doing` is what was being done. */
export async function inTurns<T>(work: Work<T>, doing: string, aborted: () => boolean = () => false): Promise<T> {
  for (;;) {
    const until = performance.now() + PIECE_MS;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await othersFirst();
    if (aborted()) throw new TraceError("aborted", `Opening was cancelled while ${doing}.`);
  }
}

/** A message to oneself comes behind those that wait, and sooner than any timer. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
