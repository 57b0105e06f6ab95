import { TraceError } from "../core/errors.js";
import type { TraceSession } from "./session.js";

export type FilteredKind = "event" | "packet" | "journey";

/** The engine works at one filter at a time: one that is being typed may take the place of the one in force, which is then asked for again. */
const TRIES = 5;

export async function persistently<T>(ask: () => Promise<T>, wanted: () => boolean): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (e) {
      if (!(e instanceof TraceError && e.code === "aborted") || tries >= TRIES || !wanted()) throw e;
    }
  }
}

/** Where a row stands among those that fit: `there` when it is one of them, else `position` is that of the next one. */
export interface Standing {
  readonly total: number;
  readonly position: number | undefined;
  readonly there: boolean;
}

export async function standing(session: TraceSession, kind: "event" | "packet", filter: string, index: number): Promise<Standing> {
  const wanted = (): boolean => session.state.value.filter === filter;
  const [own, next] = await persistently(() => Promise.all([session.matches(kind, filter, index), session.matches(kind, filter, index + 1)]), wanted);
  return { total: own.total, position: own.position, there: own.position !== undefined && own.position !== next.position };
}
