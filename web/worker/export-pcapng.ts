import type { PacketRow, TraceSummary } from "../core/api.js";
import type { Progress } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import { PcapngWriter } from "../export/pcapng.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";

/** Finished bytes are handed to the browser's Blob store from here on, so that memory stays small. */
const FLUSH_BYTES = 8 << 20;
const PROGRESS_EVERY_MS = 100;

/** All packets that have bytes (of `numbers`, if given), in the order of time, as a capture file for Wireshark: an interface per place, a comment on every packet. */
export async function exportPcapng(
  trace: OpenedTrace,
  summary: TraceSummary,
  rows: Rows,
  numbers: Uint32Array | undefined,
  range: { readonly fromNs: bigint; readonly toNs: bigint } | undefined,
  onProgress: (progress: Progress) => void,
  aborted: () => boolean,
): Promise<Blob> {
  const { productName } = trace.context;
  const writer = new PcapngWriter({
    comment: sectionComment(summary, productName),
    os: productName ?? `Windows ${summary.osVersion}`,
    hardware: `${summary.cpuCount} CPUs, ${summary.pointerSize * 8}-bit`,
    application: "Hopscope",
  });
  const interfaces = new Map<string, number>();
  const parts: Blob[] = [];
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let bytesDone = 0;
  let reported = performance.now();
  const total = numbers?.length ?? trace.packets.length;
  for (let done = 0; done < total; done++) {
    const number = numbers?.[done] ?? done;
    const frame = await rows.frame(number);
    if (frame !== undefined) {
      const row = await rows.packet(number);
      if (range !== undefined && (row.timeNs < range.fromNs || row.timeNs > range.toNs)) continue;
      const event = await rows.event(row.event);
      // A NIC that was seen by its interface and on its switch is called by both names: two interfaces, as the packet table says.
      const key = `${row.place.id}/${row.place.name}/${frame.link}`;
      let id = interfaces.get(key);
      if (id === undefined) {
        id = writer.interface({ name: row.place.name, description: `${row.place.kind} ${row.place.id}`, link: frame.link });
        interfaces.set(key, id);
      }
      writer.packet({
        interfaceId: id,
        timeNs: row.timeNs,
        length: Math.max(row.length, frame.bytes.length),
        bytes: frame.bytes,
        comment: packetComment(row, event.provider ?? event.providerGuid, event.pid),
        ...(row.direction === undefined ? {} : { direction: row.direction }),
      });
      const chunk = writer.take();
      pending.push(chunk);
      held += chunk.length;
      bytesDone += chunk.length;
      if (held >= FLUSH_BYTES) {
        parts.push(new Blob(pending));
        pending = [];
        held = 0;
      }
    }
    const now = performance.now();
    if (now - reported < PROGRESS_EVERY_MS) continue;
    reported = now;
    onProgress({ bytesDone, bytesTotal: Math.round((bytesDone / (done + 1)) * total), events: done + 1 });
    // Kept images make whole runs of packets synchronous: let the message that stops this come in.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (aborted()) throw new TraceError("aborted", `Saving was cancelled after ${done + 1} of ${total} packets.`);
  }
  if (interfaces.size === 0) pending.push(writer.take());
  return new Blob([...parts, ...pending], { type: "application/x-pcapng" });
}

function sectionComment(summary: TraceSummary, product: string | undefined): string {
  return [
    `Windows trace ${summary.name} (${summary.sizeBytes} bytes), logger ${summary.loggerName}`,
    `${summary.computerName ?? "Computer unknown"}, ${product ?? "Windows"} ${summary.osVersion}, ${summary.cpuCount} CPUs`,
    `${summary.events} events, ${summary.packets} packets, ${summary.drops} drops; lost: ${summary.eventsLost} events, ${summary.buffersLost} buffers`,
  ].join("\n");
}

function packetComment(row: PacketRow, provider: string, pid: number | undefined): string {
  const lines = [`${provider} at ${row.place.name}${pid === undefined ? "" : `, PID ${pid} (not necessarily the owner)`}`];
  if (row.journey !== undefined) lines.push(`Journey ${row.journey}`);
  if (row.drop !== undefined) lines.push(`Dropped: ${row.drop.reason}${row.drop.location === undefined ? "" : ` at ${row.drop.location}`}`);
  return lines.join("\n");
}
