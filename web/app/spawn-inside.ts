import EngineWorker from "../worker/engine.worker.ts?worker&inline";

/** Takes the place of spawn.ts in the page that is one file: the worker is in it, and starts from a blob. */
export function spawn(): Promise<Worker> {
  return Promise.resolve(new EngineWorker({ name: "hopscope" }));
}
