import workerUrl from "../worker/engine.worker.ts?worker&url";

/** Imports the engine, and keeps for it what is sent to it before it listens. */
const fromBlob = (engine: string): string => `const early = [], keep = (event) => early.push(event);
addEventListener("message", keep);
import(${JSON.stringify(engine)}).then(() => {
  removeEventListener("message", keep);
  for (const { data, ports } of early) dispatchEvent(new MessageEvent("message", { data, ports }));
}, (e) => setTimeout(() => { throw e; }));`;

/**
 * An opaque origin (iframe sandbox without allow-same-origin) cannot start a worker from an address: there it starts from a blob that imports
 * the same module, so that its parts are found beside it. A classic script does: Chromium refuses to let a module in a blob import there.
 */
export function spawn(): Promise<Worker> {
  const url = new URL(workerUrl, import.meta.url);
  if (self.origin !== "null") return Promise.resolve(new Worker(url, { name: "hopscope", type: "module" }));
  const script = new Blob([fromBlob(url.href)], { type: "text/javascript" });
  return Promise.resolve(new Worker(URL.createObjectURL(script), { name: "hopscope" }));
}
