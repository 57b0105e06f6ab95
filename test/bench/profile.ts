import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { CDPSession } from "playwright";
import { BenchSite } from "./site.js";
import { benchTrace, KINDS, type Kind } from "./traces.js";

const { values: flags } = parseArgs({
  options: {
    kind: { type: "string", default: "ndis" },
    size: { type: "string", default: "500" },
    cache: { type: "string", default: join(tmpdir(), "hopscope-bench") },
    dist: { type: "string" },
    out: { type: "string", default: "test-results" },
    top: { type: "string", default: "30" },
  },
});

const SAMPLE_MICROSECONDS = 500;

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly hitCount?: number;
}
interface Profile {
  readonly nodes: readonly ProfileNode[];
}

/** The browser's protocol to workers: they are targets of their own, reached through messages of the page's session. */
class WorkerSessions {
  readonly #page: CDPSession;
  readonly #waiting = new Map<string, (result: unknown) => void>();
  readonly ids: string[] = [];
  #next = 1;

  constructor(page: CDPSession) {
    this.#page = page;
    page.on("Target.receivedMessageFromTarget", ({ sessionId, message }) => {
      const { id, result } = JSON.parse(message) as { readonly id?: number; readonly result?: unknown };
      this.#waiting.get(`${sessionId}/${id ?? 0}`)?.(result);
    });
    page.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") void this.#begin(sessionId);
    });
  }

  /** Every worker stops before its first line until its profiler runs. */
  attach(): Promise<unknown> {
    return this.#page.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
  }

  send(session: string, method: string, params: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const id = this.#next++;
    const answer = new Promise((resolve) => this.#waiting.set(`${session}/${id}`, resolve));
    void this.#page.send("Target.sendMessageToTarget", { sessionId: session, message: JSON.stringify({ id, method, params }) });
    return answer;
  }

  async #begin(session: string): Promise<void> {
    this.ids.push(session);
    await this.send(session, "Profiler.enable");
    await this.send(session, "Profiler.setSamplingInterval", { interval: SAMPLE_MICROSECONDS });
    await this.send(session, "Profiler.start");
    await this.send(session, "Runtime.runIfWaitingForDebugger");
  }
}

/** Where the time went, by function: its own time alone. */
function top(profile: Profile, count: number): string {
  const own = new Map<string, number>();
  let total = 0;
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    if (callFrame.functionName === "(idle)") continue;
    const where = callFrame.url.startsWith("wasm:") ? "wasm" : callFrame.url.replace(/^.*\//, "");
    const name = `${callFrame.functionName || "(anonymous)"} ${where}:${callFrame.lineNumber + 1}`;
    own.set(name, (own.get(name) ?? 0) + hitCount);
    total += hitCount;
  }
  return [...own]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(
      ([name, hits]) =>
        `${((hits * SAMPLE_MICROSECONDS) / 1000).toFixed(0).padStart(7)} ms ${((100 * hits) / Math.max(1, total)).toFixed(1).padStart(5)} %  ${name}`,
    )
    .join("\n");
}

const kind = KINDS.find((one): one is Kind => one === flags.kind);
if (kind === undefined) throw new Error(`There is no kind of trace called ${flags.kind}: ${KINDS.join(", ")}.`);
const trace = benchTrace(kind, Number(flags.size), flags.cache);
const site = await BenchSite.start(resolve(flags.dist ?? join(flags.cache, "dist-named")), flags.dist === undefined, true);
try {
  const page = await site.page(trace.path);
  const workers = new WorkerSessions(await page.context().newCDPSession(page));
  await workers.attach();
  await page.evaluate(async () => {
    const file = document.querySelector<HTMLInputElement>("#bench-file")?.files?.[0];
    if (file !== undefined) await document.querySelector("hopscope-viewer")?.open(file);
  });
  for (const [i, session] of workers.ids.entries()) {
    const { profile } = (await workers.send(session, "Profiler.stop")) as { readonly profile: Profile };
    const path = join(flags.out, `${kind}-${flags.size}-worker${i}.cpuprofile`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(profile));
    console.log(`\n${path}\n${top(profile, Number(flags.top))}`);
  }
} finally {
  await site.close();
}
