const PRIME_LOW = 0x1b3;

/**
 * 16 hex digits that stand for a text: FNV-1a with 64 bits over its UTF-16 units. The prime is 2^40 + 1B3, so that a product mod 2^64
 * is one of each half by 1B3 and the low half moved up by 40.
 */
export function textKey(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0;
    const product = low * PRIME_LOW;
    high = (Math.imul(high, PRIME_LOW) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
