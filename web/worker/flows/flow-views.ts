import type { Page, PlaceRef } from "../../core/api.js";
import { TraceError } from "../../core/errors.js";
import type { BothWays, FlowCharts, FlowChartsQuery, FlowPacket, FlowPacketsQuery, SegmentMark, Series, Spread } from "../../core/nat-flow.js";
import { PROTOCOL } from "../../journeys/flow-table.js";
import { SIGHTING } from "../../journeys/sightings.js";
import { TCP_FLAG } from "../../journeys/tcp.js";
import { fileTimeToNs } from "../../trace/clock.js";
import { Pace } from "../evaluate.js";
import type { Journeys } from "../journeys.js";
import type { OpenedTrace } from "../opened-trace.js";
import type { Rows } from "../rows.js";
import { startNs } from "../summary.js";
import { framesAt, membersOf, placesOf, type FlowMembers } from "./flow-members.js";
import { gathered, TcpStory } from "./tcp-story.js";
import { Points, thin } from "./thin.js";

const NS_PER_TICK = 100;
const [LEAST_SLICES, MOST_SLICES] = [10, 4000];
/** Slices that throughput is counted in: fewer than pixels, so that a bar has packets. */
const RATE_SLICES = 120;
/** Marks of one kind and direction on one chart. */
const MARK_SLICES = 400;
/** Frames looked at between two looks at the clock. */
const FRAMES_PER_LOOK = 4096;
const MOST_HOPS = 64;
const NO_PLACE: PlaceRef = { id: "", name: "unknown place", kind: "unknown" };
const FLAGS = [
  [TCP_FLAG.SYN, "SYN"],
  [TCP_FLAG.FIN, "FIN"],
  [TCP_FLAG.RST, "RST"],
  [0x08, "PSH"],
  [TCP_FLAG.ACK, "ACK"],
  [0x20, "URG"],
] as const;

interface Told {
  readonly story: TcpStory | undefined;
  readonly marks: ReadonlyMap<number, readonly SegmentMark[]>;
}

