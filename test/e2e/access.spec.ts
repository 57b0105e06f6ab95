import type { Page } from "@playwright/test";
import { violations } from "./support/axe.js";
import { expect, test } from "./support/fixtures.js";

const STATES: readonly (readonly [name: string, reach: (page: Page) => Promise<void>])[] = [
  ["the first screen", () => Promise.resolve()],
  ["the overview", (page) => openAt(page, "overview")],
  ["the journeys and a ladder with a drop", (page) => openJourney(page)],
  [
    "a ladder across a NAT, and one of its packets",
    async (page) => {
      await openJourney(page, "nat");
      await page.getByRole("option").nth(1).click();
      await expect(page.getByRole("tree").first()).toBeVisible();
    },
  ],
  [
    "the steps of a journey as text",
    async (page) => {
      await openJourney(page, "nat");
      await page.getByRole("button", { name: "Steps as text" }).click();
      await expect(page.getByRole("table").first()).toBeVisible();
    },
  ],
  ["the packets", (page) => openAt(page, "packets")],
  ["the events", (page) => openAt(page, "events")],
  [
    "an event and its fields",
    async (page) => {
      await openAt(page, "events");
      await page.evaluate(() => {
        theViewer().select("event", 100);
      });
      await expect(page.getByRole("tree").first()).toBeVisible();
    },
  ],
  [
    "a packet and its fields",
    async (page) => {
      await openAt(page, "packets");
      await page.evaluate(() => {
        theViewer().select("packet", 10);
      });
      await expect(page.getByRole("tree").first()).toBeVisible();
    },
  ],
  [
    "a filter being typed",
    async (page) => {
      await openAt(page, "packets");
      await page.getByRole("combobox", { name: "Filter" }).pressSequentially("tcp.port == 443 && outcome == d");
      await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
    },
  ],
  [
    "a wrong filter",
    async (page) => {
      await openAt(page, "packets");
      await page.getByRole("combobox", { name: "Filter" }).fill("tcp && nonsense");
      await page.keyboard.press("Enter");
      await expect(page.locator("#message")).toBeVisible();
    },
  ],
  [
    "a filter that hides everything, and the filters of before",
    async (page) => {
      await openAt(page, "packets");
      await page.getByRole("combobox", { name: "Filter" }).fill("tcp && udp.port == 1");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: /hides all/ })).toBeVisible();
      await page.getByRole("button", { name: "Recent and saved filters" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  ],
  [
    "the menu of a value",
    async (page) => {
      await openAt(page, "packets");
      await page.locator("[role=row][data-index='3'] [data-column='5']").click({ button: "right" });
      await expect(page.getByRole("menuitem").first()).toBeFocused();
    },
  ],
  [
    "a refusal",
    async (page) => {
      await page.evaluate(() =>
        theViewer()
          .open(new Blob(["no trace"]))
          .catch(() => undefined),
      );
      await expect(page.getByRole("alert").first()).toBeVisible();
    },
  ],
];

async function openAt(page: Page, view: string): Promise<void> {
  await page.evaluate(async (name) => {
    await theViewer().open("demo.etl");
    theViewer().setAttribute("view", name);
  }, view);
  if (view !== "overview") await expect(page.getByRole("row").nth(5)).toBeVisible();
  else await expect(page.getByText("demo.etl").first()).toBeVisible();
}

async function openJourney(page: Page, pathClass?: string): Promise<void> {
  await openAt(page, "journeys");
  await expect(page.getByRole("option").first()).toBeVisible();
  if (pathClass === undefined) return;
  const id = await page.evaluate(async (wanted) => {
    const found = (await theViewer().journeys({ limit: 1000 })).rows.find((row) => row.pathClass === wanted)?.id ?? -1;
    theViewer().select("journey", found);
    return found;
  }, pathClass);
  await expect(page.getByRole("heading", { name: `#${id}`, exact: true })).toBeVisible();
}

for (const theme of ["light", "dark"] as const) {
  for (const [name, reach] of STATES) {
    test(`${name}, ${theme}: nothing that WCAG 2.2 AA forbids`, async ({ app }) => {
      // Fades would be measured half-way.
      await app.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await app.evaluate((value) => {
        theViewer().setAttribute("theme", value);
      }, theme);
      await reach(app);
      expect(await violations(app)).toEqual([]);
    });
  }
}

test("at twice the size nothing has to be scrolled sideways but tables", async ({ app }) => {
  // 1280 at 200 % is 640 CSS pixels
  await app.setViewportSize({ width: 640, height: 400 });
  const overflow = (): Promise<number> => app.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await openAt(app, "overview");
  expect(await overflow()).toBeLessThanOrEqual(0);
  await openJourney(app, "nat");
  expect(await overflow()).toBeLessThanOrEqual(0);
  const main = (): Promise<number> =>
    app.evaluate(() => {
      const box = theViewer().shadowRoot?.querySelector("main");
      return (box?.scrollWidth ?? NaN) - (box?.clientWidth ?? NaN);
    });
  expect(await main()).toBeLessThanOrEqual(0);
});
