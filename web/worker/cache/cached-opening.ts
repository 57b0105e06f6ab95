import type { Progress, SourceFile } from "../../core/engine-api.js";
import { TraceError } from "../../core/errors.js";
import type { CacheFacts } from "../../core/kept.js";
import { openContainers } from "../containers/open-containers.js";
import type { KeptJourneys } from "../journeys.js";
import type { OpenedTrace } from "../opened-trace.js";
import { Scanner } from "../scanner.js";
import { countUses } from "../schema-uses.js";
import type { UserFile } from "../user-schemas.js";
import { fingerprint, Hash, modifiedAt } from "./fingerprint.js";
import type { IndexCache, IndexKey } from "./index-cache.js";
import { keepTrace, restoreTrace } from "./kept-trace.js";

/** The views that come with a trace ask first; then it is kept. */
const KEEP_AFTER_MS = 250;

export interface Opening {
  readonly trace: OpenedTrace;
  /** As they were found before, where no listing was there. */
  readonly journeys?: KeptJourneys | undefined;
  /** What stands for the trace in the cache. */
  readonly key: IndexKey;
  /** It came from the cache. */
  readonly known: boolean;
}

/** Opens a trace by what was kept of it, or else by `read`. What is wrong with a kept index is never an error. */
export async function openCached(
  cache: IndexCache,
  module: WebAssembly.Module,
  sources: readonly SourceFile[],
  onProgress: (progress: Progress) => void,
  aborted: () => boolean,
  schemas: readonly UserFile[],
  read: () => Promise<OpenedTrace>,
): Promise<Opening> {
  const key = { content: await fingerprint(sources), schemas: schemasKey(schemas), modified: modifiedAt(sources) };
  const restored = await restore(cache, key, module, sources, aborted, schemas);
  if (restored === undefined) return { trace: await read(), key, known: false };
  const { trace } = restored;
  trace.user.uses = await countUses(trace, () => {
    if (aborted()) throw new TraceError("aborted", "Opening was cancelled while events were being decoded.");
  });
  const bytesTotal = sources.reduce((sum, { blob }) => sum + blob.size, 0);
  onProgress({ bytesDone: bytesTotal, bytesTotal, events: trace.index.events });
  return { ...restored, key, known: true };
}

/** Keeps an opened trace, unless `current` says that it is no longer what was opened. */
export async function keepOpened(
  cache: IndexCache,
  key: IndexKey,
  trace: OpenedTrace,
  journeys: () => KeptJourneys | undefined,
  current: () => boolean,
): Promise<CacheFacts> {
  const { content } = key;
  await new Promise((resolve) => setTimeout(resolve, KEEP_AFTER_MS));
  try {
    if (!current()) return { state: "off", content };
    return { content, ...(await cache.keep(key, keepTrace(trace, journeys()))) };
  } catch {
    // no memory for it, most likely
    return { state: "full", content };
  }
}

async function restore(
  cache: IndexCache,
  key: IndexKey,
  module: WebAssembly.Module,
  sources: readonly SourceFile[],
  aborted: () => boolean,
  schemas: readonly UserFile[],
): Promise<Pick<Opening, "trace" | "journeys"> | undefined> {
  const kept = await cache.find(key);
  if (kept === undefined) return undefined;
  const { files } = await openContainers(sources, () => undefined, aborted);
  try {
    return await restoreTrace(kept, await Scanner.create(module), files, schemas);
  } catch {
    // What was kept is cut or gone by now.
    await cache.forget(key);
    return undefined;
  }
}

/** Layouts that were brought may say what an event tells of the machine: an index made by others is another index. */
function schemasKey(schemas: readonly UserFile[]): string {
  const hash = new Hash();
  hash.add(new TextEncoder().encode(schemas.map(({ key }) => key).join("\n")));
  return schemas.length === 0 ? "" : hash.text;
}
