import { existsSync, readdirSync, readFileSync } from "node:fs";

const SAMPLE_MS = 150;

/** Megabytes that processes hold, shared pages counted in parts (PSS). */
export interface Memory {
  /** All processes of the browser. */
  readonly all: number;
  /** The process of the page and its workers: the largest renderer. */
  readonly page: number;
}

/** Only Linux tells it, in /proc. */
export const memoryIsKnown = existsSync("/proc/self/smaps_rollup");

/** The processes that this one has started, and theirs. */
function descendants(): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = read(`/proc/${name}/stat`);
    // The name of the program stands in brackets and may hold anything.
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (Number.isInteger(parent)) parents.set(pid, parent);
  }
  const ofThis = (pid: number): boolean => {
    for (let at = parents.get(pid), steps = 0; at !== undefined && steps < 64; at = parents.get(at), steps++) if (at === process.pid) return true;
    return false;
  };
  return [...parents.keys()].filter(ofThis);
}

export function memoryNow(): Memory {
  let [all, page] = [0, 0];
  for (const pid of descendants()) {
    const pss = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1000;
    all += pss;
    if (read(`/proc/${pid}/cmdline`).includes("--type=renderer")) page = Math.max(page, pss);
  }
  return { all, page };
}

/** Looks again and again while `work` runs. The peaks of both figures. */
export async function peakMemory(work: () => Promise<unknown>): Promise<Memory> {
  let peak = memoryNow();
  const timer = setInterval(() => {
    const now = memoryNow();
    peak = { all: Math.max(peak.all, now.all), page: Math.max(peak.page, now.page) };
  }, SAMPLE_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peak;
}

/** Processes may end while they are looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
