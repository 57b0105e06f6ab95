import { ABI_VERSION } from "./abi";

export { format, setFormat } from "./compression";
export { expandLz77 } from "./lz77";
export { expandLznt1 } from "./lznt1";
export { region } from "./memory";
export { keysLost, resetDictionaries, stringCount, threadCount, typeCount } from "./intern";
export { bufferInOrder, drained, imageBase, newType, openBuffer, rowCount, scan, scanPosition, setClock, valueCount } from "./scan";
export { expandXpressHuffman } from "./xpress-huffman";

export function abiVersion(): i32 {
  return ABI_VERSION;
}
