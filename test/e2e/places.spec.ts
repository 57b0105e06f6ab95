import type { Page } from "@playwright/test";
import { violations } from "./support/axe.js";
import { expect, test } from "./support/fixtures.js";

async function openAt(page: Page, view: "atlas" | "topology"): Promise<void> {
  await page.evaluate(async (name) => {
    await theViewer().open("demo.etl");
    theViewer().setAttribute("view", name);
  }, view);
  if (view === "topology") await expect(box(page, /^WinNAT/)).toBeVisible();
  else await expect(cells(page).first()).toBeVisible();
}

const box = (page: Page, name: RegExp) => page.locator("hopscope-topology").getByRole("button", { name });
const detail = (page: Page) => page.locator("hopscope-place-detail");
const cells = (page: Page) => page.getByRole("grid", { name: /^Latency from place to place/ }).locator("td.some");
const figures = (page: Page) => page.getByRole("region", { name: "How the latencies are spread" });
const fit = (page: Page, filter: string): Promise<number> =>
  page.evaluate(async (text) => (await theViewer().journeys({ filter: text, limit: 1 })).total, filter);

test("the topology shows who dropped what, and leads to the journeys", async ({ app }) => {
  await openAt(app, "topology");
  await expect(app.getByRole("region", { name: /^Picture of 1[0-9] places .* 2 packets dropped$/ })).toBeVisible();
  const ways = app.getByRole("table", { name: "Ways between places" });
  const edges = await ways.getByRole("row").count();
  expect(edges).toBeGreaterThan(20);

  await box(app, /^Container NIC 066a9b55 ?, .*1 dropped/).click();
  await expect(detail(app).getByRole("heading", { name: /^Container NIC 066a9b55/ })).toBeVisible();
  await expect(detail(app)).toContainText("00:15:5d:20:06:6a");
  await expect(detail(app)).toContainText("Packet does not match the packet filter");
  await expect(
    detail(app)
      .getByRole("table", { name: /^Hops of/ })
      .getByRole("row"),
  ).toHaveCount(3);
  await detail(app)
    .getByRole("button", { name: /^journey #97/ })
    .click();
  await expect(app.locator("hopscope-ladder h2")).toHaveText("#97");
});

test("boxes stand still while a filter changes what goes between them", async ({ app }) => {
  await openAt(app, "topology");
  const where = (): Promise<readonly (readonly [string, number, number])[]> =>
    app
      .locator("hopscope-topology .box")
      .evaluateAll((all) =>
        all.map((one) => [(one as HTMLElement).dataset["id"] ?? "", one.getBoundingClientRect().x, one.getBoundingClientRect().y] as const),
      );
  const before = await where();
  const expected = await fit(app, "path.class == nat");
  await app.evaluate(() => {
    theViewer().setFilter("path.class == nat");
  });
  await expect(app.locator("hopscope-topology .tools")).toContainText(`${expected} of 772 journeys`);
  await expect(box(app, /^WinNAT ?, NAT, 21 packets/)).toBeVisible();
  await expect(box(app, /^Host NIC ?, physical NIC, 0 packets/)).toBeVisible();
  expect(await where()).toEqual(before);
  expect(await app.locator("hopscope-topology .line.idle").count()).toBeGreaterThan(0);

  await box(app, /^Ethernet ?, /).dblclick();
  await expect
    .poll(() => app.evaluate(() => (theViewer() as unknown as { readonly filter: string }).filter))
    .toMatch(/^path\.class == nat && \(?place\.name == /);

  await app.evaluate(() => {
    theViewer().setFilter("journey.id > 100000");
  });
  await expect(app.locator("hopscope-topology").getByRole("heading", { name: /hides all 772 journeys/ })).toBeVisible();
  await app.locator("hopscope-topology").getByRole("button", { name: "Clear filter" }).click();
  await expect(box(app, /^WinNAT/)).toBeVisible();
});

test("the topology without a mouse: arrows between places, Enter, its menu, the size", async ({ app }) => {
  await openAt(app, "topology");
  await app.keyboard.press("9");
  const focused = () => app.locator("hopscope-topology .box:focus");
  await expect(focused()).toHaveAccessibleName(/^Wire ?, wire, 772 packets/);
  await app.keyboard.press("ArrowRight");
  await app.keyboard.press("ArrowRight");
  await expect(focused()).toHaveAccessibleName(/, switch, /);
  await app.keyboard.press("ArrowRight");
  await app.keyboard.press("Home");
  await app.keyboard.press("Enter");
  await expect(focused()).toHaveAttribute("aria-pressed", "true");
  await app.keyboard.press("j");
  await expect(app.locator("hopscope-topology .box[aria-pressed=true]")).not.toHaveAttribute("data-id", (await focused().getAttribute("data-id")) ?? "");
  await app.keyboard.press("Shift+F10");
  await expect(app.getByRole("menuitem", { name: "Filter by this value" })).toBeFocused();
  await app.keyboard.press("Escape");
  const zoom = (): Promise<number> => app.locator("hopscope-topology .stage").evaluate((stage) => Number(getComputedStyle(stage).getPropertyValue("--zoom")));
  const before = await zoom();
  await app.keyboard.press("+");
  expect(await zoom()).toBeGreaterThan(before);
});

test("a place that is selected from elsewhere is the one that the topology shows", async ({ app }) => {
  await openAt(app, "atlas");
  const id = await app.evaluate(async () => {
    const nat = (await theViewer().places()).find(({ kind }) => kind === "nat");
    theViewer().select("place", nat?.id ?? "");
    return nat?.id;
  });
  await expect(app.locator("hopscope-topology .box[aria-pressed=true]")).toHaveAttribute("data-id", id ?? "?");
  await expect(detail(app).getByRole("heading", { name: /^WinNAT/ })).toBeVisible();
});

test("cells of the atlas say what the interface says, under the filter in force", async ({ app }) => {
  await openAt(app, "atlas");
  const atlas = await app.evaluate(() => theViewer().atlas());
  await expect(cells(app)).toHaveCount(atlas.hops.length);
  await app.getByRole("button", { name: "p99", exact: true }).click();
  const hop = atlas.hops.find(({ from, to }) => from.name === "Ethernet" && to.kind === "nat");
  const cell = app.getByRole("gridcell", { name: /^Ethernet to WinNAT: p99 / });
  await expect(cell).toContainText(((hop?.p99Ns ?? 0) / 1000).toFixed(1));
  await cell.click();
  await expect(figures(app).getByRole("heading", { name: "Ethernet → WinNAT" })).toBeVisible();
  await expect(figures(app).getByRole("img", { name: new RegExp(`^Histogram of ${hop?.count ?? 0} hops`) })).toBeVisible();
  await figures(app).getByText("As a table").click();
  await expect(figures(app).getByRole("table", { name: "Histogram" })).toContainText(String(hop?.count));

  await app.evaluate(() => {
    theViewer().setFilter("outcome == dropped");
  });
  await expect(cells(app)).toHaveCount((await app.evaluate(() => theViewer().atlas({ filter: "outcome == dropped" }))).hops.length);
  await expect(figures(app)).toContainText("Nothing went this way");
  await expect(app.getByRole("table", { name: "Drops" }).getByRole("row")).toHaveCount(3);
  await app.getByRole("button", { name: /dropped at Network Adapter: Failed Security Policy, show them$/ }).click();
  await expect
    .poll(() => app.evaluate(() => (theViewer() as unknown as { readonly filter: string }).filter))
    .toContain('drop.reason == "Failed Security Policy"');
  await expect(app.getByRole("navigation").getByRole("button", { name: "Journeys" })).toHaveAttribute("aria-current", "page");
});

test("the atlas without a mouse: from cell to cell, to the slowest journey and its ladder; classes of paths", async ({ app }) => {
  await openAt(app, "atlas");
  await app.keyboard.press("8");
  const focused = () => app.locator("hopscope-hop-matrix td:focus");
  await expect(focused()).toHaveAttribute("aria-selected", "true");
  await app.keyboard.press("PageUp");
  await app.keyboard.press("Home");
  await expect(focused()).toHaveAttribute("data-row", "0");
  await expect(focused()).toHaveAttribute("data-column", "0");
  await app.keyboard.press("Enter");
  await expect(figures(app).getByRole("heading", { name: /^Inside / })).toBeVisible();
  await app.keyboard.press("ArrowDown");
  await expect(focused()).toHaveAttribute("data-row", "1");

  await app.locator("hopscope-path-classes").getByRole("button", { name: "NAT", exact: true }).focus();
  await app.keyboard.press("Enter");
  await expect(figures(app).getByRole("heading", { name: "NAT" })).toBeVisible();
  const [slowest] = await app.evaluate(async () => (await theViewer().journeys({ filter: "path.class == nat", sort: "-latency", limit: 1 })).rows);
  await expect(figures(app).getByRole("table", { name: "Slowest journeys" })).toContainText(((slowest?.latencyNs ?? 0) / 1000).toFixed(1));
  await figures(app)
    .getByRole("button", { name: /^open journey/ })
    .first()
    .focus();
  await app.keyboard.press("Enter");
  await expect(app.locator("hopscope-ladder .figure")).toContainText(((slowest?.latencyNs ?? 0) / 1000).toFixed(1));
});

test("the overview has the topology in small, which leads to the large one", async ({ app }) => {
  await app.evaluate(() => theViewer().open("demo.etl"));
  await app
    .locator("hopscope-overview-topology")
    .getByRole("button", { name: /^vmSwitch/ })
    .click();
  await expect(app.getByRole("navigation").getByRole("button", { name: "Topology" })).toHaveAttribute("aria-current", "page");
  await expect(detail(app).getByRole("heading", { name: /^vmSwitch/ })).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  for (const view of ["atlas", "topology"] as const) {
    test(`${view}, ${theme}: nothing that WCAG 2.2 AA forbids, and nothing to scroll sideways at twice the size`, async ({ app }) => {
      await app.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await app.evaluate((value) => {
        theViewer().setAttribute("theme", value);
      }, theme);
      await openAt(app, view);
      if (view === "topology") await box(app, /^Container NIC 066a9b55/).click();
      expect(await violations(app)).toEqual([]);
      await app.evaluate(() => {
        theViewer().setFilter("path.class == nat");
      });
      await expect(app.locator(`hopscope-${view} .tools`)).toContainText("21 of 772 journeys");
      expect(await violations(app)).toEqual([]);
      await app.setViewportSize({ width: 640, height: 400 });
      expect(await app.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
}
