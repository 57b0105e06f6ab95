import { KERNEL_PROCESS_EVENTS } from "./kernel-process-events.js";
import type { EventSchema, ValueMap } from "./schema.js";
import { SYSTEM_CONFIG_EVENTS } from "./system-config-events.js";

/** Layouts of kernel and classic events we know. They are found by class GUID, opcode and version. */
export const KERNEL_EVENTS: readonly EventSchema[] = [...KERNEL_PROCESS_EVENTS, ...SYSTEM_CONFIG_EVENTS];

const MAPS: ReadonlyMap<string, ValueMap> = new Map<string, ValueMap>([
  ["ProcessFlags", { bits: true, texts: { 1: "Package id", 2: "WOW64", 4: "Protected", 8: "Packaged" } }],
  ["Clock", { texts: { 1: "QPC", 2: "System time", 3: "CPU cycles" } }],
  [
    "InterfaceType",
    { texts: { 6: "Ethernet", 23: "PPP", 24: "Loopback", 53: "Virtual", 71: "Wi-Fi", 131: "Tunnel", 243: "Mobile broadband", 244: "Mobile broadband" } },
  ],
  ["OperationalStatus", { texts: { 1: "Up", 2: "Down", 3: "Testing", 4: "Unknown", 5: "Dormant", 6: "Not present", 7: "Lower layer down" } }],
]);

/** The maps that the fields of KERNEL_EVENTS name. */
export function kernelMap(name: string): ValueMap | undefined {
  return MAPS.get(name);
}

const BY_KEY = new Map<string, readonly EventSchema[]>();
for (const schema of KERNEL_EVENTS) {
  const key = `${schema.provider}/${schema.opcode ?? 0}`;
  BY_KEY.set(key, [...(BY_KEY.get(key) ?? []), schema]);
}

/** The layout of that version, else of the newest one before it: newer versions append fields. */
export function kernelSchema(classGuid: string, opcode: number, version: number): EventSchema | undefined {
  let best: EventSchema | undefined;
  for (const schema of BY_KEY.get(`${classGuid}/${opcode}`) ?? []) {
    if (schema.version <= version && schema.version >= (best?.version ?? 0)) best = schema;
  }
  return best;
}
