import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { readPcapng } from "../fixtures/pcapng-reader.js";
import { demo, expect, test } from "./support/fixtures.js";

const rail = (page: Page, name: string) => page.getByRole("navigation").getByRole("button", { name });

async function pick(page: Page): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /Open files/ }).click();
  await (await chooser).setFiles({ name: "capture.etl", mimeType: "application/octet-stream", buffer: demo() });
  await expect(rail(page, "Packets")).toBeEnabled();
}

test("a picked file: its packets, the fields and bytes of one, linked both ways", async ({ app }) => {
  await pick(app);
  await rail(app, "Packets").click();
  await app.getByRole("row").nth(5).click();
  const tree = app.getByRole("tree");
  await expect(tree).toBeVisible();
  const bytes = app.getByRole("application", { name: "Bytes" });
  const says = bytes.locator("xpath=following-sibling::*");

  await tree.getByRole("treeitem").nth(1).click();
  await expect(says).toHaveText(/^Bytes \d+ to \d+ selected$/);
  const before = await tree.getAttribute("aria-activedescendant");
  await bytes.locator("[data-at='12']").first().click();
  await expect(tree).not.toHaveAttribute("aria-activedescendant", before ?? "");
});

test("a picked file: saved as pcapng under its own name", async ({ app }) => {
  await pick(app);
  const packets = await app.evaluate(async () => (await theViewer().summary()).packets);
  const download = app.waitForEvent("download");
  await app.getByRole("button", { name: "Export" }).click();
  await app.getByRole("button", { name: "Save", exact: true }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("capture.pcapng");
  expect(readPcapng(readFileSync(await saved.path())).packets.length).toBe(packets);
});

test("a wrong file dropped on an open trace is refused, and the trace stays open as it was", async ({ app }) => {
  await pick(app);
  await rail(app, "Packets").click();
  const before = await app.evaluate(() => theViewer().summary());
  const files = await app.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(5000).fill(7)], "holiday.jpg"));
    return data;
  });
  for (const type of ["dragenter", "dragover", "drop"]) await app.dispatchEvent("body", type, { dataTransfer: files });
  await expect(app.getByText(/holiday\.jpg: /).first()).toBeVisible();
  await expect(rail(app, "Packets")).toHaveAttribute("aria-current", "page");
  expect(await app.evaluate(() => theViewer().summary())).toEqual(before);
});

test("a dropped file opens, wherever on the page it is let go", async ({ app }) => {
  const files = await app.evaluateHandle(async () => {
    const data = new DataTransfer();
    data.items.add(new File([await (await fetch("demo.etl")).blob()], "dropped.etl"));
    return data;
  });
  for (const type of ["dragenter", "dragover", "drop"]) await app.dispatchEvent("body", type, { dataTransfer: files });
  await expect(app.getByText("dropped.etl").first()).toBeVisible();
  await expect(rail(app, "Packets")).toBeEnabled();
});

test("an address typed by hand opens", async ({ app }) => {
  await app.getByRole("button", { name: /Paste a URL/ }).click();
  await app.getByRole("dialog").getByRole("textbox").fill("demo.etl");
  await app.keyboard.press("Enter");
  await expect(rail(app, "Packets")).toBeEnabled();
  await expect(app.getByRole("dialog")).toHaveCount(0);
});

test("from a refused file there is a way on", async ({ app }) => {
  const chooser = app.waitForEvent("filechooser");
  await app.getByRole("button", { name: /Open files/ }).click();
  await (await chooser).setFiles({ name: "holiday.etl", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") });
  await expect(app.getByRole("alert")).toContainText("holiday.etl");
  await app.getByRole("button", { name: /Back to the start/ }).click();
  await pick(app);
});

test("rows far down the table are there when it is scrolled to its end", async ({ app }) => {
  await pick(app);
  const total = await app.evaluate(async () => (await theViewer().summary()).events);
  await rail(app, "Events").click();
  const grid = app.getByRole("grid");
  await expect(grid).toHaveAttribute("aria-rowcount", String(total + 1));
  await grid.focus();
  await app.keyboard.press("End");
  await expect(app.locator(`[role=row][aria-rowindex="${total + 1}"]`)).toContainText(/\d\d:\d\d:\d\d/);
});

test("the button for the other colours changes them", async ({ app }) => {
  const ground = (): Promise<string> => app.evaluate(() => getComputedStyle(theViewer()).backgroundColor);
  await app.emulateMedia({ colorScheme: "light" });
  const light = await ground();
  await app.getByRole("button", { name: "Use dark colours" }).click();
  await expect.poll(ground).not.toBe(light);
  await app.getByRole("button", { name: "Use light colours" }).click();
  await expect.poll(ground).toBe(light);
});

test("a listing picked or pasted beside an open trace gives names, another text says what is understood", async ({ app }) => {
  await pick(app);
  const listing = "Name      InterfaceDescription ifIndex\n----      -------------------- -------\nUplink A  Test 10G Adapter           4\n";
  const chooser = app.waitForEvent("filechooser");
  await app.keyboard.press("Control+o");
  await (await chooser).setFiles({ name: "adapters.txt", mimeType: "text/plain", buffer: Buffer.from(listing) });
  await expect(app.getByRole("status").filter({ hasText: "Get-NetAdapter: 1 name given" })).toBeVisible();
  const names = () => app.evaluate(async () => (await theViewer().places()).map((place) => place.name));
  expect(await names()).toContain("Uplink A");

  const paste = (text: string) =>
    app.evaluate((value) => {
      const data = new DataTransfer();
      data.setData("text/plain", value);
      theViewer().dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true }));
    }, text);
  await paste(listing.replace("Uplink A", "Uplink B"));
  await expect.poll(names).toContain("Uplink B");
  await paste("hello");
  await expect(app.getByRole("status").filter({ hasText: "is no listing" })).toBeVisible();
});
