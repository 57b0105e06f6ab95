import type { Finding, PlaceRef } from "../../core/api.js";
import { nearestRank } from "../latency-stats.js";
import { SIGHTING } from "../sightings.js";
import { Groups } from "./groups.js";
import type { FindingInput, FindingJourneys, Rule } from "./input.js";
import { firstKeys } from "./frame-keys.js";
import { lastOf, latencyText, listed, plural } from "./text.js";

const ICMP = 1;
const ICMP_V6 = 58;
const TCP = 6;
const SYN = 0x02;
const ACK = 0x10;
const ECHO_REQUEST = 8;
const ECHO_REQUEST_V6 = 128;
/** Conversations whose own figures are written out. */
const NAMED = 8;
/** Journeys that are given as evidence. */
const MAX_EVIDENCE = 100;

/** A way through the host, and how its journeys are told from others. */
export interface PathKind {
  readonly code: string;
  /** "ping", "connection request". */
  readonly probe: string;
  readonly probes: string;
  belongs(journeys: FindingJourneys, journey: number): boolean;
  title(path: Path, p50: string): string;
  /** What the figures mean, a sentence behind them. */
  explain(path: Path): string;
  readonly check: readonly string[];
}

export interface Path {
  readonly from: PlaceRef;
  readonly to: PlaceRef;
  readonly switches: readonly PlaceRef[];
  readonly bridge: PlaceRef | undefined;
  readonly frames: number;
}

interface Conversation {
  readonly latencies: number[];
  readonly first: number;
}

/** The journeys of one kind by the places where they begin and end: median and count, and the figure of each conversation. */
export function pathRule(kind: PathKind): Rule {
  return async (input) => {
    const { journeys } = input;
    const groups = new Groups<Path>();
    for (let journey = 0; journey < journeys.length; journey++) {
      if (!kind.belongs(journeys, journey)) continue;
      const seen = journeys.sightings(journey);
      const from = journeys.place(seen[0] ?? 0);
      const to = journeys.place(lastOf(seen));
      if (from === undefined || to === undefined) continue;
      groups.add(`${from.id}\n${to.id}`, journey, () => pathOf(journeys, seen, from, to));
    }
    const findings: Finding[] = [];
    for (const { fact, journeys: members } of groups.list()) findings.push(await finding(kind, input, fact, members));
    return findings;
  };
}

async function finding(kind: PathKind, input: FindingInput, path: Path, members: readonly number[]): Promise<Finding> {
  const { journeys } = input;
  const latencies = Float64Array.from(members, (journey) => journeys.latencyNs(journey)).sort();
  const p50 = latencyText(nearestRank(latencies, 0.5));
  const named = conversations(journeys, members).slice(0, NAMED);
  const shown = [...new Set([...named.map(({ first }) => first), ...members])].slice(0, MAX_EVIDENCE);
  const each: { readonly ends: string; readonly took: string }[] = [];
  for (const { first, latencies: own } of named) {
    const line = await input.line(first);
    if (line !== undefined) each.push({ ends: `${line.source} → ${line.destination}`, took: latencyText(nearestRank(Float64Array.from(own).sort(), 0.5)) });
  }
  const by = path.switches.length === 0 ? "" : ` through switch ${listed(path.switches.map((place) => `"${place.name}"`))}`;
  const figures =
    members.length === 1
      ? `1 ${kind.probe} from ${path.from.name} to ${path.to.name}${by} took ${p50}${each[0] === undefined ? "" : ` (${each[0].ends})`}`
      : `${plural(members.length, kind.probe, kind.probes)} from ${path.from.name} to ${path.to.name}${by} took ${p50} at the median` +
        (each.length === 0 ? "" : `; ${each.map(({ ends, took }) => `${ends} ${took}`).join(", ")}`);
  return {
    code: kind.code,
    severity: "info",
    title: kind.title(path, p50),
    detail: `${figures}. ${kind.explain(path)}`,
    check: kind.check,
    evidence: [...shown.map((id) => ({ kind: "journey" as const, id })), { kind: "place", id: path.from.id }, { kind: "place", id: path.to.id }],
  };
}

/** Between two addresses, the rarest first: a single packet among many is what somebody looks for. */
function conversations(journeys: FindingJourneys, members: readonly number[]): readonly Conversation[] {
  const found = new Map<string, Conversation>();
  for (const journey of members) {
    const keys = firstKeys(journeys, journey);
    const name = keys === undefined ? "" : `${keys.source}/${keys.destination}`;
    const known = found.get(name) ?? { latencies: [], first: journey };
    found.set(name, known);
    known.latencies.push(journeys.latencyNs(journey));
  }
  return [...found.values()].sort((a, b) => a.latencies.length - b.latencies.length || a.first - b.first);
}

function pathOf(journeys: FindingJourneys, seen: Uint32Array<ArrayBuffer>, from: PlaceRef, to: PlaceRef): Path {
  const switches = new Map<string, PlaceRef>();
  let bridge: PlaceRef | undefined;
  let frames = 0;
  for (const i of seen) {
    if (journeys.kind(i) === SIGHTING.FRAME) frames++;
    const at = journeys.switch(i);
    if (at !== undefined) switches.set(at.id, at);
    for (const place of [journeys.place(i), journeys.from(i)]) if (place?.kind === "bridge") bridge ??= place;
  }
  return { from, to, switches: [...switches.values()], bridge, frames };
}

export function isEchoRequest(journeys: FindingJourneys, journey: number): boolean {
  const keys = firstKeys(journeys, journey);
  if (keys === undefined) return false;
  const protocol = keys.protocol & 0xff;
  const type = keys.ports >>> 24;
  return (protocol === ICMP && type === ECHO_REQUEST) || (protocol === ICMP_V6 && type === ECHO_REQUEST_V6);
}

export function isSyn(journeys: FindingJourneys, journey: number): boolean {
  const keys = firstKeys(journeys, journey);
  if (keys === undefined || (keys.protocol & 0xff) !== TCP) return false;
  const flags = (keys.protocol >>> 8) & 0x3f;
  return (flags & SYN) !== 0 && (flags & ACK) === 0;
}

/** The first step of a journey on a switch. */
export function firstStep(journeys: FindingJourneys, journey: number): number | undefined {
  for (const i of journeys.sightings(journey)) {
    const kind = journeys.kind(i);
    if (kind === SIGHTING.RECEIVED || kind === SIGHTING.ROUTED || kind === SIGHTING.DELIVERED) return i;
  }
  return undefined;
}

export function passesBridge(journeys: FindingJourneys, journey: number): boolean {
  return journeys.sightings(journey).some((i) => journeys.place(i)?.kind === "bridge" || journeys.from(i)?.kind === "bridge");
}
