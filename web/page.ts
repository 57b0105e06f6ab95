import { isBeside } from "./app/beside.js";
import { allowedParents, serveFrame } from "./app/frame-host.js";
import { onLaunch, sharedFiles } from "./app/launch.js";
import { startOffline } from "./app/service-worker.js";
import type { HopscopeViewerElement } from "./components/hopscope-viewer.js";
import type { ShownState } from "./components/viewer-element.js";

/**
 * The stand-alone page: "?src=demo.etl" in its address opens that trace. Only files beside the page are opened this way,
 * so that nobody can send a link which makes the page read from elsewhere. What follows the # never leaves the browser:
 * "#filter=tcp&view=packets&journey=97&range=0..5000" is the filter in force, the view, the selected journey and what the timeline shows,
 * so that a reload finds them again. "theme" and "hide" are there for the address of a frame, and stay as they were given.
 */
const src = new URLSearchParams(location.search).get("src");
const viewer = document.querySelector<HopscopeViewerElement>("hopscope-viewer");

if (viewer !== null) {
  restore(viewer);
  if (src !== null && isBeside(src)) viewer.setAttribute("src", src);
  void customElements.whenDefined("hopscope-viewer").then(() => {
    viewer.watch(mirror);
  });
  addEventListener("hashchange", () => {
    restore(viewer);
  });
  const listed = document.querySelector<HTMLMetaElement>('meta[name="hopscope-parents"]')?.content ?? "";
  void customElements.whenDefined("hopscope-viewer").then(() => takeOver(viewer));
  if (parent !== self) serveFrame(viewer, allowedParents(listed, location.origin), self);
}

/** What the installed page is given by the system: files that were opened with it, files that were shared with it. */
async function takeOver(into: HopscopeViewerElement): Promise<void> {
  onLaunch((handles) => {
    void Promise.all(handles.map((handle) => handle.getFile()))
      .then((files) => into.open(files))
      .catch(() => undefined);
  });
  if (new URLSearchParams(location.search).has("shared")) {
    const files = await sharedFiles();
    history.replaceState(history.state, "", location.pathname + location.hash);
    if (files.length > 0) await into.open(files).catch(() => undefined);
  }
  await startOffline().catch(() => undefined);
}

function restore(into: HopscopeViewerElement): void {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const name of ["filter", "view", "theme", "hide"]) {
    const value = asked.get(name);
    if (value !== null) into.setAttribute(name, value);
  }
  void customElements.whenDefined("hopscope-viewer").then(() => {
    into.recall({ journey: asked.get("journey") ?? "", range: asked.get("range") ?? "" });
  });
}

function mirror({ filter, view, journey, range }: ShownState): void {
  const asked = new URLSearchParams(location.hash.slice(1));
  const kept = { theme: asked.get("theme") ?? "", hide: asked.get("hide") ?? "" };
  const shown = new URLSearchParams(Object.entries({ filter, view, journey, range, ...kept }).filter(([, value]) => value !== ""));
  try {
    history.replaceState(history.state, "", `#${shown.toString()}`);
  } catch {
    // where the address may not be changed, as in a frame without an origin, it stays
  }
}
