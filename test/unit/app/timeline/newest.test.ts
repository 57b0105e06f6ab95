import { expect, test } from "vitest";
import { Newest } from "../../../../web/app/timeline/newest.js";

test("one question at a time; what was asked in between is never sent; a failure stops nothing", async () => {
  const sent: number[] = [];
  const answered: number[] = [];
  const failed: unknown[] = [];
  const waiting: (() => void)[] = [];
  const feed = new Newest<number, number>(
    (question) => {
      sent.push(question);
      return new Promise((resolve, reject) => {
        waiting.push(() => {
          if (question === 4) reject(new Error("no"));
          else resolve(question * 10);
        });
      });
    },
    (answer) => answered.push(answer),
    (error) => failed.push(error),
  );
  const settle = async (): Promise<void> => {
    waiting.shift()?.();
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  for (const question of [1, 2, 3, 4]) feed.ask(question);
  expect(sent).toEqual([1]);
  await settle();
  expect(sent).toEqual([1, 4]);
  await settle();
  expect(failed).toHaveLength(1);
  expect(feed.busy).toBe(false);
  feed.ask(5);
  await settle();
  expect(answered).toEqual([10, 50]);
});
