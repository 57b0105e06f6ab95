import { bytes, fileTime, guid, hex32, i32, kernelEvents, mapped, narrow, optional, pid, pointer, tid, u16, u32, u64, u8, wide } from "./kernel-fields.js";
import { IN_TYPE as T } from "./schema.js";
import type { EventSchema, FieldSchema } from "./schema.js";

const EVENT_TRACE = "68fdd900-4a3e-11d1-84f4-0000f80464e3";
const PROCESS = "3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c";
const THREAD = "3d6fa8d1-fe05-11d0-9dda-00c04fd7ba7c";
const IMAGE = "2cb15d1d-5fc1-11d2-abe1-00a0c911f518";
const STACK_WALK = "def2fe46-7bd6-4b80-bd94-f57fe20d0ce3";

const LIFE = { 1: "Start", 2: "End", 3: "DCStart", 4: "DCEnd" };
const DEFUNCT = { ...LIFE, 39: "Defunct" };
const sid: FieldSchema = { name: "UserSID", inType: T.WBEM_SID };

const processHead = [pid("ProcessId"), pid("ParentId"), u32("SessionId"), i32("ExitStatus")];
const image = narrow("ImageFileName");
const commandLine = wide("CommandLine");
const packaged = [sid, image, commandLine, wide("PackageFullName"), wide("ApplicationId")];
const version3 = [pointer("UniqueProcessKey"), ...processHead, pointer("DirectoryTableBase")];
const version4 = [...version3, mapped(u32("Flags"), "ProcessFlags"), ...packaged];

const counters = [
  pid("ProcessId"),
  u32("PageFaultCount"),
  u32("HandleCount"),
  u32("Reserved"),
  ...[
    "PeakVirtualSize",
    "PeakWorkingSetSize",
    "PeakPagefileUsage",
    "QuotaPeakPagedPoolUsage",
    "QuotaPeakNonPagedPoolUsage",
    "VirtualSize",
    "WorkingSetSize",
    "PagefileUsage",
    "QuotaPagedPoolUsage",
    "QuotaNonPagedPoolUsage",
    "PrivatePageCount",
  ].map(pointer),
];

const processes: readonly EventSchema[] = [
  ...kernelEvents(PROCESS, "Process", 0, LIFE, [pointer("ProcessId"), pointer("ParentId"), sid, image]),
  ...kernelEvents(PROCESS, "Process", 1, LIFE, [pointer("PageDirectoryBase"), ...processHead, sid, image]),
  ...kernelEvents(PROCESS, "Process", 2, DEFUNCT, [pointer("UniqueProcessKey"), ...processHead, sid, image, commandLine]),
  ...kernelEvents(PROCESS, "Process", 3, DEFUNCT, [...version3, sid, image, commandLine]),
  ...kernelEvents(PROCESS, "Process", 4, DEFUNCT, version4),
  ...kernelEvents(PROCESS, "Process", 5, DEFUNCT, [...version4, fileTime("ExitTime")]),
  ...kernelEvents(PROCESS, "Process", 2, { 11: "Terminate" }, [pid("ProcessId")]),
  ...kernelEvents(PROCESS, "Process", 2, { 32: "PerfCtr", 33: "PerfCtrRundown" }, counters),
];

const stacks = ["StackBase", "StackLimit", "UserStackBase", "UserStackLimit"].map(pointer);
const threadHead = [pid("ProcessId"), tid("TThreadId"), ...stacks];
const priorities = ["BasePriority", "PagePriority", "IoPriority", "ThreadFlags"].map(u8);
const version3Thread = [...threadHead, ...["Affinity", "Win32StartAddr", "TebBase"].map(pointer), u32("SubProcessTag"), ...priorities];
// The name came without a new version: older builds of version 3 end before it.
const namedThread = [...version3Thread, optional(wide("ThreadName"))];

const threads: readonly EventSchema[] = [
  ...kernelEvents(THREAD, "Thread", 0, LIFE, [tid("TThreadId"), pid("ProcessId")]),
  ...kernelEvents(THREAD, "Thread", 1, { 1: "Start", 3: "DCStart", 4: "DCEnd" }, [
    ...threadHead,
    pointer("StartAddr"),
    pointer("Win32StartAddr"),
    { name: "WaitMode", inType: T.INT8 },
  ]),
  ...kernelEvents(THREAD, "Thread", 1, { 2: "End" }, [pid("ProcessId"), tid("TThreadId")]),
  ...kernelEvents(THREAD, "Thread", 2, LIFE, [...threadHead, ...["StartAddr", "Win32StartAddr", "TebBase"].map(pointer), u32("SubProcessTag")]),
  ...kernelEvents(THREAD, "Thread", 3, LIFE, namedThread),
  ...kernelEvents(THREAD, "Thread", 4, LIFE, namedThread),
  ...kernelEvents(THREAD, "Thread", 2, { 72: "SetName" }, [pid("ProcessId"), tid("ThreadId"), wide("ThreadName")]),
];

const IMAGES = { 2: "Unload", 3: "DCStart", 4: "DCEnd", 10: "Load" };
const imageHead = [pointer("ImageBase"), pointer("ImageSize"), pid("ProcessId")];
const imageMiddle = [...imageHead, hex32("ImageChecksum"), u32("TimeDateStamp")];
const imageTail = [pointer("DefaultBase"), ...["Reserved1", "Reserved2", "Reserved3", "Reserved4"].map(u32), wide("FileName")];

