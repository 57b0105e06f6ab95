// Plain LZ77 (XPRESS without Huffman): MS-XCA 2.3/2.4. 32 flag bits, then a literal byte or a match for each.
//
//   match word   | distance - 1 : 13 | length - 3 : 3 |
//   length 7     a nibble follows, shared by two matches that may lie far apart; nibble 15: a byte; byte 255: u16; u16 0: u32

/**
 * Expands [input, inputEnd) into [output, output + capacity). Returns the bytes produced: fewer than capacity when the stream
 * ends or is damaged. Reads nothing outside the input; may scribble over up to 16 bytes behind the output.
 */
export function expandLz77(input: usize, inputEnd: usize, output: usize, capacity: u32): u32 {
  const end = output + <usize>capacity;
  let p = input;
  let o = output;
  let flags: u32 = 0;
  let left = 0;
  let half: usize = 0; // where a nibble is still unused
  while (o < end) {
    if (left == 0) {
      if (inputEnd - p < 4) break;
      flags = load<u32>(p);
      p += 4;
      left = 32;
    }
    if (<i32>flags >= 0) {
      // A run of zero bits is a run of literals.
      const run = min(min(<usize>clz(flags), <usize>left), min(inputEnd - p, end - o));
      if (run == 0) break;
      if (run == 1) {
        store<u8>(o, load<u8>(p));
      } else {
        for (let i: usize = 0; i < run; i++) store<u8>(o + i, load<u8>(p + i));
      }
      o += run;
      p += run;
      left -= <i32>run;
      flags = run < 32 ? flags << <u32>run : 0;
      continue;
    }
    flags <<= 1;
    left--;
    if (inputEnd - p < 2) break;
    const word = <u32>load<u16>(p);
    p += 2;
    const distance = <usize>(word >> 3) + 1;
    let length = word & 7;
    if (length == 7) {
      let nibble: u32;
      if (half == 0) {
        if (p >= inputEnd) break;
        half = p;
        nibble = <u32>load<u8>(p) & 15;
        p++;
      } else {
        nibble = <u32>load<u8>(half) >> 4;
        half = 0;
      }
      if (nibble == 15) {
        if (p >= inputEnd) break;
        const more = <u32>load<u8>(p);
        p++;
        if (more == 255) {
          if (inputEnd - p < 2) break;
          let z = <u32>load<u16>(p);
          p += 2;
          if (z == 0) {
            if (inputEnd - p < 4) break;
            z = load<u32>(p);
            p += 4;
          }
          if (z < 22) break;
          nibble = z - 22 + 15;
        } else {
          nibble = more + 15;
        }
      }
      length = nibble + 7;
    }
    if (distance > o - output) break;
    // A length of up to 2^32 - 5: compare before adding.
    if (length > <u32>(end - o) || length + 3 > <u32>(end - o)) break;
    const n = <usize>(length + 3);
    const stop = o + n;
    let from = o - distance;
    if (distance >= 8) {
      while (o < stop) {
        store<u64>(o, load<u64>(from));
        o += 8;
        from += 8;
      }
      o = stop;
    } else if (distance == 1) {
      memory.fill(o, load<u8>(from), n);
      o = stop;
    } else {
      while (o < stop) store<u8>(o++, load<u8>(from++));
    }
  }
  return <u32>(o - output);
}
