import { expect, it } from "vitest";
import { RowWindow } from "../../../web/app/row-window.js";

interface Call {
  readonly from: number;
  readonly count: number;
  readonly answer: () => void;
  readonly fail: (error: Error) => void;
}

function deferred(total: number): { rows: RowWindow<number>; calls: Call[]; told: (Error | undefined)[]; settle: () => Promise<void> } {
  const calls: Call[] = [];
  const told: (Error | undefined)[] = [];
  const rows = new RowWindow<number>(
    total,
    (from, count) =>
      new Promise((resolve, reject) => {
        calls.push({
          from,
          count,
          answer: () => {
            resolve(Array.from({ length: count }, (_, i) => from + i));
          },
          fail: reject,
        });
      }),
    (error) => told.push(error),
  );
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 8; i++) await Promise.resolve();
  };
  return { rows, calls, told, settle };
}

it("asks for whole blocks and has their rows afterwards", async () => {
  const { rows, calls, told, settle } = deferred(300);
  rows.want(250, 999);
  calls[0]?.answer();
  await settle();
  calls[1]?.answer();
  await settle();
  expect(calls.map(({ from, count }) => [from, count])).toEqual([
    [128, 128],
    [256, 44],
  ]);
  expect([rows.at(128), rows.at(299), rows.at(0), rows.at(300)]).toEqual([128, 299, undefined, undefined]);
  expect(told).toEqual([undefined, undefined]);
});

it("has one request under way and then serves the newest wish only", async () => {
  const { rows, calls, settle } = deferred(100_000);
  rows.want(0, 10);
  rows.want(50_000, 50_010);
  rows.want(99_990, 100_000);
  expect(calls).toHaveLength(1);
  calls[0]?.answer();
  await settle();
  expect(calls.map(({ from }) => from)).toEqual([0, 99_968]);
  expect(calls[1]?.count).toBe(32);
});

it("asks for nothing twice and for nothing at all without rows", async () => {
  const { rows, calls, settle } = deferred(100);
  rows.want(0, 10);
  calls[0]?.answer();
  await settle();
  rows.want(0, 100);
  expect(calls).toHaveLength(1);
  const empty = deferred(0);
  empty.rows.want(0, 10);
  expect(empty.calls).toHaveLength(0);
});

it("reports a failure and can be asked again", async () => {
  const { rows, calls, told, settle } = deferred(300);
  rows.want(0, 10);
  calls[0]?.fail(new Error("gone"));
  await settle();
  expect(told).toEqual([new Error("gone")]);
  rows.want(130, 140);
  calls[1]?.answer();
  await settle();
  rows.want(0, 10);
  calls[2]?.answer();
  await settle();
  expect(rows.at(5)).toBe(5);
});

it("does not ask again for what failed until something else is wished for: saying so draws the rows, which wish for the same", async () => {
  let asked = 0;
  const rows = new RowWindow<number>(
    1000,
    () => {
      asked++;
      return Promise.reject(new Error("closed"));
    },
    () => {
      if (asked < 50) rows.want(0, 10);
    },
  );
  rows.want(0, 10);
  for (let i = 0; i < 500; i++) await Promise.resolve();
  expect(asked).toBe(1);
  rows.want(500, 510);
  for (let i = 0; i < 500; i++) await Promise.resolve();
  expect(asked).toBeGreaterThan(1);
});

it("forgets blocks it is not looking at", async () => {
  const { rows, calls, settle } = deferred(128 * 100);
  for (let block = 0; block < 70; block++) {
    rows.want(block * 128, block * 128 + 1);
    calls[block]?.answer();
    await settle();
  }
  expect(rows.at(0)).toBeUndefined();
  expect(rows.at(69 * 128)).toBe(69 * 128);
});