/** One flow opened up: its packets one by one, and what a TCP connection did over time. What was asked for last is kept. */
export class FlowViews {
  readonly #rows: Rows;
  readonly #journeys: Journeys;
  readonly #zeroNs: number;
  #members: { readonly flow: number; readonly found: Promise<FlowMembers> } | undefined;
  #told: { readonly members: FlowMembers; readonly place: number; readonly told: Promise<Told> } | undefined;
  #closed = false;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys) {
    this.#rows = rows;
    this.#journeys = journeys;
    this.#zeroNs = Number(fileTimeToNs(trace.index.zero) - startNs(trace));
  }

  close(): void {
    this.#closed = true;
  }

  /** Rejects with "unsupported" where there is no such flow, or where it is not TCP. */
  async charts({ flow, place: wanted = 0, slices, range }: FlowChartsQuery): Promise<FlowCharts> {
    const members = await this.#membersOf(flow);
    const places = placesOf(this.#journeys, members);
    const at = places[wanted] === undefined ? 0 : wanted;
    const { story } = await this.#tell(members, places[at]?.place ?? 0);
    if (story === undefined) throw new TraceError("unsupported", `Flow ${flow} is not a TCP connection: it has no sequence numbers to draw.`);
    const [fromNs, toNs] = [this.#ns(story.fromTicks), Math.max(this.#ns(story.fromTicks) + 1, this.#ns(story.toTicks))];
    const part = range === undefined || !(range.toNs > range.fromNs) ? { fromNs, toNs } : range;
    const [from, to] = [this.#ticks(part.fromNs), this.#ticks(part.toNs)];
    const many = Math.max(LEAST_SLICES, Math.min(MOST_SLICES, Math.floor(slices) || LEAST_SLICES));
    const lines = (ways: BothWays<Points>, scale = 1): BothWays<Series> => [
      this.#line(ways[0], from, to, many, scale),
      this.#line(ways[1], from, to, many, scale),
    ];
    const rate = (points: Points): Series => this.#rate(points, from, to);
    const shifts = this.#shifts(flow);
    return {
      flow,
      at,
      places: places.map(({ place, packets }) => ({ place: this.#place(place), packets })),
      fromNs,
      toNs,
      sent: lines(story.sent),
      acknowledged: lines(story.acknowledged),
      roundTrip: lines(story.roundTrip, NS_PER_TICK),
      window: lines(story.window),
      inFlight: lines(story.inFlight),
      unscaled: shifts === undefined,
      throughput: [rate(story.payload[0]), rate(story.payload[1])],
      sliceNs: (part.toNs - part.fromNs) / RATE_SLICES,
      marks: gathered(story.marks, from, to, MARK_SLICES).map(({ mark: { kind, fromClient, ticks, sequence, journey }, count }) => ({
        kind,
        fromClient,
        timeNs: this.#ns(ticks),
        sequence,
        count,
        journey,
      })),
      segments: story.segments,
      payload: story.bytes,
      roundTrips: [spread(story.roundTrip[0]), spread(story.roundTrip[1])],
    };
  }

  /** Every packet once, in the order in which the flow had them. */
  async packets({ flow, offset, limit }: FlowPacketsQuery): Promise<Page<FlowPacket>> {
    const members = await this.#membersOf(flow);
    const told = await this.#tell(members, placesOf(this.#journeys, members)[0]?.place ?? 0);
    const rows: FlowPacket[] = [];
    const pace = this.#pace();
    for (const member of members.journeys.slice(offset, offset + limit)) {
      rows.push(await this.#packet(member, told));
      if (pace.due) await pace.rest();
    }
    return { total: members.journeys.length, rows };
  }

  async #packet({ journey, first, fromClient }: FlowMembers["journeys"][number], { story, marks }: Told): Promise<FlowPacket> {
    const { seen, table, outcomes, sightings } = this.#journeys;
    const frame = sightings.facts.numbers(first);
    const members = table.sightings(journey);
    const flags = (frame.protocol >>> 8) & 0x3f;
    const answers = (flags & TCP_FLAG.ACK) !== 0 ? story?.relative(frame.acknowledgement, !fromClient) : undefined;
    const dropped = outcomes[journey] === "dropped" ? members.find((i) => seen.kind.get(i) === SIGHTING.DROPPED) : undefined;
    const drop = dropped === undefined ? undefined : this.#rows.drop(seen.entry.get(dropped));
    return {
      journey,
      timeNs: await this.#rows.timeNs(seen.event.get(first)),
      fromClient,
      outcome: outcomes[journey] ?? "lost-sight",
      latencyNs: this.#journeys.latencyNs(journey),
      hopsNs: Array.from(members.subarray(0, MOST_HOPS), (i) => this.#journeys.elapsedNs(members[0] ?? 0, i)),
      length: frame.wireLength,
      ...(story === undefined
        ? {}
        : {
            tcp: {
              flags: FLAGS.filter(([bit]) => (flags & bit) !== 0)
                .map(([, name]) => name)
                .join(", "),
              sequence: story.relative(frame.sequence, fromClient) ?? 0,
              ...(answers === undefined ? {} : { acknowledgement: answers }),
              window: frame.window,
              payload: frame.payloadLength,
              marks: marks.get(journey) ?? [],
            },
          }),
      ...(drop === undefined ? {} : { drop }),
    };
  }

  #membersOf(flow: number): Promise<FlowMembers> {
    const { length } = this.#journeys.flows.table;
    if (!Number.isSafeInteger(flow) || flow < 0 || flow >= length)
      return Promise.reject(new TraceError("unsupported", `There is no flow ${flow}: this trace has ${length}.`));
    if (this.#members?.flow !== flow) {
      const found = membersOf(this.#journeys, flow, this.#pace());
      this.#members = { flow, found };
      found.catch(() => {
        this.#members = undefined;
      });
    }
    return this.#members.found;
  }

  #tell(members: FlowMembers, place: number): Promise<Told> {
    if (this.#told?.members !== members || this.#told.place !== place) this.#told = { members, place, told: this.#story(members, place) };
    return this.#told.told;
  }

  async #story(members: FlowMembers, place: number): Promise<Told> {
    const { flows } = this.#journeys;
    const marks = new Map<number, SegmentMark[]>();
    let story: TcpStory | undefined;
    if (flows.table.ipProtocol(members.flow) === PROTOCOL.TCP) {
      story = new TcpStory(this.#shifts(members.flow) ?? [0, 0]);
      const pace = this.#pace();
      let frames = 0;
      for (const frame of framesAt(this.#journeys, members, place)) {
        story.add(frame);
        if (++frames % FRAMES_PER_LOOK === 0 && pace.due) await pace.rest();
      }
      for (const { journey, kind } of story.marks) {
        const known = marks.get(journey);
        if (known === undefined) marks.set(journey, [kind]);
        else if (!known.includes(kind)) known.push(kind);
      }
    }
    return { story, marks };
  }

  /** How far windows of client and server are shifted; undefined without both SYNs. */
  #shifts(flow: number): readonly [number, number] | undefined {
    const { table } = this.#journeys.flows;
    const row = table.tcpRow.get(flow) - 1;
    const client = table.client.get(flow) === 0 ? 0 : 1;
    const [one, two] = [table.tcp.shift(row, client), table.tcp.shift(row, client === 0 ? 1 : 0)];
    return one === undefined || two === undefined ? undefined : [one, two];
  }

  #line(points: Points, from: number, to: number, slices: number, scale: number): Series {
    const { times, values } = thin(points, from, to, slices);
    return { times: times.map((ticks) => this.#ns(ticks)), values: scale === 1 ? values : values.map((value) => value * scale) };
  }

  #rate({ times, values }: Points, from: number, to: number): Series {
    const width = (to - from) / RATE_SLICES;
    const bits = new Float64Array(RATE_SLICES);
    for (let i = 0; i < times.length; i++) {
      const at = times[i] ?? 0;
      if (at < from || at > to) continue;
      const slice = Math.min(RATE_SLICES - 1, Math.floor((at - from) / width));
      bits[slice] = (bits[slice] ?? 0) + (values[i] ?? 0) * 8;
    }
    const seconds = (width * NS_PER_TICK) / 1e9;
    return { times: Float64Array.from(bits, (_, i) => this.#ns(from + (i + 0.5) * width)), values: bits.map((sum) => sum / seconds) };
  }

  #place(number: number): PlaceRef {
    const found = this.#journeys.sightings.places.ref(number);
    return found === undefined ? NO_PLACE : this.#rows.shown(found);
  }

  #pace(): Pace {
    return new Pace(() => {
      if (this.#closed) throw new TraceError("aborted", "The trace was closed while its flows were read.");
    });
  }

  #ns(ticks: number): number {
    return ticks * NS_PER_TICK + this.#zeroNs;
  }

  #ticks(ns: number): number {
    return (ns - this.#zeroNs) / NS_PER_TICK;
  }
}

/** Of times in ticks, told in nanoseconds. */
function spread({ values }: Points): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => (sorted[Math.round((sorted.length - 1) * share)] ?? 0) * NS_PER_TICK;
  return { count: sorted.length, least: at(0), median: at(0.5), most: at(1) };
}
