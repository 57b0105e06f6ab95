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
  let asked = false;
  workers.addEventListener("message", ({ data }: MessageEvent<{ readonly type?: unknown; readonly count?: unknown } | null>) => {
    if (data?.type === "OTHER_PAGES" && typeof data.count === "number") state.update({ others: data.count });
  });
  const use = registerSW({
    onNeedRefresh: () => {
      state.update({
        update: () => {
          asked = true;
          void use(false);
        },
      });
    },
    // Another page asked: this one goes on with what it has until it is loaded anew by hand, so that its trace stays open.
    onNeedReload: () => {
      if (asked) location.reload();
    },
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
