import type { FieldNode } from "../core/fields.js";
import type { FlowTable } from "../journeys/flow-table.js";
import type { SightingTable } from "../journeys/sightings.js";
import { dissect } from "../packets/dissect.js";
import type { Pace } from "./evaluate.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";

/** Names kept per address; the ones asked for last are the likeliest. */
const MAX_NAMES = 64;
/** Addresses kept: an answer may hold hundreds that nobody uses. */
const MAX_ADDRESSES = 100_000;
const ADDRESS = /^[\d.]+$|^\[|:.*:/;

interface Answer {
  readonly name: string;
  readonly ticks: number;
}

/** What servers are called: as clients say it to them, else as name servers answered. */
export class FlowNames {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #seen: SightingTable;
  readonly #table: FlowTable;
  #answers: Promise<ReadonlyMap<string, readonly Answer[]>> | undefined;

  constructor(trace: OpenedTrace, rows: Rows, seen: SightingTable, table: FlowTable) {
    this.#trace = trace;
    this.#rows = rows;
    this.#seen = seen;
    this.#table = table;
  }

  /** `server`: its address. */
  async name(flow: number, server: string, pace: Pace): Promise<string | undefined> {
    for (const sighting of this.#table.payloadsOf(flow)) {
      const nodes = await this.#nodes(sighting);
      const named = valuesOf(nodes, "tls.handshake.extensions_server_name")[0] ?? hostOf(valuesOf(nodes, "http.host")[0]);
      if (named !== undefined && named !== "") return named;
    }
    this.#answers ??= this.#readAnswers(pace);
    const answers = (await this.#answers).get(server);
    const ticks = this.#seen.ticks.get(this.#table.first.get(flow));
    // The name asked for last before the flow began; one that was asked for later still is a name of that address.
    return (answers?.findLast((answer) => answer.ticks <= ticks) ?? answers?.[0])?.name;
  }

  async #readAnswers(pace: Pace): Promise<ReadonlyMap<string, readonly Answer[]>> {
    const found = new Map<string, Answer[]>();
    const { dnsAnswers } = this.#table;
    for (let i = 0; i < dnsAnswers.length; i++) {
      const sighting = dnsAnswers.get(i);
      const nodes = await this.#nodes(sighting);
      const name = valuesOf(nodes, "dns.qry.name")[0];
      if (name === undefined || name === "" || name === "<Root>") continue;
      for (const address of [...valuesOf(nodes, "dns.a"), ...valuesOf(nodes, "dns.aaaa")]) {
        const list = found.get(address);
        const answer = { name, ticks: this.#seen.ticks.get(sighting) };
        if (list === undefined) {
          if (found.size < MAX_ADDRESSES) found.set(address, [answer]);
        } else if (list.length < MAX_NAMES && list.at(-1)?.name !== name) list.push(answer);
      }
      if (pace.due) await pace.rest();
    }
    return found;
  }

  async #nodes(sighting: number): Promise<readonly FieldNode[]> {
    const packet = this.#trace.packets.ofEvent(this.#seen.event.get(sighting));
    const frame = packet < 0 ? undefined : await this.#rows.frame(packet);
    return frame === undefined ? [] : dissect(frame.bytes, frame.link, { tree: true }).nodes;
  }
}

/** All texts under a name, anywhere in the tree. */
function valuesOf(nodes: readonly FieldNode[], name: string): readonly string[] {
  const found: string[] = [];
  const visit = (list: readonly FieldNode[]): void => {
    for (const node of list) {
      if (node.name === name && typeof node.value === "string") found.push(node.value);
      if (node.children !== undefined) visit(node.children);
    }
  };
  visit(nodes);
  return found;
}

/** A Host header without its port; an address is no name. */
function hostOf(header: string | undefined): string | undefined {
  if (header === undefined || ADDRESS.test(header.replace(/:\d+$/, ""))) return undefined;
  return header.replace(/:\d+$/, "");
}
