// Shared by AssemblyScript and TypeScript. Only untyped integer consts: no types, no decorators, no imports.
export const ABI_VERSION = 2;

export const BUFFER_HEADER_SIZE = 0x48;
/** Largest buffer on disk, and largest expanded image (header included): beyond both a length is damage. */
export const MAX_DISK_BUFFER = 0x1400000;
export const MAX_IMAGE = 0x1000048;

// Rows of one batch (columns) and words of decoded values that fit before the host must drain them.
export const ROW_CAP = 8192;
export const VALUE_CAP = 65536;
/** No plan writes more slots than this, so that one check before an event is enough. */
export const MAX_SLOTS = 32;

export const TYPE_CAP = 65536;
export const THREAD_CAP = 262144;
export const STRING_CAP = 65536;
export const STRING_BYTES = 0x800000;
export const CODE_WORDS = 16384;
export const PLAN_CAP = 256;
export const FIT_WORDS = 262144;

/*
 * Type entry, 0x40 bytes. The key is everything up to 24.
 *   00 GUID      provider; kernel events: zeros but for the group in the last byte
 *   10 u16 id    12 u8 version   13 u8 opcode   14 u8 level   15 u8 kind   16 u16 task
 *   18 u64 keywords
 *   20 u32 hash of the TraceLogging schema, 0 without one
 *   24 u32 plan + 1, 0 none (the host writes it when a type is new)
 *   28 u32 events of this type
 *   2C u32 events whose payload fits one of the layouts at 34
 *   30 u32 hash of the key
 *   34 u32 layouts to check (word of REGION_FIT + 1), 0 none (the host writes it)
 */
export const TYPE_SIZE = 0x40;
export const TYPE_KEY_SIZE = 0x24;
export const TYPE_ID = 0x10;
export const TYPE_VERSION = 0x12;
export const TYPE_OPCODE = 0x13;
export const TYPE_LEVEL = 0x14;
export const TYPE_KIND = 0x15;
export const TYPE_TASK = 0x16;
export const TYPE_KEYWORDS = 0x18;
export const TYPE_SCHEMA = 0x20;
export const TYPE_PLAN = 0x24;
export const TYPE_COUNT = 0x28;
export const TYPE_FITS = 0x2c;
export const TYPE_HASH = 0x30;
export const TYPE_FIT = 0x34;

// What scan() stopped for.
export const SCAN_DONE = 0;
export const SCAN_FULL = 1;
export const SCAN_NEW_TYPE = 2;
export const SCAN_BAD_EVENT = 3;

/** openBuffer: the compressed stream is damaged and nothing could be expanded. */
export const STATUS_BAD_COMPRESSION = -1;

// How buffers are compressed, for setFormat(): the numbers that the header buffer of a merged file uses.
export const FORMAT_LZNT1 = 2;
export const FORMAT_LZ77 = 3;
export const FORMAT_XPRESS_HUFFMAN = 4;

// Regions, for region().
export const REGION_TYPES = 0;
export const REGION_THREADS = 1;
export const REGION_STRINGS = 2;
export const REGION_STRING_BYTES = 3;
export const REGION_CODE = 4;
export const REGION_PLANS = 5;
export const REGION_TIME = 6;
export const REGION_OFFSET = 7;
export const REGION_TYPE = 8;
export const REGION_THREAD = 9;
export const REGION_VALUES = 10;
export const REGION_INPUT = 11;
export const REGION_IMAGE = 12;
export const REGION_FIT = 13;
export const REGION_END = 14;

/*
 * A plan is a run of 32-bit steps: op in the low byte, slot in the next, argument in the upper half. Slot FF stores nothing.
 * Integers go to one slot, or two (low, high) for 64 bits; strings to one (the interned id);
 * BYTES, FIXED, FRAME and EVENT to two (offset in the image, length). The argument of C16, BYTES and FRAME is the slot with their
 * length, of SKIP and FIXED a number of bytes, of ADD the slot that is added to the one named first, of REPEAT the steps of one element (its slot holds the count). An event with its
 * frame whole fits, even when what comes behind the frame is cut.
 */
export const OP_U8 = 1;
export const OP_U16 = 2;
export const OP_U32 = 3;
export const OP_U64 = 4;
export const OP_POINTER = 5;
export const OP_SKIP = 6;
export const OP_Z16 = 7;
export const OP_C16 = 8;
export const OP_FRAME = 9;
export const OP_REPEAT = 10;
export const OP_EVENT = 11;
export const OP_BYTES = 12;
export const OP_FIXED = 13;
export const OP_ADD = 14;
export const NO_SLOT = 0xff;

// FRAME writes its range (two words) and then these keys (frame.ts); the upper byte of its argument says what link layer the frame has:
// one of LINK_*, or LINK_BY_PACKET_TYPE | the slot with PktMon's packet type.
export const FRAME_KEYS = 11;
export const FRAME_TUNNEL = 0x80;
export const FRAME_FRAGMENT = 0x10;
export const LINK_ETHERNET = 0;
export const LINK_80211 = 1;
export const LINK_RAW_IP = 2;
export const LINK_BY_PACKET_TYPE = 0x80;

/*
 * The layouts of a type, one after the other: a word with the number of steps that follow, FIT_EXACT when the payload must end with the
 * layout, FIT_MORE when another layout follows; then the steps: op in the low byte, register in the next, argument in the upper half.
 *   FIELD     a top-level field begins; argument 1 when it or one behind it may not be missing
 *   RUN       `argument` bytes at once instead of the next `register` steps, when they are there
 *   SKIP      bytes                          Z16, Z8   text up to its NUL          SID, WBEM_SID (argument: bytes of TOKEN_USER)
 *   COUNTED   bytes after their own count: 2, 4, or FIT_BE16                       REST      up to the end
 *   TO_END    as many elements of `argument` bytes as there are
 *   LOAD      an integer to the register; argument: width as a power of two << 1 | unsigned
 *   COUNT     a u16 to the register          SET       the argument to it
 *   LENGTH_REF, COUNT_REF   the register is a length or count: not negative, and if it is not 0 the data say that the field is there
 *   SIZED     register x argument bytes      FIXED_ARRAY   the same
 *   REPEAT    the next `argument` steps as many times as the register says
 *   FAIL      a size that cannot be known
 */
export const FIT_EXACT = 0x10000;
export const FIT_MORE = 0x20000;
export const FIT_FIELD = 1;
export const FIT_RUN = 2;
export const FIT_SKIP = 3;
export const FIT_Z16 = 4;
export const FIT_Z8 = 5;
export const FIT_SID = 6;
export const FIT_WBEM_SID = 7;
export const FIT_COUNTED = 8;
export const FIT_REST = 9;
export const FIT_TO_END = 10;
export const FIT_LOAD = 11;
export const FIT_COUNT = 12;
export const FIT_SET = 13;
export const FIT_LENGTH_REF = 14;
export const FIT_COUNT_REF = 15;
export const FIT_SIZED = 16;
export const FIT_FIXED_ARRAY = 17;
export const FIT_REPEAT = 18;
export const FIT_FAIL = 19;
export const FIT_BE16 = 3;
