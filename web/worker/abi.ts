import * as abi from "../../wasm/assembly/abi.js";

/** The module's constants, from the one file that both compilers read. */
export const ABI = abi;

/** What etl.wasm exports: numbers only. Addresses stay under 2 GiB, so they arrive positive. */
export interface ScannerExports {
  abiVersion(): number;
  region(which: number): number;
  resetDictionaries(): void;
  typeCount(): number;
  threadCount(): number;
  stringCount(): number;
  keysLost(): number;
  setClock(t0: bigint, scale: number, shift: number): void;
  openBuffer(bytes: number, compressed: number, filled: number, time: bigint): number;
  imageBase(): number;
  scan(): number;
  scanPosition(): number;
  rowCount(): number;
  valueCount(): number;
  newType(): number;
  bufferInOrder(): number;
  drained(): void;
  setFormat(which: number): void;
  format(): number;
  expandLz77(input: number, inputEnd: number, output: number, capacity: number): number;
  expandLznt1(input: number, inputEnd: number, output: number, capacity: number): number;
  expandXpressHuffman(input: number, inputEnd: number, output: number, capacity: number): number;
}
