import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { PlaceKind } from "../core/api.js";

/** 16 grid, 1.5 stroke, no fill except the outcome discs. Decorative: the word beside an icon carries its meaning. */
const SHAPES = {
  overview: svg`<rect x="2" y="2.5" width="5" height="4.5" rx="1"/><rect x="9" y="2.5" width="5" height="3" rx="1"/><rect x="2" y="9.5" width="5" height="4" rx="1"/><rect x="9" y="8" width="5" height="5.5" rx="1"/>`,
  timeline: svg`<path d="M2 3.5h5M9 3.5h5M4.5 8h7M2 12.5h3M7.5 12.5h6.5"/>`,
  journeys: svg`<path d="M3.5 2.5v11M8 2.5v11M12.5 2.5v11M3.5 4l4.5 4 4.5 4"/>`,
  packets: svg`<rect x="2" y="2.5" width="12" height="4.5" rx="1"/><rect x="2" y="9" width="12" height="4.5" rx="1"/><path d="M4.5 4.75h2M4.5 11.25h2"/>`,
  events: svg`<path d="M5.5 4h8.5M5.5 8h8.5M5.5 12h8.5M2 4h.5M2 8h.5M2 12h.5"/>`,
  nat: svg`<path d="M2.5 5.2h11M10.5 2.2l3 3M13.5 10.8h-11M5.5 13.8l-3-3"/>`,
  flows: svg`<path d="M2 12.5c3.5 0 3.5-9 6-9s2.5 9 6 9M2 12.5h12"/>`,
  atlas: svg`<rect x="2.2" y="2.2" width="11.6" height="11.6" rx="1"/><path d="M6.1 2.2v11.6M9.9 2.2v11.6M2.2 6.1h11.6M2.2 9.9h11.6"/>`,
  topology: svg`<circle cx="3.8" cy="8" r="2"/><circle cx="12.2" cy="3.6" r="2"/><circle cx="12.2" cy="12.4" r="2"/><path d="M5.6 7.1l4.8-2.6M5.6 8.9l4.8 2.6"/>`,
  settings: svg`<circle cx="8" cy="8" r="2.2"/><path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6l1.4 1.4M11 11l1.4 1.4M12.4 3.6L11 5M5 11l-1.4 1.4"/>`,
  info: svg`<circle cx="8" cy="8" r="6"/><path d="M8 7.4v3.8M8 4.8v.1"/>`,
  help: svg`<circle cx="8" cy="8" r="6"/><path d="M6.2 6.3a1.9 1.9 0 1 1 2.7 1.8c-.6.3-.9.7-.9 1.3M8 11.5v.1"/>`,
  sun: svg`<circle cx="8" cy="8" r="2.8"/><path d="M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9"/>`,
  moon: svg`<path d="M13 9.8A5.6 5.6 0 0 1 6.2 3a5.6 5.6 0 1 0 6.8 6.8z"/>`,
  export: svg`<path d="M8 9.5v-7M5.2 5L8 2.2 10.8 5M3 8.5v5h10v-5"/>`,
  file: svg`<path d="M9.5 1.8H4v12.4h8V4.3zM9.5 1.8v2.5H12"/>`,
  folder: svg`<path d="M1.8 12.8V3.2h4.4l1.5 1.8h6.5v7.8z"/>`,
  link: svg`<path d="M6.8 9.2a2.7 2.7 0 0 0 3.9 0l2.3-2.3a2.7 2.7 0 0 0-3.9-3.9l-.8.8M9.2 6.8a2.7 2.7 0 0 0-3.9 0L3 9.1A2.7 2.7 0 0 0 6.9 13l.8-.8"/>`,
  play: svg`<path d="M4.5 2.8v10.4L12.5 8z"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8.5" height="8.5" rx="1.5"/><path d="M3.5 10.5H2.8A.8.8 0 0 1 2 9.7V2.8A.8.8 0 0 1 2.8 2h6.9a.8.8 0 0 1 .8.8v.7"/>`,
  check: svg`<path d="M3 8.5l3.3 3.3L13 4.8"/>`,
  warning: svg`<path d="M8 2.2L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1"/>`,
  error: svg`<path d="M5.5 1.8h5l3.7 3.7v5l-3.7 3.7h-5L1.8 10.5v-5zM6 6l4 4M10 6l-4 4"/>`,
  shield: svg`<path d="M8 1.8l5.2 1.9v4c0 3.2-2.1 5.3-5.2 6.5-3.1-1.2-5.2-3.3-5.2-6.5v-4zM5.6 7.9l1.7 1.7 3.1-3.2"/>`,
  offline: svg`<path d="M2 6.2A9 9 0 0 1 5 4.4M8 3.6a9 9 0 0 1 6 2.6M4.6 8.8a5.4 5.4 0 0 1 2-1.2M9.8 7.7a5.4 5.4 0 0 1 1.6 1.1M8 12h.01M2.6 1.8l10.8 12.4"/>`,
  funnel: svg`<path d="M2.2 3h11.6L9.5 8.2v4.6l-3-1.6v-3z"/>`,
  up: svg`<path d="M4 10l4-4 4 4"/>`,
  down: svg`<path d="M4 6l4 4 4-4"/>`,
  right: svg`<path d="M6 4l4 4-4 4"/>`,
  close: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  menu: svg`<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>`,
  dockBelow: svg`<rect x="2" y="2.5" width="12" height="11" rx="1.5"/><path d="M2 9h12"/>`,
  dockRight: svg`<rect x="2" y="2.5" width="12" height="11" rx="1.5"/><path d="M9 2.5v11"/>`,
  in: svg`<path d="M13 8H3M6.5 4.5L3 8l3.5 3.5"/>`,
  out: svg`<path d="M3 8h10M9.5 4.5L13 8l-3.5 3.5"/>`,
  delivered: svg`<circle cx="8" cy="8" r="3.5" fill="currentColor" stroke="none"/>`,
  sent: svg`<path d="M2.5 8h11M9.5 4l4 4-4 4"/>`,
  dropped: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  lostSight: svg`<circle cx="8" cy="8" r="5" stroke-dasharray="2.2 2"/>`,
} as const;

