import { expect, test } from "vitest";
import { finish, inSpans, inTurns, type Work } from "../../../web/core/work.js";

test("spans cover every item once, in order", () => {
  for (const length of [0, 1, 2047, 2048, 2049, 10_000]) {
    const spans: [number, number][] = [];
    finish(
      inSpans(length, (from, to) => {
        spans.push([from, to]);
      }),
    );
    expect(spans.reduce((at, [from, to]) => (from === at && to > from ? to : NaN), 0)).toBe(length);
  }
});

/** Goes on until told to stop, which only a message can do. */
function* until(stop: () => boolean): Work<string> {
  while (!stop()) yield;
  return "stopped";
}

test("messages come in between", async () => {
  let stop = false;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    stop = true;
    port1.close();
  };
  port2.postMessage(undefined);
  await expect(
    inTurns(
      until(() => stop),
      "waiting",
    ),
  ).resolves.toBe("stopped");
});

test("whoever cancels ends it, and hears what was being done", async () => {
  let aborted = false;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    aborted = true;
    port1.close();
  };
  port2.postMessage(undefined);
  const forever = inTurns(
    until(() => false),
    "packets were being followed",
    () => aborted,
  );
  await expect(forever).rejects.toMatchObject({ code: "aborted", message: "Opening was cancelled while packets were being followed." });
});
