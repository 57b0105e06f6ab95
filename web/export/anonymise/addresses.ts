/** The 4 or 16 bytes of an address's text; undefined for anything else. */
export function ipBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  return text.includes(":") ? ipv6Bytes(text) : ipv4Bytes(text);
}

function ipv4Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1).map(Number);
  return parts.every((part) => part < 256) ? Uint8Array.from(parts) : undefined;
}

function ipv6Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const last = text.slice(text.lastIndexOf(":") + 1);
  const v4 = last.includes(".") ? ipv4Bytes(last) : undefined;
  if (last.includes(".") && v4 === undefined) return undefined;
  const plain = v4 === undefined ? text : `${text.slice(0, text.length - last.length)}0:0`;
  const halves = plain.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  if (![...head, ...tail].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...new Array<string>(missing).fill("0"), ...tail].map((group) => Number.parseInt(group, 16));
  const out = Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
  if (v4 !== undefined) out.set(v4, 12);
  return out;
}

/** Six bytes in hex, each pair behind a colon or hyphen. */
export function macBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i.test(text)) return undefined;
  return Uint8Array.from(text.split(/[:-]/), (pair) => Number.parseInt(pair, 16));
}
