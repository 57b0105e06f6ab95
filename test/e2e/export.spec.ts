import { readFileSync } from "node:fs";
import { readPcapng } from "../fixtures/pcapng-reader.js";
import { violations } from "./support/axe.js";
import { expect, test } from "./support/fixtures.js";

test("every format is saved under a name of its own, whole", async ({ app }) => {
  await app.evaluate(() => theViewer().open("demo.etl"));
  const dialog = app.getByRole("dialog", { name: "Save the trace as" });
  await app.getByRole("button", { name: "Export" }).click();
  await expect(dialog).toBeVisible();
  for (const [name, file, begins] of [
    ["pcapng", "demo.pcapng", "\n\r\r\n"],
    ["Report", "demo.html", "<!doctype html>"],
    ["CSV", "demo.csv", "index,time,"],
    ["JSON lines", "demo.jsonl", '{"index":0'],
    ["Text", "demo.txt", "[0]"],
    ["Parquet", "demo.parquet", "PAR1"],
    ["Chrome trace", "demo.json", '{"displayTimeUnit"'],
    ["Trimmed .etl", "demo.trimmed.etl", "\0"],
  ] as const) {
    await dialog.getByRole("radio", { name }).check();
    const download = app.waitForEvent("download");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(file);
    const bytes = readFileSync(await saved.path());
    expect(bytes.subarray(0, begins.length).toString("latin1")).toBe(begins);
    await expect(dialog.getByRole("status")).toHaveText(new RegExp(`^Saved ${file.replaceAll(".", "\\.")}, `));
  }
});

test("with pseudonyms no address of the trace is in the file, and its name tells nothing", async ({ app }) => {
  await app.evaluate(() => theViewer().open("demo.etl"));
  await app.getByRole("button", { name: "Export" }).click();
  const dialog = app.getByRole("dialog", { name: "Save the trace as" });
  await dialog.getByRole("checkbox").check();
  await expect(dialog.getByRole("textbox", { name: "Key" })).toHaveValue(/^[a-z2-9-]{27}$/);
  const download = app.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("anonymised.pcapng");
  const bytes = readFileSync(await saved.path());
  expect(readPcapng(bytes).packets.length).toBeGreaterThan(700);
  for (const address of ["172.23.183.39", "EDGE-HOST-07"]) expect(bytes.includes(address)).toBe(false);
  expect(bytes.includes(Buffer.from([172, 23, 183, 39]))).toBe(false);
});

test("the filter in force is what is saved, unless the whole trace is asked for; the script for Wireshark is there", async ({ app }) => {
  await app.evaluate(async () => {
    await theViewer().open("demo.etl");
    theViewer().setFilter("outcome == dropped");
  });
  await app.getByRole("button", { name: "Export" }).click();
  const dialog = app.getByRole("dialog", { name: "Save the trace as" });
  await expect(dialog.getByRole("radio", { name: "What fits outcome == dropped" })).toBeChecked();
  const script = app.waitForEvent("download");
  await dialog.getByRole("button", { name: "hopscope.lua" }).click();
  expect(readFileSync(await (await script).path(), "utf8")).toContain("register_postdissector");
  const download = app.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  const packets = await app.evaluate(async () => (await theViewer().packets({ filter: "outcome == dropped" })).total);
  expect(readPcapng(readFileSync(await (await download).path())).packets).toHaveLength(packets);
  await app.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the dialog is accessible in ${colorScheme} colours`, async ({ app }) => {
    await app.emulateMedia({ colorScheme });
    await app.evaluate(() => theViewer().open("demo.etl"));
    await app.getByRole("button", { name: "Export" }).click();
    const dialog = app.getByRole("dialog", { name: "Save the trace as" });
    await dialog.getByRole("radio", { name: "Parquet" }).check();
    await dialog.getByRole("checkbox").check();
    expect(await violations(app)).toEqual([]);
  });
}

test("the picture of a journey is saved as it is drawn, in lines and in pixels", async ({ app }) => {
  await app.evaluate(async () => {
    await theViewer().open("demo.etl");
    theViewer().setFilter("outcome == dropped");
  });
  await app.getByRole("navigation").getByRole("button", { name: "Journeys" }).click();
  for (const [kind, begins] of [
    ["SVG", "<svg xmlns="],
    ["PNG", "\x89PNG"],
  ] as const) {
    const download = app.waitForEvent("download");
    await app.getByRole("button", { name: kind, exact: true }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(new RegExp(`^journey-\\d+\\.${kind.toLowerCase()}$`));
    expect(
      readFileSync(await saved.path())
        .subarray(0, begins.length)
        .toString("latin1"),
    ).toBe(begins);
  }
});

test("the time that the timeline shows can be all that is saved", async ({ app }) => {
  await app.evaluate(() => theViewer().open("demo.etl"));
  await app.getByRole("navigation").getByRole("button", { name: "Timeline" }).click();
  await expect(app.locator("hopscope-timeline")).toBeVisible();
  await app.keyboard.press("+");
  await app.getByRole("button", { name: "Export" }).click();
  const dialog = app.getByRole("dialog", { name: "Save the trace as" });
  await dialog.getByRole("radio", { name: "JSON lines" }).check();
  await dialog.getByRole("radio", { name: /^The time in view/ }).check();
  const download = app.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trimEnd()
    .split("\n").length;
  const { events } = await app.evaluate(() => theViewer().summary());
  expect(lines).toBeGreaterThan(0);
  expect(lines).toBeLessThan(events);
});
