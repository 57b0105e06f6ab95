import type { PacketRow } from "../core/api.js";

/** What the section header says about the capture as a whole. */
export interface PcapngSection {
  readonly comment: string;
  readonly os?: string;
  readonly hardware?: string;
  readonly application: string;
}

export interface PcapngInterface {
  readonly name: string;
  readonly description?: string;
  readonly link: PacketRow["linkType"];
}

export interface PcapngPacket {
  readonly interfaceId: number;
  /** Nanoseconds since the Unix epoch, UTC. */
  readonly timeNs: bigint;
  /** Length on the wire; raised to the number of bytes when it claims less. */
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly comment?: string;
  readonly direction?: "in" | "out";
}

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const LINK_TYPES = { ethernet: 1, ieee80211: 105, "raw-ip": 101 } as const;

const OPT_COMMENT = 1;
const SHB = { hardware: 2, os: 3, application: 4 } as const;
const IF = { name: 2, description: 3, timeResolution: 9 } as const;
const EPB_FLAGS = 2;
/** The lowest two bits of epb_flags. */
const DIRECTION = { in: 1, out: 2 } as const;

/** An option's length has 16 bits. */
const MAX_OPTION = 0xffff;
/** Wireshark gives up on the whole file at a packet larger than this. */
const MAX_CAPTURED = 262_144;

const encoder = new TextEncoder();

/**
 * Writes pcapng (draft-ietf-opsawg-pcapng) piece by piece, little-endian, one section. Every block is
 *   0  u32  type
 *   4  u32  total length, a multiple of 4
 *   8       body, its options last
 *  -4  u32  total length again
 */
export class PcapngWriter {
  #buffer = new Uint8Array(65_536);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;
  #interfaces = 0;
  readonly #text = new Uint8Array(MAX_OPTION);

  /**
   * Section header body:
   *   0  u32  byte-order magic
   *   4  u16  major version 1
   *   6  u16  minor version 0
   *   8  i64  section length, -1: not known, because packets are written as they come
   *  16       options
   */
  constructor(section: PcapngSection) {
    const start = this.#begin(SECTION_HEADER);
    this.#u32(BYTE_ORDER_MAGIC);
    this.#u16(1);
    this.#u16(0);
    this.#u32(0xffffffff);
    this.#u32(0xffffffff);
    this.#textOption(OPT_COMMENT, section.comment);
    this.#textOption(SHB.hardware, section.hardware);
    this.#textOption(SHB.os, section.os);
    this.#textOption(SHB.application, section.application);
    this.#endOfOptions();
    this.#end(start);
  }

  /**
   * Adds an interface, at any time before its own packets, and returns its id. Interface description body:
   *   0  u16  link type
   *   2  u16  reserved
   *   4  u32  snap length, 0: no limit
   *   8       options
   */
  interface(info: PcapngInterface): number {
    const start = this.#begin(INTERFACE_DESCRIPTION);
    this.#u16(LINK_TYPES[info.link]);
    this.#u16(0);
    this.#u32(0);
    this.#textOption(IF.name, info.name);
    this.#textOption(IF.description, info.description);
    this.#option(IF.timeResolution, Uint8Array.of(9)); // 10^-9 s
    this.#endOfOptions();
    this.#end(start);
    return this.#interfaces++;
  }

  /**
   * Enhanced packet body:
   *   0  u32  interface id
   *   4  u32  time, upper half
   *   8  u32  time, lower half
   *  12  u32  captured length
   *  16  u32  original length
   *  20       captured bytes, padded to a multiple of 4
   *           options
   */
  packet(packet: PcapngPacket): void {
    if (!(packet.interfaceId >= 0 && packet.interfaceId < this.#interfaces))
      throw new RangeError(`pcapng interface ${packet.interfaceId} of ${this.#interfaces}`);
    const bytes = packet.bytes.subarray(0, MAX_CAPTURED);
    const time = BigInt.asUintN(64, packet.timeNs);
    const start = this.#begin(ENHANCED_PACKET);
    this.#u32(packet.interfaceId);
    this.#u32(Number(time >> 32n));
    this.#u32(Number(time & 0xffffffffn));
    this.#u32(bytes.length);
    this.#u32(Math.max(packet.length, packet.bytes.length));
    this.#padded(bytes);
    const before = this.#length;
    if (packet.direction !== undefined) this.#option(EPB_FLAGS, Uint8Array.of(DIRECTION[packet.direction], 0, 0, 0));
    this.#textOption(OPT_COMMENT, packet.comment);
    if (this.#length > before) this.#endOfOptions();
    this.#end(start);
  }

  /** The bytes written since the last call, always whole blocks. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#buffer.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #begin(type: number): number {
    const start = this.#length;
    this.#u32(type);
    this.#u32(0);
    return start;
  }

  #end(start: number): void {
    const total = this.#length + 4 - start;
    this.#u32(total);
    this.#view.setUint32(start + 4, total, true);
  }

  /** An absent or empty text is no option. */
  #textOption(code: number, text: string | undefined): void {
    if (text === undefined || text === "") return;
    // Readers stop at a NUL. encodeInto itself stops before a character that does not fit whole.
    const { written } = encoder.encodeInto(text.replaceAll("\0", "\ufffd"), this.#text);
    this.#option(code, this.#text.subarray(0, written));
  }

  #option(code: number, value: Uint8Array): void {
    this.#u16(code);
    this.#u16(value.length);
    this.#padded(value);
  }

  #endOfOptions(): void {
    this.#u32(0);
  }

  #padded(bytes: Uint8Array): void {
    const padding = -bytes.length & 3;
    this.#reserve(bytes.length + padding);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
    // The buffer is used again after take(), so padding has to be written.
    this.#buffer.fill(0, this.#length, this.#length + padding);
    this.#length += padding;
  }

  #u16(value: number): void {
    this.#reserve(2);
    this.#view.setUint16(this.#length, value, true);
    this.#length += 2;
  }

  #u32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + bytes));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
    this.#view = new DataView(larger.buffer);
  }
}
