import type { Page } from "@playwright/test";
import { violations } from "./support/axe.js";
import { expect, test } from "./support/fixtures.js";

async function openTimeline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await theViewer().open("demo.etl");
  });
  await page.keyboard.press("t");
  await expect(picture(page)).toHaveAccessibleName(/\d+ journeys begin/);
}

const picture = (page: Page) => page.getByRole("img", { name: /^Timeline/ });
const lanes = (page: Page) => page.locator("hopscope-lane-gutter");
const list = (page: Page) => page.getByRole("grid", { name: "Journeys in view" });

/** From a figure of the picture's sentence. */
async function figure(page: Page, word: RegExp): Promise<number> {
  const name = (await picture(page).getAttribute("aria-label")) ?? "";
  const [, digits = "-1"] = new RegExp(`([\\d\u202f]+) ${word.source}`).exec(name) ?? [];
  return Number(digits.replaceAll("\u202f", ""));
}

/** How much time is in sight. */
const wide = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const [, from, to] = /range=(-?\d+)\.\.(-?\d+)/.exec(location.hash) ?? [];
    return from === undefined ? Infinity : Number(to) - Number(from);
  });

/** Pixels of the canvas of the lanes that are of the colour of drops. */
function redPixels(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document
      .querySelector("hopscope-viewer")
      ?.shadowRoot?.querySelector("hopscope-timeline")
      ?.shadowRoot?.querySelector<HTMLCanvasElement>("canvas.base");
    const context = canvas?.getContext("2d");
    if (canvas === null || canvas === undefined || context === null || context === undefined) return -1;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let red = 0;
    for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 0) > 150 && (data[i + 1] ?? 0) < 130 && (data[i + 2] ?? 0) < 115) red++;
    return red;
  });
}

test("lanes of every place, the journeys of the range below, and a sentence with the figures", async ({ app }) => {
  await openTimeline(app);
  const { total, places } = await app.evaluate(async () => ({
    total: (await theViewer().journeys({ limit: 1 })).total,
    places: (await theViewer().places()).filter(({ packets }) => packets > 0).map(({ id }) => id),
  }));
  expect(await figure(app, /journeys begin/)).toBe(total);
  expect(await figure(app, /drops/)).toBe(2);
  expect(await lanes(app).locator("li.lane").count()).toBeGreaterThanOrEqual(places.length);
  await expect(list(app)).toHaveAttribute("aria-rowcount", String(total + 1));

  await app.getByText("Lanes as text").click();
  const table = app.getByRole("table", { name: /^Timeline/ });
  await expect(table.getByRole("rowheader")).toHaveCount(await lanes(app).locator("li.lane").count());
});

