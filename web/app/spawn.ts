import workerUrl from "../worker/engine.worker.ts?worker&url";

/** An opaque origin (iframe sandbox without allow-same-origin) cannot load a worker by URL: it goes through a blob. */
export async function spawn(): Promise<Worker> {
  const url = new URL(workerUrl, import.meta.url);
  if (self.origin !== "null") return new Worker(url, { name: "hopscope", type: import.meta.env.DEV ? "module" : "classic" });
  const source = await (await fetch(url)).text();
  return new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { name: "hopscope" });
}