const images: readonly EventSchema[] = [
  ...kernelEvents(IMAGE, "Image", 0, IMAGES, [pointer("BaseAddress"), u32("ModuleSize"), wide("ImageFileName")]),
  ...kernelEvents(IMAGE, "Image", 1, IMAGES, [...imageHead, wide("FileName")]),
  ...kernelEvents(IMAGE, "Image", 2, IMAGES, [...imageMiddle, u32("Reserved0"), ...imageTail]),
  ...kernelEvents(IMAGE, "Image", 3, IMAGES, [...imageMiddle, u8("SignatureLevel"), u8("SignatureType"), u16("Reserved0"), ...imageTail]),
  ...kernelEvents(IMAGE, "Image", 2, { 33: "KernelBase" }, [pointer("ImageBase")]),
  ...kernelEvents(IMAGE, "Image", 2, { 34: "HypercallPage" }, [pointer("HypercallPageVa")]),
];

/** TRACE_LOGFILE_HEADER. The time zone's 172 bytes have 4 of padding behind them. */
const header = [
  u32("BufferSize"),
  hex32("Version"),
  u32("ProviderVersion"),
  u32("NumberOfProcessors"),
  fileTime("EndTime"),
  u32("TimerResolution"),
  u32("MaxFileSize"),
  hex32("LogFileMode"),
  u32("BuffersWritten"),
  u32("StartBuffers"),
  u32("PointerSize"),
  u32("EventsLost"),
  u32("CPUSpeed"),
  pointer("LoggerName"),
  pointer("LogFileName"),
  bytes("TimeZoneInformation", 176),
  fileTime("BootTime"),
  u64("PerfFreq"),
  fileTime("StartTime"),
  mapped(u32("ReservedFlags"), "Clock"),
  u32("BuffersLost"),
  wide("SessionNameString"),
  wide("LogFileNameString"),
];

const masks = Array.from({ length: 8 }, (_, i) => hex32(`GroupMask${i + 1}`));

const eventTrace: readonly EventSchema[] = [
  ...[0, 1, 2].flatMap((version) => kernelEvents(EVENT_TRACE, "EventTrace", version, { 0: "Header" }, header)),
  ...[0, 1].flatMap((version) => kernelEvents(EVENT_TRACE, "EventTrace", version, { 5: "Extension", 32: "EndExtension" }, masks)),
  ...kernelEvents(EVENT_TRACE, "EventTrace", 2, { 5: "Extension", 32: "EndExtension" }, [...masks, u32("KernelEventVersion")]),
  ...[0, 1, 2].flatMap((version) => kernelEvents(EVENT_TRACE, "EventTrace", version, { 8: "RundownComplete" }, [])),
  ...kernelEvents(EVENT_TRACE, "EventTrace", 2, { 64: "DbgIdRSDS" }, [guid("Guid"), u32("Age"), narrow("PdbName")]),
  ...kernelEvents(EVENT_TRACE, "EventTrace", 2, { 66: "BuildInfo" }, [narrow("BuildString")]),
  ...kernelEvents(EVENT_TRACE, "EventTrace", 2, { 67: "ProviderBinaryPath" }, [
    u32("GuidCount"),
    { name: "Guid", inType: T.GUID, count: "GuidCount" },
    wide("BinaryPath"),
  ]),
  ...kernelEvents(EVENT_TRACE, "EventTrace", 2, { 80: "PartitionInfoExtension" }, [
    u16("EventVersion"),
    u16("Reserved"),
    u32("PartitionType"),
    { name: "QpcOffsetFromRoot", inType: T.INT64 },
    guid("PartitionId"),
    guid("ParentId"),
  ]),
  ...kernelEvents(EVENT_TRACE, "EventTrace", 2, { 82: "LastDroppedTimes" }, [
    u32("TimeStampCount"),
    u32("Padding"),
    { name: "TimeStamp", inType: T.UINT64, count: "TimeStampCount" },
  ]),
];

const stackWalk: readonly EventSchema[] = [
  ...kernelEvents(STACK_WALK, "StackWalk", 2, { 35: "StackKeyDelete", 36: "StackKeyRundown" }, [
    pointer("StackKey"),
    { name: "Stack", inType: T.POINTER, toEnd: true },
  ]),
  ...kernelEvents(STACK_WALK, "StackWalk", 2, { 32: "Stack" }, [
    u64("EventTimeStamp"),
    pid("StackProcess"),
    tid("StackThread"),
    { name: "Stack", inType: T.POINTER, toEnd: true },
  ]),
  ...kernelEvents(STACK_WALK, "StackWalk", 2, { 37: "StackKeyKernel", 38: "StackKeyUser" }, [
    u64("EventTimeStamp"),
    pid("StackProcess"),
    tid("StackThread"),
    pointer("StackKey"),
  ]),
];

/** Processes, threads, images, and what the session tells of itself. */
export const KERNEL_PROCESS_EVENTS: readonly EventSchema[] = [...eventTrace, ...processes, ...threads, ...images, ...stackWalk];
