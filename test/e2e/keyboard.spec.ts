import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.js";
import { viewKey } from "./support/viewer.js";

interface Focus {
  readonly name: string;
  readonly role: string;
  readonly ring: boolean;
}

/** What has the focus, through all shadow roots, and whether that can be seen. Nothing: the focus is on the page itself. */
function focus(page: Page): Promise<Focus | undefined> {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (at === null || at === document.body) return undefined;
    const style = getComputedStyle(at);
    const text = at.getAttribute("aria-label") ?? at.textContent;
    return {
      role: at.getAttribute("role") ?? "",
      name: `${at.localName} ${text.replace(/\s+/g, " ").trim().slice(0, 40)}`,
      ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    };
  });
}

/** Tabs until the focus leaves the page again. More stops than anybody would walk through are a trap. */
async function walk(page: Page): Promise<Focus[]> {
  const stops: Focus[] = [];
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    const at = await focus(page);
    if (at === undefined) return stops;
    stops.push(at);
  }
  throw new Error(`the focus does not get out again: ${stops.map(({ name }) => name).join(" | ")}`);
}

test("Tab reaches every button of the first screen, shows where it is, and gets out again", async ({ app }) => {
  const stops = await walk(app);
  const names = stops.map(({ name }) => name).join("\n");
  expect(names).toMatch(/Open files/);
  expect(names).toMatch(/Paste a URL/);
  expect(names).toMatch(/demo trace/);
  expect(stops.filter(({ ring }) => !ring)).toEqual([]);
});

test("from the first screen to the bytes of an event without a mouse", async ({ app }) => {
  await app.evaluate(() => {
    const heard: unknown[] = [];
    document.addEventListener("hopscope-selection", (event) => heard.push((event as CustomEvent<unknown>).detail));
    Object.assign(document, { heard });
  });
  for (let presses = 0; presses < 40 && !/demo trace/.test((await focus(app))?.name ?? ""); presses++) await app.keyboard.press("Tab");
  expect((await focus(app))?.name).toMatch(/demo trace/);
  await app.keyboard.press("Enter");
  await expect(app.getByRole("navigation").getByRole("button", { name: "Events" })).toBeEnabled();

  await app.keyboard.press(await viewKey(app, "Events"));
  await expect(app.getByRole("navigation").getByRole("button", { name: "Events" })).toHaveAttribute("aria-current", "page");
  await expect(app.getByRole("row").nth(3)).toBeVisible();
  await app.keyboard.press("j");
  await app.keyboard.press("j");
  await app.keyboard.press("k");
  await expect(app.getByRole("tree").first()).toBeVisible();
  const heard = (): Promise<unknown> => app.evaluate(() => (document as unknown as { heard: unknown[] }).heard);
  await expect.poll(heard).toEqual([
    { kind: "event", id: 0 },
    { kind: "event", id: 1 },
    { kind: "event", id: 0 },
  ]);

  const stops = await walk(app);
  expect(stops.filter(({ ring }) => !ring)).toEqual([]);

  for (let presses = 0; presses < 40 && (await focus(app))?.role !== "tree"; presses++) await app.keyboard.press("Tab");
  const field = (): Promise<string | null> => app.getByRole("tree").getAttribute("aria-activedescendant");
  const first = await field();
  await app.keyboard.press("ArrowDown");
  await expect.poll(field).not.toBe(first);
  await app.keyboard.press("Escape");
  await expect(app.getByRole("tree")).toHaveCount(0);
  expect(await focus(app), "the focus is not lost when the detail closes").toBeDefined();
  await app.keyboard.press(await viewKey(app, "Packets"));
  await expect(app.getByRole("navigation").getByRole("button", { name: "Packets" })).toHaveAttribute("aria-current", "page");
  await app.keyboard.press("1");
  await expect(app.getByRole("navigation").getByRole("button", { name: "Overview" })).toHaveAttribute("aria-current", "page");
});

test("the list of keys opens and closes by key", async ({ app }) => {
  await app.keyboard.press("?");
  await expect(app.getByRole("dialog")).toBeVisible();
  await app.keyboard.press("Escape");
  await expect(app.getByRole("dialog")).toHaveCount(0);
});
