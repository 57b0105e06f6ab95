import type { PacketRow, TraceSummary } from "../../core/api.js";
import { packetComment } from "../../export/packet-comment.js";
import { PcapngWriter } from "../../export/pcapng.js";
import { NatCrossings } from "../nat-crossings.js";
import { APPLICATION, type ExportJob } from "./job.js";

/** All chosen packets that have bytes, in the order of time, as a capture file for Wireshark: an interface per place, a comment on every packet. */
export async function exportPcapng(job: ExportJob): Promise<Blob> {
  const { trace, summary, rows, events, selection, out } = job;
  const { productName } = trace.context;
  const writer = new PcapngWriter({
    comment: sectionComment(summary, productName, job.veil !== undefined),
    os: productName ?? `Windows ${summary.osVersion}`,
    hardware: `${summary.cpuCount} CPUs, ${summary.pointerSize * 8}-bit`,
    application: APPLICATION,
  });
  const interfaces = new Map<string, number>();
  const crossings = new Crossings(job);
  const numbers = await selection.packets();
  out.total = numbers.length;
  for (const [done, number] of numbers.entries()) {
    const frame = await rows.frame(number);
    if (frame !== undefined) {
      const packet = await rows.packet(number);
      const event = await rows.event(packet.event);
      const sighting = events.sighting(packet.event);
      writer.packet({
        interfaceId: interfaceOf(writer, interfaces, packet, frame.link),
        timeNs: packet.timeNs,
        length: Math.max(packet.length, frame.bytes.length),
        bytes: frame.bytes,
        comment: packetComment({ packet, event, sighting, translations: crossings.of(sighting?.journey) }),
        ...(packet.direction === undefined ? {} : { direction: packet.direction }),
      });
      out.bytes(writer.take());
    }
    await out.row(done + 1);
  }
  out.bytes(writer.take());
  return out.blob("application/x-pcapng");
}

/** A NIC that was seen by its interface and on its switch is called by both names: two interfaces, as the packet table says. */
function interfaceOf(writer: PcapngWriter, known: Map<string, number>, { place }: PacketRow, link: PacketRow["linkType"]): number {
  const key = `${place.id}/${place.name}/${link}`;
  let id = known.get(key);
  if (id === undefined) {
    id = writer.interface({ name: place.name, description: `${place.kind} ${place.id}`, link });
    known.set(key, id);
  }
  return id;
}

/** The translations of the journey asked about last: packets of one follow one another. */
class Crossings {
  readonly #job: ExportJob;
  #all: NatCrossings | undefined;
  #journey = -1;
  #texts: readonly string[] = [];

  constructor(job: ExportJob) {
    this.#job = job;
  }

  of(journey: number | undefined): readonly string[] {
    const { trace, journeys, veil } = this.#job;
    const pathClass = journeys.classes[journey ?? -1];
    if (journey === undefined || (pathClass !== "nat" && pathClass !== "nat-portproxy")) return [];
    if (journey === this.#journey) return this.#texts;
    this.#all ??= new NatCrossings(trace, journeys);
    const shown = (text: string): string => veil?.text(text) ?? text;
    this.#journey = journey;
    this.#texts = this.#all.of(journey).map(({ protocol, internal, external }) => `${protocol} ${shown(internal)} is ${shown(external)} outside`);
    return this.#texts;
  }
}

function sectionComment(summary: TraceSummary, product: string | undefined, veiled: boolean): string {
  return [
    `Windows trace ${summary.name} (${summary.sizeBytes} bytes), logger ${summary.loggerName}`,
    `${summary.computerName ?? "Computer unknown"}, ${product ?? "Windows"} ${summary.osVersion}, ${summary.cpuCount} CPUs`,
    `${summary.events} events, ${summary.packets} packets, ${summary.drops} drops; lost: ${summary.eventsLost} events, ${summary.buffersLost} buffers`,
    ...(veiled ? ["Anonymised: addresses and names are pseudonyms, frames end with their headers"] : []),
  ].join("\n");
}
