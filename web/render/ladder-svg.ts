import type { JourneyRow } from "../core/api.js";
import { NARROW, latency } from "../core/format.js";
import { layoutLadder, MOST_DRAWN, PILL, type Ladder, type LadderHop, type LadderMark, type LadderScale } from "./ladder.js";
import type { LadderCard } from "./ladder-cards.js";

/** Left of the ladder, for times; above it, for the names of places. */
const GUTTER = 88;
const HEAD = 56;
const SANS = "Segoe UI, system-ui, sans-serif";
const MONO = "ui-monospace, Cascadia Mono, Consolas, monospace";
/** The colours of the light theme: pictures go on paper and into tickets. */
const INK = {
  text: "#151a21",
  soft: "#5f6a7c",
  line: "#c4ccd8",
  panel: "#ffffff",
  raised: "#f7f8fa",
  ok: "#0b7450",
  bad: "#bf2d1b",
  lost: "#835600",
  nat: "#8a396b",
} as const;
const RAMP = ["#7a93bd", "#61789f", "#55647f", "#6b5540", "#5a3610", "#3c1600"] as const;
const WIDTH = 760;

/** Text that is safe in markup, as content and within quotes. Characters that XML has no form for are replaced. */
export function escapeMarkup(text: string): string {
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;")
      // eslint-disable-next-line no-control-regex -- these are the characters meant
      .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
  );
}

/** The ladder of a journey as an SVG document of its own: attributes only, so that it needs no style sheet where it is put. */
export function ladderSvg(row: JourneyRow, title: string, scale: LadderScale = "even"): string {
  const ladder = layoutLadder(row, WIDTH, scale);
  const width = GUTTER + ladder.width + 16;
  const height = HEAD + ladder.height + 12;
  const translated = new Set(ladder.cards.map(({ index }) => index).filter((index) => row.sightings[index]?.joined.by === "nat"));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${SANS}" font-size="12" fill="none">` +
    `<title>${escapeMarkup(title)}</title><rect width="${width}" height="${height}" fill="${INK.panel}"/>` +
    heads(ladder) +
    times(row, ladder) +
    `<g transform="translate(${GUTTER} ${HEAD})" stroke-linecap="round" stroke-linejoin="round">${picture(ladder, translated)}</g></svg>`
  );
}

function heads({ columns, groups, columnWidth }: Ladder): string {
  // Bold letters of the widest likely font.
  const room = Math.floor(columnWidth / 7.6);
  const over = groups.map(
    ({ switch: at, from, to }) =>
      text((from + to) / 2 + GUTTER, 13, short(at.name, Math.floor((to - from) / 6.6)), { fill: INK.soft, anchor: "middle" }) +
      `<path d="M${from + GUTTER + 4} 18H${to + GUTTER - 4}" stroke="${INK.line}"/>`,
  );
  const names = columns.map(
    ({ place, x }) =>
      text(x + GUTTER, 34, short(place.name, room), { fill: INK.text, anchor: "middle", bold: true }) +
      text(x + GUTTER, 49, place.kind, { fill: INK.soft, anchor: "middle" }),
  );
  return [...over, ...names].join("");
}

function times(row: JourneyRow, { marks }: Ladder): string {
  const first = row.sightings[0]?.timeNs ?? 0n;
  return marks
    .filter(({ timed }) => timed)
    .map(({ y, sighting }) => text(GUTTER - 10, y + HEAD + 4, `+${latency(Number(sighting.timeNs - first))}`, { fill: INK.soft, anchor: "end", mono: true }))
    .join("");
}

function picture(ladder: Ladder, translated: ReadonlySet<number>): string {
  const { behind, columns, height, marks, hops, cards } = ladder;
  const line = ({ from, to }: LadderHop): string => `M${from.x} ${from.y}L${to.x} ${to.y}`;
  return [
    behind === undefined
      ? ""
      : `<rect x="${behind.x}" y="${behind.y}" width="${behind.width}" height="${height - behind.y}" fill="${INK.nat}" fill-opacity=".05"/>`,
    ...columns.map(({ x }) => `<path d="M${x} 0V${height}" stroke="${INK.line}" stroke-dasharray="1 4"/>`),
    ...cards.map(
      (card) =>
        `<path d="M${card.link.map(({ x, y }) => `${x} ${y}`).join("L")}" stroke="${translated.has(card.index) ? INK.nat : INK.line}" stroke-width="1.2"/>`,
    ),
    ...hops.filter(({ longest }) => longest).map((hop) => `<path d="${line(hop)}" stroke="${RAMP[hop.ramp]}" stroke-opacity=".38" stroke-width="8"/>`),
    ...hops.map((hop, i) => `<path d="${line(hop)}" stroke="${marks[i + 1]?.shape === "dropped" ? INK.bad : INK.text}" stroke-width="1.8"/>`),
    ...marks.map(markShape),
    ...marks.map(words),
    ...hops.map(pill),
    ...cards.map((card) => cardBox(card)),
  ].join("");
}

