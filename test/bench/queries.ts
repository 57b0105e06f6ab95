import type { Page } from "playwright";

/** Milliseconds of each run by question; a question that the product cannot answer is absent. */
export type QueryTimes = Readonly<Record<string, readonly number[]>>;

/** Questions about the trace that is open in the page. */
export function askQueries(page: Page, runs: number): Promise<QueryTimes> {
  return page.evaluate(ask, runs);
}

/** Bytes and milliseconds of saving everything as pcapng, through the public interface. */
export function saveOnce(page: Page): Promise<{ readonly bytes: number; readonly ms: number }> {
  return page.evaluate(save);
}

type Session = Readonly<Record<string, ((...args: readonly unknown[]) => Promise<unknown>) | undefined>>;

async function ask(runs: number): Promise<QueryTimes> {
  const viewer = document.querySelector("hopscope-viewer") as unknown as { session: Session; summary(): Promise<{ events: number; packets: number }> };
  const { session } = viewer;
  const { events, packets } = await viewer.summary();
  const times: Record<string, number[]> = {};
  const time = async (name: string, method: string, args: (run: number) => readonly unknown[]): Promise<void> => {
    if (session[method] === undefined) return;
    const list: number[] = [];
    for (let run = 0; run < runs; run++) {
      const given = args(run);
      const started = performance.now();
      await session[method](...given);
      list.push(performance.now() - started);
    }
    times[name] = list;
  };
  // Every run asks something else, so that no kept answer is measured.
  await time("histogram, 2,000 slices", "facts", (run) => [2000 - run]);
  await time("100 rows of events", "eventLines", (run) => [Math.floor((events * (run + 1)) / (runs + 2)), 100]);
  if (packets > 0) await time("100 rows of packets", "packets", (run) => [{ offset: Math.floor((packets * (run + 1)) / (runs + 2)), limit: 100 }]);
  await time("filter by type (event.id)", "matches", (run) => ["event", `event.id == ${3 + run} or event.id == 1001`]);
  await time("filter by column (pid)", "matches", (run) => ["event", `pid == ${604 + run * 4}`]);
  await time("filter by two columns (cpu, tid)", "matches", (run) => ["event", `cpu == 1 and tid > ${4100 + run}`]);
  if (packets > 0) await time("filter by frame (ip.addr)", "matches", (run) => ["packet", `ip.addr == 10.32.0.${7 + run}`]);
  if (packets > 0) await time("journeys by latency", "journeyLines", (run) => [{ sort: "-latency", offset: run, limit: 50 }]);
  return times;
}

async function save(): Promise<{ bytes: number; ms: number }> {
  const viewer = document.querySelector("hopscope-viewer");
  if (viewer === null) throw new Error("the page has no viewer");
  const started = performance.now();
  const blob = await (viewer as unknown as { export(format: string): Promise<Blob> }).export("pcapng");
  return { bytes: blob.size, ms: performance.now() - started };
}
