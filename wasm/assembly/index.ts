import { ABI_VERSION } from "./abi";

export { expandLz77 } from "./lz77";
export { region } from "./memory";
export { keysLost, resetDictionaries, stringCount, threadCount, typeCount } from "./intern";
export { bufferInOrder, drained, imageBase, newType, openBuffer, rowCount, scan, scanPosition, setClock, valueCount } from "./scan";

export function abiVersion(): i32 {
  return ABI_VERSION;
}
