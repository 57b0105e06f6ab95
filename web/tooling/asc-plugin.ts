import { dirname } from "node:path";
import { main } from "assemblyscript/asc";
import type { Plugin } from "vite";

/** Runs asc once. Throws with asc's own diagnostics. */
export async function compileWasm(config: string, target: "debug" | "release"): Promise<void> {
  const stderr: string[] = [];
  const { error } = await main(["--config", config, "--target", target, "--noColors"], {
    stderr: {
      write(chunk: string) {
        stderr.push(chunk);
      },
    },
  });
  if (error) throw new Error(`asc failed\n${stderr.join("").trim() || error.message}`);
}

/** Compiles wasm/ before a bundle and again on every change while the dev server runs. */
export function asc(config: string): Plugin {
  const dir = dirname(config);
  let target: "debug" | "release" = "release";
  let queue: Promise<void> = Promise.resolve();
  const compile = (): Promise<void> => (queue = queue.catch(() => undefined).then(() => compileWasm(config, target)));
  return {
    name: "hopscope:asc",
    enforce: "pre",
    configResolved(resolved) {
      target = resolved.command === "build" ? "release" : "debug";
    },
    buildStart: () => compile(),
    configureServer(server) {
      server.watcher.add(dir);
      server.watcher.on("all", (_event, file) => {
        if (!file.startsWith(`${dir}/assembly/`)) return;
        compile().then(
          () => {
            server.ws.send({ type: "full-reload" });
          },
          (e: unknown) => {
            const message = e instanceof Error ? e.message : String(e);
            server.ws.send({ type: "error", err: { message, stack: "", plugin: "hopscope:asc", id: file } });
          },
        );
      });
    },
  };
}
