import { offlineState } from "./offline.js";

/**
 * Makes the page work without a network from its second visit on. Only the stand-alone page does this, at the top of its window: a host page's
 * service workers are its own affair. Nothing happens where there are none: on plain http, in private windows of some browsers.
 */
export async function startOffline(): Promise<void> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  if (workers === undefined || !isSecureContext || parent !== self || !import.meta.env.PROD) return;
  const state = offlineState();
  const { registerSW } = await import("virtual:pwa-register");
  workers.addEventListener("message", ({ data }: MessageEvent<{ readonly type?: unknown; readonly count?: unknown } | null>) => {
    if (data?.type === "OTHER_PAGES" && typeof data.count === "number") state.update({ others: data.count });
  });
  const use = registerSW({
    onNeedRefresh: () => {
      state.update({
        update: () => void useWaiting(workers, use),
      });
    },
    // No page is loaded anew but the one that asks for it.
    onNeedReload: () => undefined,
    onOfflineReady: () => {
      state.update({ ready: true });
    },
    // A browser that refuses, or a server that gives no such file: the page works as it did before.
    onRegisterError: () => undefined,
    onRegisteredSW: (_url, registration) => {
      if (registration?.active) state.update({ ready: true });
    },
  });
}

/** Loads the page anew once the newer version has taken over; it does not while other pages are open. */
async function useWaiting(workers: ServiceWorkerContainer, use: () => Promise<void>): Promise<void> {
  const waiting = (await workers.getRegistration())?.waiting;
  waiting?.addEventListener("statechange", () => {
    if (waiting.state === "activated") location.reload();
  });
  await use();
}
