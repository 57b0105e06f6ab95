import type { JourneyRow, NatSessionRow, PacketRow, PlaceKind } from "../api.js";
import type { FieldCatalogue, FieldInfo } from "./types.js";
import { WIRESHARK_FIELDS } from "./wireshark-fields.js";

/** Through a record, so that a value added to the interface cannot be forgotten here. */
const keys = <K extends string>(of: Readonly<Record<K, true>>): readonly string[] => Object.keys(of);

const OUTCOMES = keys<JourneyRow["outcome"]>({ delivered: true, sent: true, dropped: true, "lost-sight": true });
const PATH_CLASSES = keys<JourneyRow["pathClass"]>({
  transparent: true,
  l2bridge: true,
  overlay: true,
  nat: true,
  "nat-portproxy": true,
  vm: true,
  team: true,
  host: true,
  loopback: true,
  other: true,
});
const PLACE_KINDS = keys<PlaceKind>({
  "physical-nic": true,
  "virtual-nic": true,
  "vm-nic": true,
  "container-nic": true,
  "team-nic": true,
  bridge: true,
  switch: true,
  "switch-port": true,
  filter: true,
  protocol: true,
  nat: true,
  stack: true,
  tunnel: true,
  wire: true,
  unknown: true,
});
const NAT_PROTOCOLS = keys<NatSessionRow["protocol"]>({ tcp: true, udp: true, icmp: true });
const DIRECTIONS = keys<NonNullable<PacketRow["direction"]>>({ in: true, out: true });

const OWN_FIELDS: readonly FieldInfo[] = [
  { name: "provider", type: "text", note: "name of the provider that wrote the event" },
  { name: "provider.guid", type: "text", note: "GUID of the provider, without braces" },
  { name: "event.id", type: "number", note: "id of the event" },
  { name: "event.version", type: "number", note: "version of the event" },
  { name: "event.opcode", type: "number", note: "opcode of the event" },
  { name: "event.name", type: "text", note: "name of the event" },
  { name: "event.index", type: "number", note: "position of the event in time order, from 0" },
  { name: "event.message", type: "text", note: "message of the event" },
  { name: "level", type: "number", note: "level of the event: the lower, the graver", codes: { critical: 1, error: 2, warning: 3, info: 4, verbose: 5 } },
  { name: "keywords", type: "number", note: "keywords of the event, all bits as one number" },
  { name: "cpu", type: "number", note: "processor the event was written on" },
  { name: "pid", type: "number", note: "process of the event, or owner of the flow" },
  { name: "tid", type: "number", note: "thread of the event" },
  { name: "process.name", type: "text", note: "process of the event, or owner of the flow" },
  { name: "activity", type: "text", note: "activity id of the event" },
  { name: "nbl", type: "number", note: "address of the net buffer list that carried the packet" },
  { name: "place.name", type: "text", note: "where it was seen: NIC, port, component" },
  { name: "place.kind", type: "enum", note: "kind of place", values: PLACE_KINDS },
  { name: "switch.name", type: "text", note: "virtual switch it passed" },
  { name: "compartment", type: "number", note: "network compartment, one for each container" },
  { name: "direction", type: "enum", note: "seen from the place: in or out", values: DIRECTIONS },
  { name: "journey.id", type: "number", note: "number of the journey" },
  { name: "journey.latency", type: "duration", note: "from the first sighting to the last" },
  { name: "hop.latency", type: "duration", note: "between two sightings that follow each other: any hop" },
  { name: "outcome", type: "enum", note: "how the journey ended", values: OUTCOMES },
  { name: "path.class", type: "enum", note: "shape of the journey", values: PATH_CLASSES },
  { name: "drop.reason", type: "text", note: "why the packet was dropped" },
  { name: "drop.code", type: "number", note: "number of the drop reason" },
  { name: "drop.location", type: "text", note: "where in the code it was dropped" },
  { name: "nat.internal", type: "endpoint", note: "address and port before translation" },
  { name: "nat.external", type: "endpoint", note: "address and port after translation" },
  { name: "nat.protocol", type: "enum", note: "protocol of the NAT session", values: NAT_PROTOCOLS },
  { name: "nat.state", type: "text", note: "of a NAT session: its last TCP state, and open, timed-out or deleted" },
  { name: "nat.lifetime", type: "duration", note: "how long a NAT session lives without packets" },
  { name: "nat.packets", type: "number", note: "packets that a NAT session translated" },
  { name: "flow.id", type: "number", note: "number of the flow" },
  { name: "flow.packets", type: "number", note: "packets of the flow, each counted once" },
  { name: "flow.bytes", type: "bytes", note: "bytes of the flow's packets" },
  { name: "flow.drops", type: "number", note: "packets of the flow that were dropped" },
  { name: "flow.retransmissions", type: "number", note: "TCP segments of the flow that were really sent again" },
];

/** Every name that filters know, besides field.NAME. */
export const FILTER_FIELDS: FieldCatalogue = new Map([...OWN_FIELDS, ...WIRESHARK_FIELDS].map((f) => [f.name, f]));
