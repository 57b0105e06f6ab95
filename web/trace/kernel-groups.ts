export interface KernelGroup {
  readonly guid: string;
  readonly name?: string;
}

const TAIL = "-fe05-11d0-9dda-00c04fd7ba7c";

/** The class GUID behind the group byte of a kernel event's hook. */
export const KERNEL_GROUPS: ReadonlyMap<number, KernelGroup> = new Map<number, KernelGroup>([
  [0x00, { guid: "68fdd900-4a3e-11d1-84f4-0000f80464e3", name: "EventTrace" }],
  [0x01, { guid: `3d6fa8d4${TAIL}`, name: "DiskIo" }],
  [0x02, { guid: `3d6fa8d3${TAIL}`, name: "PageFault" }],
  [0x03, { guid: `3d6fa8d0${TAIL}`, name: "Process" }],
  [0x04, { guid: "90cbdc39-4a3e-11d1-84f4-0000f80464e3", name: "FileIo" }],
  [0x05, { guid: `3d6fa8d1${TAIL}`, name: "Thread" }],
  [0x06, { guid: "9a280ac0-c8e0-11d1-84e2-00c04fb998a2", name: "TcpIp" }],
  [0x07, { guid: "3282fc76-feed-498e-8aa7-e70f459d430e", name: "Job" }],
  [0x08, { guid: "bf3a50c5-a9c9-4988-a005-2df0b7c80f80", name: "UdpIp" }],
  [0x09, { guid: "ae53722e-c863-11d2-8659-00c04fa321a1", name: "Registry" }],
  [0x0a, { guid: "13976d09-a327-438c-950b-7f03192815c7", name: "DbgPrint" }],
  [0x0b, { guid: "01853a65-418f-4f36-aefc-dc0f1d2fd235", name: "EventTraceConfig" }],
  [0x0c, { guid: "99134383-5248-43fc-834b-529454e75df3" }],
  [0x0d, { guid: "42695762-ea50-497a-9068-5cbbb35e0b95" }],
  [0x0e, { guid: "0268a8b6-74fd-4302-9dd0-6e8f1795c0cf", name: "Pool" }],
  [0x0f, { guid: "ce1dbfb4-137e-4da6-87b0-3f59aa102cbc", name: "PerfInfo" }],
  [0x10, { guid: "222962ab-6180-4b88-a825-346b75f2a24a", name: "Heap" }],
  [0x11, { guid: "89497f50-effe-4440-8cf2-ce6b1cdcaca7", name: "Object" }],
  [0x12, { guid: "e43445e0-0903-48c3-b878-ff0fccebdd04", name: "Power" }],
  [0x13, { guid: "a9152f00-3f58-4bee-92a1-70c7d079d5dd" }],
  [0x14, { guid: "2cb15d1d-5fc1-11d2-abe1-00a0c911f518", name: "Image" }],
  [0x15, { guid: "b2d14872-7c5b-463d-8419-ee9bf7d23e04" }],
  [0x16, { guid: "7687a439-f752-45b8-b741-321aec0f8df9" }],
  [0x17, { guid: "3ac66736-cc59-4cff-8115-8df50e39816b", name: "CritSec" }],
  [0x18, { guid: "def2fe46-7bd6-4b80-bd94-f57fe20d0ce3", name: "StackWalk" }],
  [0x19, { guid: "9aec974b-5b8e-4118-9b92-3186d8002ce5", name: "UMS" }],
  [0x1a, { guid: "45d8cccd-539f-4b72-a8b7-5c683142609a", name: "ALPC" }],
  [0x1b, { guid: "d837ca92-12b9-44a5-ad6a-3a65b3578aa8", name: "SplitIo" }],
  [0x1c, { guid: "c861d0e2-a2c1-4d36-9f9c-970bab943a12", name: "ThreadPool" }],
  [0x1d, { guid: "7f2a405c-69b5-4bf9-a1f5-30e8f1afab5e" }],
  [0x1e, { guid: "2ce9a149-effe-42f0-a635-a1d39e26c8f2" }],
]);

const IMAGE_GROUP = 0x14;
const IMAGE_LOAD_HOOK = 0x030a;
const UNKNOWN_PREFIX = "00000000-0000-0000-0000-0000000000";

const groupHex = (group: number): string => group.toString(16).padStart(2, "0");

/**
 * Class GUID of a hook (256 * group + type). Image loads are logged in the Process group but carry the Image layout,
 * so they belong to the Image class. A group nobody has named gets a GUID of zeros that ends in its number.
 */
export function kernelClassGuid(hook: number): string {
  const group = hook === IMAGE_LOAD_HOOK ? IMAGE_GROUP : (hook >> 8) & 0xff;
  return KERNEL_GROUPS.get(group)?.guid ?? UNKNOWN_PREFIX + groupHex(group);
}

const NAMES: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 256 }, (_, group) => {
    const known = KERNEL_GROUPS.get(group);
    return [known?.guid ?? UNKNOWN_PREFIX + groupHex(group), known?.name ?? `Kernel group ${groupHex(group)}`] as const;
  }),
);

/** Name of a kernel class, "Kernel group 1f" for one without a name, undefined when the GUID is no kernel class. */
export function kernelGroupName(guid: string): string | undefined {
  return NAMES.get(guid);
}
