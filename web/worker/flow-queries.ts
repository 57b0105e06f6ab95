import type { FlowRow, Page } from "../core/api.js";
import { TraceError } from "../core/errors.js";
import { FILTER_FIELDS } from "../core/filter/catalogue.js";
import { compileFilter } from "../core/filter/compile.js";
import type { FlowPage, FlowSort } from "../core/nat-flow.js";
import { PENDING, type Filter, type FilterValue, type PartialGetter } from "../core/filter/types.js";
import type { TcpFigures } from "../journeys/tcp-table.js";
import { Pace } from "./evaluate.js";
import { FlowRows } from "./flow-rows.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";
import { positionIn, sortedBy } from "./sorted-list.js";
import { eachTyped } from "./typed-events.js";
import { flowValue } from "./way-values.js";

const TCPIP = "2f07e2ee-15db-40f1-90ef-9d7ba282188a";
const SYN_SENT = 1004;
const MAX_EVENTS = 100_000;
const FLOWS_PER_LOOK = 1024;

/** Names of filters that need a flow's first frame, and those that need to know its owner. */
const OF_ADDRESSES: ReadonlySet<string> = new Set(["ip.addr", "ip.src", "ip.dst", "ipv6.addr", "ipv6.src", "ipv6.dst"]);
const OF_OWNER: ReadonlySet<string> = new Set(["pid", "process.name"]);

/** A connection whose receiver's window limits it, for what is to be said about it. */
export interface WindowLimit {
  readonly flow: number;
  /** Bytes, as the receiver set it where the trace says so, else as its segments could say it. */
  readonly window: number;
  readonly roundTripNs: number;
  readonly throughputBps: number;
}

