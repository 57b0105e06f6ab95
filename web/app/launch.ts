/** Files that the system opens with the installed page. */
interface LaunchQueue {
  setConsumer(consumer: (params: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** Calls `open` with the files that the page was launched with, now and later. */
export function onLaunch(open: (handles: readonly FileSystemFileHandle[]) => void): void {
  const queue = (globalThis as { readonly launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) open(files);
  });
}

/** What the service worker put aside of what another program shared (web/sw/service-worker.ts). It is given once. */
export async function sharedFiles(): Promise<readonly File[]> {
  try {
    const cache = await caches.open("hopscope-shared");
    const kept = await cache.keys();
    const files = await Promise.all(
      kept.map(async (request) => {
        const name = decodeURIComponent(new URL(request.url).pathname.split("/").pop() ?? "");
        return new File([(await (await cache.match(request))?.blob()) ?? new Blob()], name);
      }),
    );
    await caches.delete("hopscope-shared");
    return files;
  } catch {
    return [];
  }
}