function markShape({ x, y, shape }: LadderMark): string {
  const ring = `fill="${INK.panel}" stroke="${INK.text}" stroke-width="1.8"`;
  switch (shape) {
    case "frame":
      return `<rect x="${x - 4.5}" y="${y - 4.5}" width="9" height="9" ${ring}/>`;
    case "step":
      return `<circle cx="${x}" cy="${y}" r="4.5" ${ring}/>`;
    case "delivered":
      return `<circle cx="${x}" cy="${y}" r="4.5" ${ring}/><circle cx="${x}" cy="${y}" r="2" fill="${INK.text}"/>`;
    case "translated":
      return `<path d="M${x} ${y - 7.5}l7.5 7.5l-7.5 7.5l-7.5 -7.5z" fill="${INK.nat}"/>`;
    case "end-delivered":
      return `<circle cx="${x}" cy="${y}" r="8" fill="${INK.ok}"/>`;
    case "end-sent":
      return `<circle cx="${x}" cy="${y}" r="8.5" fill="${INK.ok}"/><path d="M${x - 4} ${y}h8m-3.4 -3.4l3.4 3.4l-3.4 3.4" stroke="${INK.panel}" stroke-width="2"/>`;
    case "dropped":
      return (
        `<circle cx="${x}" cy="${y}" r="9" fill="${INK.bad}"/><path d="M${x - 3.6} ${y - 3.6}l7.2 7.2m0 -7.2l-7.2 7.2" stroke="${INK.panel}" stroke-width="2"/>` +
        `<path d="M${x} ${y + 9}v9M${x - 26} ${y + 19}h52" stroke="${INK.bad}" stroke-width="2"/>`
      );
    case "lost":
      return `<circle cx="${x}" cy="${y}" r="7.5" fill="${INK.panel}" stroke="${INK.lost}" stroke-width="1.8" stroke-dasharray="2.4 3"/>`;
  }
}

const ENDS: Readonly<Partial<Record<LadderMark["shape"], { readonly fill: string; readonly word?: string }>>> = {
  dropped: { fill: INK.bad },
  lost: { fill: INK.lost },
  "end-delivered": { fill: INK.ok, word: "delivered" },
  "end-sent": { fill: INK.ok, word: "sent" },
};

function words({ x, y, label, nbl, side, shape, sighting }: LadderMark): string {
  if (label === "") return "";
  const end = ENDS[shape];
  const said = end?.word === undefined || sighting.kind === end.word ? label : `${end.word} · ${label}`;
  const right = side === "right";
  const whole = `${said}${nbl === "" ? "" : `  NBL ${nbl}`}`;
  return text(right ? x + 14 : x - 14, right ? y - 6 : y + 15, whole, {
    fill: end?.fill ?? INK.text,
    anchor: right ? "start" : "end",
    bold: end !== undefined,
  });
}

function pill({ pill: at, ns, ramp }: LadderHop): string {
  if (at === undefined) return "";
  const shown = latency(ns);
  const wide = Math.max(PILL.width - 8, shown.length * 7 + 10);
  return (
    `<rect x="${at.x - wide / 2}" y="${at.y - PILL.height / 2}" width="${wide}" height="${PILL.height}" rx="${PILL.height / 2}" fill="${INK.panel}" stroke="${RAMP[ramp]}" stroke-width="1.4"/>` +
    text(at.x, at.y + 4, shown, { fill: INK.text, anchor: "middle" })
  );
}

function cardBox({ x, y, width, height, changes, more }: LadderCard): string {
  const lines = changes.map(({ field, from, to }) => `${field}  ${from || "none"} → ${to || "none"}`);
  if (more > 0) lines.push(`and ${more} more`);
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${INK.raised}" stroke="${INK.line}"/>` +
    text(x + 10, y + 19, "Changed in the frame", { fill: INK.soft, anchor: "start" }) +
    lines.map((line, i) => text(x + 10, y + 38 + i * 18, line, { fill: INK.text, anchor: "start", mono: true })).join("")
  );
}

interface TextLook {
  readonly fill: string;
  readonly anchor: "start" | "middle" | "end";
  readonly bold?: boolean;
  readonly mono?: boolean;
}

function text(x: number, y: number, content: string, { fill, anchor, bold = false, mono = false }: TextLook): string {
  const font = `${mono ? ` font-family="${MONO}" font-size="11.5"` : ""}${bold ? ' font-weight="700"' : ""}`;
  return `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}" stroke="none"${font}>${escapeMarkup(content.replaceAll(NARROW, " "))}</text>`;
}

function short(name: string, room: number): string {
  return name.length > room ? `${name.slice(0, Math.max(1, room - 1))}…` : name;
}

/** Sightings that the picture leaves out. */
export function notDrawn(row: JourneyRow): number {
  return Math.max(0, row.sightings.length - MOST_DRAWN);
}