/** Pages of flows in the order of their first packets. */
export class FlowQueries {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;
  #made: FlowRows | undefined;
  /** The last filter's result, so that paging does not evaluate again. */
  #last: { readonly text: string; readonly found: Promise<readonly number[]> } | undefined;
  #lastSorted: { readonly key: string; readonly list: Uint32Array<ArrayBuffer> } | undefined;
  #closed = false;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys) {
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
  }

  /** Rejects with TraceError "filter" for a wrong expression. */
  async page(filter: string | undefined, { from, count }: { readonly from: number; readonly count: number }): Promise<Page<FlowRow>> {
    await this.#journeys.makeFlows();
    const found = filter === undefined || filter.trim() === "" ? undefined : await this.#matches(filter);
    const total = found?.length ?? this.#journeys.flows.table.length;
    const pace = this.#pace();
    const rows: FlowRow[] = [];
    for (let i = from; i < Math.min(total, from + count); i++) {
      rows.push(await this.#flowRows.row(found?.[i] ?? i, pace));
      if (pace.due) await pace.rest();
    }
    return { total, rows };
  }

  /** The same in any order. */
  async lines(
    filter: string | undefined,
    sort: FlowSort = "start",
    near: number | undefined,
    { from, count }: { readonly from: number; readonly count: number },
  ): Promise<FlowPage> {
    await this.#journeys.makeFlows();
    const list = await this.#sorted(filter, sort);
    const pace = this.#pace();
    const rows: FlowRow[] = [];
    for (const flow of list.subarray(from, from + count)) {
      rows.push(await this.#flowRows.row(flow, pace));
      if (pace.due) await pace.rest();
    }
    return { total: list.length, rows, ...positionIn(list, near) };
  }

  /** Connections that their receivers' windows limit. */
  async windowLimits(): Promise<readonly WindowLimit[]> {
    const { table } = this.#journeys.flows;
    const found: (WindowLimit & { readonly isns: readonly number[] })[] = [];
    for (let flow = 0; flow < table.length; flow++) {
      const figures = table.tcpFigures(flow);
      if (figures?.windowLimited !== true) continue;
      const row = table.tcpRow.get(flow) - 1;
      const { window = 0, roundTripNs = 0, throughputBps } = figures satisfies TcpFigures;
      found.push({ flow, window, roundTripNs, throughputBps, isns: [table.tcp.isn[0].get(row), table.tcp.isn[1].get(row)] });
    }
    if (found.length === 0) return [];
    const told = await this.#toldWindows();
    return found.map(({ isns, ...limit }) => {
      // Rounding by the scale takes less than one part in 256 of a window that needs one.
      const exact = isns.map((isn) => told.get(isn)).find((window) => window !== undefined && Math.abs(window - limit.window) <= limit.window / 256);
      return { ...limit, window: exact ?? limit.window };
    });
  }

  close(): void {
    this.#closed = true;
  }

  async #sorted(filter: string | undefined, sort: FlowSort): Promise<Uint32Array<ArrayBuffer>> {
    const found = filter === undefined || filter.trim() === "" ? undefined : await this.#matches(filter);
    const key = `${sort} ${filter ?? ""}`;
    if (this.#lastSorted?.key === key) return this.#lastSorted.list;
    const { table } = this.#journeys.flows;
    const list = found === undefined ? Uint32Array.from({ length: table.length }, (_, i) => i) : Uint32Array.from(found);
    sortedBy(list, sort, (flow) => sortValue(this.#journeys, flow, sort));
    this.#lastSorted = { key, list };
    return list;
  }

  get #flowRows(): FlowRows {
    this.#made ??= new FlowRows(this.#trace, this.#rows, this.#journeys);
    return this.#made;
  }

  #pace(): Pace {
    return new Pace(() => {
      if (this.#closed) throw new TraceError("aborted", "The trace was closed while its flows were read.");
    });
  }

  /** Receive windows before scaling, by the number of the SYN: what TCPIP says when it sends one. */
  async #toldWindows(): Promise<ReadonlyMap<number, number>> {
    const told = new Map<number, number>();
    await eachTyped(
      this.#trace,
      (type) => type.provider === TCPIP && type.id === SYN_SENT,
      MAX_EVENTS,
      this.#pace(),
      ({ fields: { ISN: isn, RcvWnd: window } }) => {
        if (typeof isn === "number" && typeof window === "number") told.set(isn, window);
      },
    );
    return told;
  }

  #matches(text: string): Promise<readonly number[]> {
    if (this.#last?.text !== text) {
      const found = this.#evaluate(compileFilter(text, FILTER_FIELDS));
      this.#last = { text, found };
      found.catch(() => {
        this.#last = undefined;
      });
    }
    return this.#last.found;
  }

  async #evaluate(filter: Filter): Promise<readonly number[]> {
    const { table } = this.#journeys.flows;
    const needsOwner = [...filter.names].some((name) => OF_OWNER.has(name));
    const pace = this.#pace();
    const found: number[] = [];
    for (let flow = 0; flow < table.length; flow++) {
      if (flow % FLOWS_PER_LOOK === 0 && pace.due) await pace.rest();
      let fits = filter.decide((name) => this.#columnValue(flow, name));
      if (fits === undefined) {
        const values = await this.#readValues(flow, needsOwner, pace);
        fits = filter.test((name) => {
          const value = this.#columnValue(flow, name);
          return value === PENDING ? values.get(name) : value;
        });
        if (pace.due) await pace.rest();
      }
      if (fits) found.push(flow);
    }
    return found;
  }

  /** What needs no bytes. Names of events, frames and journeys have no value. */
  #columnValue(flow: number, name: string): ReturnType<PartialGetter> {
    const { table } = this.#journeys.flows;
    const version = (table.protocol.get(flow) >>> 8) & 0xf;
    const protocol = this.#flowRows.protocol(flow).toLowerCase();
    const [kind, what] = name.split(".", 2);
    if (kind === "flow") return flowValue(this.#journeys, flow, name);
    if (OF_ADDRESSES.has(name)) return (kind === "ip") === (version === 4) ? PENDING : undefined;
    if (OF_OWNER.has(name)) return PENDING;
    if (name === "ip") return version === 4 ? true : undefined;
    if (name === "ipv6") return version === 6 ? true : undefined;
    if (name === "tcp" || name === "udp" || name === "icmp" || name === "icmpv6") return protocol === name ? true : undefined;
    const ports = (kind === "tcp" || kind === "udp") && kind === protocol ? table.portsOf(flow) : undefined;
    if (ports === undefined) return undefined;
    return what === "port" ? ports : what === "srcport" ? ports[0] : what === "dstport" ? ports[1] : undefined;
  }

  async #readValues(flow: number, needsOwner: boolean, pace: Pace): Promise<ReadonlyMap<string, readonly FilterValue[]>> {
    const { client, server } = await this.#flowRows.addresses(flow);
    const family = client.includes(":") ? "ipv6" : "ip";
    const values = new Map<string, readonly FilterValue[]>();
    if (client !== "") {
      values.set(`${family}.addr`, [client, server]);
      values.set(`${family}.src`, [client]);
      values.set(`${family}.dst`, [server]);
    }
    const owner = needsOwner ? await this.#flowRows.processName(flow, pace) : undefined;
    if (owner !== undefined) values.set("pid", [owner.pid]);
    if (owner?.process !== undefined) values.set("process.name", [owner.process]);
    return values;
  }
}

/** What flows are ordered by; those that have no such figure stand below all that have one. */
function sortValue({ flows: { table } }: Journeys, flow: number, sort: FlowSort): number {
  switch (sort.replace("-", "")) {
    case "packets":
      return table.packets.get(flow);
    case "bytes":
      return table.bytes.get(flow);
    case "drops":
      return table.drops.get(flow);
    case "rtt":
      return table.tcpFigures(flow)?.handshakeRttNs ?? -1;
    case "retransmissions":
      return table.tcpFigures(flow)?.retransmissions ?? -1;
    case "throughput":
      return table.tcpFigures(flow)?.throughputBps ?? -1;
    default:
      return flow;
  }
}
