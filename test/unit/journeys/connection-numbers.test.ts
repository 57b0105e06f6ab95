import fc from "fast-check";
import { expect, test } from "vitest";
import { ConnectionNumbers } from "../../../web/journeys/connection-numbers.js";
import type { FrameKeys } from "../../../web/journeys/sightings.js";

const end = fc.tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffff }));
const few = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }));

function keys([source, from]: readonly [number, number], [destination, to]: readonly [number, number]): FrameKeys {
  return { source, destination, ports: ((from << 16) | to) >>> 0 } as FrameKeys;
}

test("both directions of a connection are one, all others are not", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(end, few), fc.oneof(end, few)), { maxLength: 60 }), (pairs) => {
      const numbers = new ConnectionNumbers();
      const names = new Map<string, number>();
      for (const [a, b] of pairs) {
        const name = [a.join(":"), b.join(":")].sort().join("/");
        const number = numbers.of(keys(a, b));
        expect(numbers.of(keys(b, a))).toBe(number);
        expect(number).toBe(names.get(name) ?? names.size);
        names.set(name, number);
      }
      expect(numbers.length).toBe(names.size);
    }),
  );
});