export type IconName = keyof typeof SHAPES;

function frame(body: SVGTemplateResult, extra: string): TemplateResult {
  return html`<svg class="icon ${extra}" viewBox="0 0 16 16" aria-hidden="true">${body}</svg>`;
}

export function icon(name: IconName): TemplateResult {
  return frame(SHAPES[name], "");
}

const FAMILIES = {
  physical: svg`<rect x="2" y="3.5" width="12" height="7" rx="1"/><path d="M5.5 10.5v2.5M8.5 10.5v2.5"/>`,
  host: svg`<rect x="2" y="2.8" width="12" height="8" rx="1"/><path d="M8 10.8v2.5M5.5 13.5h5"/>`,
  vm: svg`<rect x="2" y="2" width="12" height="12" rx="1"/><rect x="5.5" y="5.5" width="5" height="5"/>`,
  container: svg`<path d="M8 1.8l5.5 3v6.4L8 14.2l-5.5-3V4.8zM2.5 4.8L8 7.9l5.5-3.1M8 7.9v6.3"/>`,
  nat: svg`<path d="M2.5 5.2h11M10.5 2.2l3 3M13.5 10.8h-11M5.5 13.8l-3-3"/>`,
  team: svg`<path d="M2 5h3.5l5 6H14M2 11h3.5l5-6H14"/>`,
  switch: svg`<rect x="2" y="4" width="12" height="8" rx="1"/><path d="M5 9.2v-1.5M8 9.2v-1.5M11 9.2v-1.5"/>`,
  stack: svg`<path d="M8 2.2l6 3.2-6 3.2-6-3.2zM2 9.3l6 3.2 6-3.2"/>`,
} as const;

export type PlaceFamily = keyof typeof FAMILIES;

const FAMILY_OF: Readonly<Record<PlaceKind, PlaceFamily>> = {
  "physical-nic": "physical",
  wire: "physical",
  "virtual-nic": "host",
  "vm-nic": "vm",
  "container-nic": "container",
  nat: "nat",
  tunnel: "nat",
  "team-nic": "team",
  bridge: "team",
  switch: "switch",
  "switch-port": "switch",
  filter: "switch",
  unknown: "switch",
  stack: "stack",
  protocol: "stack",
};

/** The kind in words: the glyph never stands alone for assistive technology. */
const KIND_WORDS: Readonly<Record<PlaceKind, string>> = {
  "physical-nic": "physical NIC",
  wire: "wire",
  "virtual-nic": "host vNIC",
  "vm-nic": "VM NIC",
  "container-nic": "container NIC",
  nat: "NAT",
  tunnel: "tunnel",
  "team-nic": "team NIC",
  bridge: "bridge",
  switch: "switch",
  "switch-port": "switch port",
  filter: "filter",
  unknown: "unknown kind",
  stack: "IP stack",
  protocol: "protocol",
};

export function placeKindWords(kind: PlaceKind): string {
  return KIND_WORDS[kind];
}

/** Needs `placeColours` among the styles of the element that draws it. */
export function placeGlyph(kind: PlaceKind): TemplateResult {
  const family = FAMILY_OF[kind];
  return frame(FAMILIES[family], `place-${family}`);
}

/** Two hops and their end: the mark of the product. */
export function logo(): TemplateResult {
  return html`<svg class="logo" viewBox="0 0 28 20" aria-hidden="true">
    <path d="M4 15C4 6 13 6 13 15M13 15C13 6 23 6 23 15" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />
    <circle cx="4" cy="15" r="2.6" fill="currentColor" />
    <circle cx="13" cy="15" r="2" fill="currentColor" />
    <circle class="logo-end" cx="23" cy="15" r="2.8" />
  </svg>`;
}

/** The same glyph as a part of a larger drawing. */
export function placeShape(kind: PlaceKind): SVGTemplateResult {
  const family = FAMILY_OF[kind];
  return svg`<g class="icon place-${family}">${FAMILIES[family]}</g>`;
}

/** Class of `placeColours` that colours something with the kind of a place. */
export function placeClass(kind: PlaceKind): string {
  return `place-${FAMILY_OF[kind]}`;
}
