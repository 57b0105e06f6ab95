import { css, html, type TemplateResult } from "lit";
import type { TimelineColours } from "../render/timeline/scene.js";

const NAMES = [
  "bg",
  "panel",
  "raised",
  "line",
  "line2",
  "t1",
  "t2",
  "t3",
  "accent",
  "accentfg",
  "sel",
  "ok",
  "bad",
  "badbg",
  "lost",
  "lostbg",
  "data",
  "data2",
  "place-nat",
  "r0",
  "r1",
  "r2",
  "r3",
  "r4",
  "r5",
] as const;

/** Elements that have each token as their colour: a canvas cannot resolve custom properties, light-dark() or system colours. */
export function colourProbe(): TemplateResult {
  return html`<div class="probe" aria-hidden="true">${NAMES.map((name) => html`<i class=${`probe-${name}`}></i>`)}</div>`;
}

export const probeStyles = css`
  .probe {
    display: none;
    forced-color-adjust: none;
  }
  .probe-bg {
    color: var(--bg);
  }
  .probe-panel {
    color: var(--panel);
  }
  .probe-raised {
    color: var(--raised);
  }
  .probe-line {
    color: var(--line);
  }
  .probe-line2 {
    color: var(--line2);
  }
  .probe-t1 {
    color: var(--t1);
  }
  .probe-t2 {
    color: var(--t2);
  }
  .probe-t3 {
    color: var(--t3);
  }
  .probe-accent {
    color: var(--accent);
  }
  .probe-accentfg {
    color: var(--accentfg);
  }
  .probe-sel {
    color: var(--sel);
  }
  .probe-ok {
    color: var(--ok);
  }
  .probe-bad {
    color: var(--bad);
  }
  .probe-badbg {
    color: var(--badbg);
  }
  .probe-lost {
    color: var(--lost);
  }
  .probe-lostbg {
    color: var(--lostbg);
  }
  .probe-data {
    color: var(--data);
  }
  .probe-data2 {
    color: var(--data2);
  }
  .probe-place-nat {
    color: var(--place-nat);
  }
  .probe-r0 {
    color: var(--r0);
  }
  .probe-r1 {
    color: var(--r1);
  }
  .probe-r2 {
    color: var(--r2);
  }
  .probe-r3 {
    color: var(--r3);
  }
  .probe-r4 {
    color: var(--r4);
  }
  .probe-r5 {
    color: var(--r5);
  }
`;

/** The colours of the theme in force, by what the probe's elements have. */
export function readColours(root: ParentNode): TimelineColours {
  const colour = (name: (typeof NAMES)[number]): string => {
    const element = root.querySelector(`.probe-${name}`);
    return element === null ? "gray" : getComputedStyle(element).color;
  };
  const host = root instanceof ShadowRoot ? getComputedStyle(root.host) : undefined;
  return {
    bg: colour("bg"),
    panel: colour("panel"),
    raised: colour("raised"),
    line: colour("line"),
    line2: colour("line2"),
    t1: colour("t1"),
    t2: colour("t2"),
    t3: colour("t3"),
    accent: colour("accent"),
    accentfg: colour("accentfg"),
    sel: colour("sel"),
    ok: colour("ok"),
    bad: colour("bad"),
    badbg: colour("badbg"),
    lost: colour("lost"),
    lostbg: colour("lostbg"),
    data: colour("data"),
    data2: colour("data2"),
    nat: colour("place-nat"),
    ramp: [colour("r0"), colour("r1"), colour("r2"), colour("r3"), colour("r4"), colour("r5")],
    sans: host?.getPropertyValue("--sans") ?? "sans-serif",
    mono: host?.getPropertyValue("--mono") ?? "monospace",
  };
}

/** Tells when colours may have changed: the theme of the viewer, of the system, or forced colours. Returns what stops it. */
export function watchColours(element: Element, changed: () => void): () => void {
  const root = element.getRootNode();
  const observer = new MutationObserver(changed);
  if (root instanceof ShadowRoot) observer.observe(root.host, { attributes: true, attributeFilter: ["theme"] });
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  };
}
