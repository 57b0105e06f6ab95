/**
 * What must work wherever the page is hosted, run inside it: opens the demo trace unless a trace is being opened already, walks through all views,
 * asks the public interface, exports. Sent to the page as text: it can use nothing from outside.
 * @param {boolean} byHand whether to open the demo trace
 * @returns {Promise<{ events: number, rows: number, views: string[], exported: number, faults: string[] }>}
 */
export async function essentials(byHand) {
  /** @type {string[]} */
  const faults = [];
  addEventListener("securitypolicyviolation", (e) => faults.push(`policy: ${e.effectiveDirective} ${e.blockedURI}`), true);
  addEventListener("error", (e) => faults.push(`uncaught: ${e.message}`));
  addEventListener("unhandledrejection", (e) => faults.push(`uncaught: ${String(e.reason)}`));
  addEventListener("hopscope-error", (e) => faults.push(/** @type {CustomEvent<{ message: string }>} */ (e).detail.message));

  /** @type {<T>(what: string, look: () => T | null | undefined | false) => Promise<T>} */
  const until = async (what, look) => {
    for (const end = performance.now() + 20_000; performance.now() < end;) {
      const found = look();
      if (found !== null && found !== undefined && found !== false) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`${what}: not seen within 20 s. ${faults.join("; ")}`);
  };

  await customElements.whenDefined("hopscope-viewer");
  const viewer = /** @type {import("../../web/core/viewer-api.js").HopscopeViewer} */ (document.querySelector("hopscope-viewer"));
  const shadow = await until("the viewer", () => viewer.shadowRoot);
  if (byHand) {
    const screen = await until("the first screen", () => shadow.querySelector("hopscope-first-screen")?.shadowRoot);
    const button = await until("the demo button", () => [...screen.querySelectorAll("button")].find((one) => one.textContent.includes("Try the demo trace")));
    button.click();
  }
  const rail = await until("the rail", () => shadow.querySelector("hopscope-rail")?.shadowRoot);
  const buttons = () => [.../** @type {NodeListOf<HTMLButtonElement>} */ (rail.querySelectorAll("nav button[aria-current]"))];
  await until("the trace", () => buttons().length > 0 && buttons().every((one) => !one.disabled));
  /** @type {string[]} */
  const views = [];
  for (const button of buttons()) {
    const word = button.textContent.trim();
    button.click();
    await until(
      `the view ${word}`,
      () => button.getAttribute("aria-current") === "page" && shadow.querySelector(`hopscope-${word.toLowerCase()}:not([hidden])`),
    );
    views.push(word);
  }
  const { events } = await viewer.summary();
  const { rows } = await viewer.packets({ filter: "tcp", limit: 50 });
  const exported = (await viewer.export("pcapng")).size;
  return { events, rows: rows.length, views, exported, faults };
}
