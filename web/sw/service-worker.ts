import { cleanupOutdatedCaches, precacheAndRoute, type PrecacheEntry } from "workbox-precaching";

// The build puts the list of the page's files where this name stands.
declare global {
  var __WB_MANIFEST: (PrecacheEntry | string)[];
}

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Where files wait that another program shared with the installed page, until the page takes them (web/app/launch.ts). */
const SHARED = "hopscope-shared";
const MOST_SHARED = 16;

// All of the page, kept when it is first seen. What stands behind the "?" is for the page and never for the server.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/./] });
cleanupOutdatedCaches();

/**
 * A new version waits until nobody uses the old one: its page may hold an open trace, and would miss its own files. One page that is alone
 * may ask for it sooner; others are told that they are not.
 */
worker.addEventListener("message", (event) => {
  if ((event.data as { readonly type?: unknown } | null)?.type !== "SKIP_WAITING") return;
  event.waitUntil(
    (async () => {
      const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
      if (pages.length <= 1) await worker.skipWaiting();
      else event.source?.postMessage({ type: "OTHER_PAGES", count: pages.length - 1 });
    })(),
  );
});

// So that a page is served from here in its first visit, too.
worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "POST" || new URL(request.url).pathname !== new URL("share", worker.registration.scope).pathname) return;
  event.respondWith(takeShared(request));
});

async function takeShared(request: Request): Promise<Response> {
  const files = (await request.formData()).getAll("traces").filter((entry) => entry instanceof File);
  await caches.delete(SHARED);
  const cache = await caches.open(SHARED);
  for (const [i, file] of files.slice(0, MOST_SHARED).entries())
    await cache.put(new URL(`share/${i}/${encodeURIComponent(file.name)}`, worker.registration.scope), new Response(file));
  return Response.redirect(new URL("./?shared", worker.registration.scope).href, 303);
}