test("a drop is seen at any zoom", async ({ app }) => {
  await openTimeline(app);
  await expect.poll(() => redPixels(app)).toBeGreaterThan(8);
  await app.evaluate(async () => {
    const [row] = (await theViewer().journeys({ filter: "outcome == dropped", limit: 1 })).rows;
    theViewer().select("journey", row?.id ?? -1);
  });
  await app.keyboard.press("t");
  await expect(app.getByRole("heading", { name: /^Journey #/ })).toBeVisible();
  await app.keyboard.press("z");
  await expect.poll(() => wide(app)).toBeLessThan(1e6);
  await app.keyboard.press("Escape");
  await expect.poll(() => figure(app, /drop\b/)).toBe(1);
  for (let i = 0; i < 40; i++) {
    await expect.poll(() => redPixels(app)).toBeGreaterThan(8);
    if ((await wide(app)) > 40e9) break;
    for (let n = 0; n < 6; n++) await app.keyboard.press("s");
  }
  expect(await wide(app)).toBeGreaterThan(40e9);
});

test("from keys alone to a pinned journey, its steps and its ladder", async ({ app }) => {
  await openTimeline(app);
  await app.keyboard.press("w");
  await app.keyboard.press("w");
  await expect.poll(() => wide(app)).toBeLessThan(30e9);
  const before = await wide(app);
  await app.keyboard.press("d");
  await expect.poll(async () => Math.round((await wide(app)) / before)).toBe(1);
  await app.keyboard.press("[");
  await app.keyboard.press("]");
  await app.keyboard.press("f");
  await expect.poll(() => wide(app)).toBe(Infinity);

  await picture(app).focus();
  await app.keyboard.press("ArrowDown");
  await expect(app.getByRole("status").filter({ hasText: /^Journey 0, \d+ hops at .* microseconds, / })).toBeAttached();
  await app.keyboard.press("ArrowRight");
  await app.keyboard.press("ArrowRight");
  await expect(app.getByRole("status").filter({ hasText: /^Step 2 of \d+: / })).toBeAttached();
  await expect(app.getByRole("list", { name: "Steps of the journey" }).locator("[aria-current=true]")).toHaveCount(1);
  await app.keyboard.press("z");
  await expect.poll(() => wide(app)).toBeLessThan(1e6);
  await app.keyboard.press("m");
  await app.keyboard.press("Enter");
  await expect(app.locator("hopscope-ladder h2")).toHaveText("#0");
});

test("a click pins the journey under the pointer, Escape lets go of it", async ({ app }) => {
  await openTimeline(app);
  const { id, from, to, places } = await app.evaluate(async () => {
    const { startNs } = await theViewer().summary();
    const [row] = (await theViewer().journeys({ filter: "outcome == dropped", limit: 1 })).rows;
    const steps = row?.sightings.slice(-2) ?? [];
    const [from = 0, to = 0] = steps.map(({ timeNs }) => Number(timeNs - startNs));
    return { id: row?.id ?? -1, from, to, places: steps.map(({ place }) => place.name) };
  });
  await app.evaluate((journey) => {
    theViewer().select("journey", journey);
  }, id);
  await app.keyboard.press("t");
  await expect(app.getByRole("heading", { name: /^Journey #/ })).toBeVisible();
  await app.keyboard.press("z");
  await expect.poll(() => wide(app)).toBeLessThan(1e6);
  await app.keyboard.press("Escape");
  await expect(app.getByRole("heading", { name: /^Journey #/ })).toHaveCount(0);
  // half the way between its last two sightings
  const boxes = await Promise.all(places.map((place) => lanes(app).locator("li.lane", { hasText: place }).boundingBox()));
  const y = boxes.reduce((sum, lane) => sum + (lane?.y ?? 0) + (lane?.height ?? 0) / 2, 0) / boxes.length;
  const box = await picture(app).boundingBox();
  const left = await app.evaluate(() => Number(/range=(-?\d+)/.exec(location.hash)?.[1]));
  const x = (((from + to) / 2 - left) / (await wide(app))) * (box?.width ?? 0);
  await app.mouse.click((box?.x ?? 0) + x, y);
  await expect(app.getByRole("heading", { name: /^Journey #/ })).toBeVisible();
  await expect.poll(() => app.evaluate(() => location.hash)).toContain("journey=");
  await app.keyboard.press("Escape");
  await expect(app.getByRole("heading", { name: /^Journey #/ })).toHaveCount(0);
});

test("the filter narrows lanes and journeys; what hides everything says so", async ({ app }) => {
  await openTimeline(app);
  await app.evaluate(() => {
    theViewer().setFilter("outcome == dropped");
  });
  await expect.poll(() => figure(app, /journeys begin/)).toBe(2);
  await expect(list(app)).toHaveAttribute("aria-rowcount", "3");
  await app.evaluate(() => {
    theViewer().setFilter("ip.addr == 203.0.113.77");
  });
  await expect(app.getByRole("heading", { name: /The filter hides all/ }).first()).toBeVisible();
  await app.getByRole("button", { name: "Clear filter" }).first().click();
  await expect.poll(() => figure(app, /journeys begin/)).toBeGreaterThan(100);
});

test("lanes fold, hide, move by key and take events of a filter", async ({ app }) => {
  await openTimeline(app);
  const all = await lanes(app).locator("li.lane").count();
  await lanes(app).getByRole("button", { expanded: true }).first().click();
  await expect(lanes(app).getByRole("button", { expanded: false })).toHaveCount(1);
  expect(await lanes(app).locator("li.lane").count()).toBeLessThan(all);
  await lanes(app).getByRole("button", { expanded: false }).click();

  const names = (): Promise<string[]> => lanes(app).locator("li.lane .title").allInnerTexts();
  const [first, second] = await names();
  await lanes(app).locator("li.lane button.name").nth(1).focus();
  await app.keyboard.press("Alt+ArrowUp");
  await expect.poll(async () => (await names()).slice(0, 2)).toEqual([second, first]);
  await app.keyboard.press("Delete");
  await expect(app.getByRole("button", { name: "Show 1 hidden lane" })).toBeVisible();
  await app.getByRole("button", { name: "Show 1 hidden lane" }).click();
  await expect(lanes(app).locator("li.lane")).toHaveCount(all);

  const field = app.getByRole("textbox", { name: /Lane for events/ });
  await field.fill("event.id ==");
  await field.press("Enter");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill('provider == "Microsoft-Windows-WinNat"');
  await field.press("Enter");
  await expect(lanes(app).locator("li.lane")).toHaveCount(all + 1);
  await app.getByRole("button", { name: "Per CPU" }).click();
  await expect(
    lanes(app)
      .getByText(/^CPU \d/)
      .first(),
  ).toBeVisible();
});

test("the wheel zooms around the pointer, dragging the strip chooses a range, a typed time is gone to", async ({ app }) => {
  await openTimeline(app);
  await picture(app).hover({ position: { x: 300, y: 60 } });
  await app.keyboard.down("Control");
  await app.mouse.wheel(0, -600);
  await app.keyboard.up("Control");
  await expect.poll(() => wide(app)).toBeLessThan(40e9);
  await app.keyboard.press("f");
  const strip = app.getByRole("img", { name: /^The whole trace/ });
  const box = await strip.boundingBox();
  if (box === null) throw new Error("no strip");
  await app.mouse.move(box.x + 200, box.y + 20);
  await app.mouse.down();
  await app.mouse.move(box.x + 300, box.y + 20, { steps: 4 });
  await app.mouse.up();
  await expect.poll(async () => (await wide(app)) / ((100 / box.width) * 42.8e9)).toBeCloseTo(1, 0);

  const field = app.getByRole("textbox", { name: "Go to time" });
  await field.fill("soon");
  await field.press("Enter");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("+10 s");
  await field.press("Enter");
  await expect(picture(app)).toBeFocused();
  await expect
    .poll(() =>
      app.evaluate(
        () =>
          /range=(-?\d+)\.\.(-?\d+)/
            .exec(location.hash)
            ?.slice(1)
            .reduce((sum, n) => sum + Number(n) / 2, 0) ?? 0,
      ),
    )
    .toBeCloseTo(10e9, -7);
});

test("an address with a range and a journey shows both again", async ({ app }) => {
  await app.goto("?src=demo.etl#view=timeline&journey=3&range=1900000000..2500000000");
  await expect(app.getByRole("heading", { name: "Journey #3" })).toBeVisible();
  await expect.poll(() => wide(app)).toBe(6e8);
});

for (const theme of ["dark", "light"] as const) {
  test(`no violations of accessibility rules, ${theme}`, async ({ app }) => {
    await openTimeline(app);
    await app.evaluate((name) => {
      theViewer().setAttribute("theme", name);
      theViewer().select("journey", 3);
    }, theme);
    await app.keyboard.press("t");
    await expect(app.getByRole("heading", { name: "Journey #3" })).toBeVisible();
    await app.getByText("Lanes as text").click();
    expect(await violations(app)).toEqual([]);
  });
}

test("panning and zooming draw frames and render no element again", async ({ app }) => {
  await openTimeline(app);
  const seen = await app.evaluate(async () => {
    const timeline = document.querySelector("hopscope-viewer")?.shadowRoot?.querySelector("hopscope-timeline") as unknown as {
      press(key: string): boolean;
      requestUpdate(): void;
      stage: { timings: { drawMs: number[] } };
    };
    let renders = 0;
    const original = timeline.requestUpdate.bind(timeline);
    timeline.requestUpdate = (...args: []) => {
      renders++;
      original(...args);
    };
    timeline.stage.timings.drawMs.length = 0;
    for (const key of "wwwwwwwwddddddddaaaaaaaassssssss") {
      timeline.press(key);
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    }
    return { renders, frames: timeline.stage.timings.drawMs.length };
  });
  expect(seen.renders).toBe(0);
  expect(seen.frames).toBeGreaterThan(10);
});
