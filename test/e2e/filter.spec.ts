import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.js";

const field = (page: Page): Locator => page.getByRole("combobox", { name: "Filter" });
const chosen = (page: Page): Locator => page.getByRole("listbox").getByRole("option", { selected: true });
const rows = (page: Page): Locator => page.getByRole("grid").first();

async function openAt(page: Page, view: "packets" | "events"): Promise<number> {
  const total = await page.evaluate(async (name) => {
    const summary = await theViewer().open("demo.etl");
    theViewer().setAttribute("view", name);
    return summary[name];
  }, view);
  await expect(page.getByRole("row").nth(5)).toBeVisible();
  return total;
}

/** How many packets fit, as the interface has it. */
function fitting(page: Page, filter: string): Promise<number> {
  return page.evaluate(async (given) => (await theViewer().packets({ filter: given, limit: 1 })).total, filter);
}

const digits = (text: string): string => text.replaceAll(/\s/g, "");
async function apply(page: Page, filter: string): Promise<void> {
  await field(page).fill(filter);
  await page.keyboard.press("Enter");
}

test("typed with completion by keyboard, counted before it applies, and cleared", async ({ app }) => {
  const total = await openAt(app, "packets");
  await app.keyboard.press("/");
  await expect(field(app)).toBeFocused();
  await app.keyboard.type("tcp.po");
  await expect(chosen(app)).toHaveText(/^\s*tcp\.port/);
  await app.keyboard.press("Tab");
  await expect(field(app)).toHaveValue("tcp.port ");
  await app.keyboard.press("ArrowDown");
  await expect(chosen(app)).toHaveText(/^\s*==/);
  await app.keyboard.press("Tab");
  await app.keyboard.type("443");
  const left = await fitting(app, "tcp.port == 443");
  expect(left).toBeGreaterThan(0);
  await expect(app.getByRole("search")).toContainText("would match");
  expect(digits(await app.getByRole("search").innerText())).toContain(`${left}of${total}packets`);
  await expect(rows(app), "nothing applies before Enter").toHaveAttribute("aria-rowcount", String(total + 1));

  await app.keyboard.press("Enter");
  await expect(rows(app)).toHaveAttribute("aria-rowcount", String(left + 1));
  await expect(app.getByRole("contentinfo")).toContainText("Filter in force");
  expect(digits(await app.getByRole("contentinfo").innerText())).toContain(`${total - left}packetshidden`);

  await app.getByRole("button", { name: "Clear filter" }).click();
  await expect(rows(app)).toHaveAttribute("aria-rowcount", String(total + 1));
  await expect(field(app)).toHaveValue("");
});

test("Tab goes on to the next control when nothing was typed", async ({ app }) => {
  await openAt(app, "packets");
  await app.keyboard.press("/");
  await app.keyboard.press("Tab");
  await expect(field(app)).not.toBeFocused();
});

test("a wrong expression: where, what was expected, and the last good filter stays until Esc brings it back", async ({ app }) => {
  await openAt(app, "packets");
  await apply(app, "tcp.port == 443");
  const left = await fitting(app, "tcp.port == 443");
  await expect(rows(app)).toHaveAttribute("aria-rowcount", String(left + 1));
  await apply(app, "tcp && ip.adr == 10.0.0.1");
  await expect(field(app)).toHaveAttribute("aria-invalid", "true");
  const message = app.locator("#message");
  await expect(message).toContainText("Position 8");
  await expect(message).toContainText("expected ip.addr");
  await expect(message).toContainText("Still in force: tcp.port == 443");
  await expect(rows(app)).toHaveAttribute("aria-rowcount", String(left + 1));
  await app.keyboard.press("Escape");
  await expect(field(app)).toHaveValue("tcp.port == 443");
  await expect(field(app)).toHaveAttribute("aria-invalid", "false");
});

test("what cannot be finished is not called wrong while it is typed", async ({ app }) => {
  await openAt(app, "packets");
  await field(app).pressSequentially("ip.addr == ");
  await expect(field(app)).toHaveAttribute("aria-invalid", "false");
  await app.keyboard.press("Enter");
  await expect(field(app)).toHaveAttribute("aria-invalid", "true");
});

test("the colours stand where the letters are, also when the text is longer than the field", async ({ app }) => {
  await app.setViewportSize({ width: 640, height: 600 });
  await openAt(app, "packets");
  await field(app).pressSequentially("tcp.port == 443 && ip.src == 192.168.1.70 && switch.name == nat && place.kind == vm-nic && cpu == 1");
  const apart = (): Promise<number> =>
    field(app).evaluate((input) => {
      const paint = input.parentElement?.querySelector(".paint");
      const shift = (paint?.getBoundingClientRect().left ?? 0) - input.getBoundingClientRect().left;
      return Math.abs(input.scrollLeft + shift) + (input.scrollLeft > 0 ? 0 : 1000);
    });
  await expect.poll(apart).toBeLessThan(1);
});

test("values of this trace are offered", async ({ app }) => {
  await openAt(app, "events");
  await field(app).pressSequentially('provider == "winn');
  await expect(chosen(app)).toHaveText(/WinNat/);
  await app.keyboard.press("Tab");
  await expect(field(app)).toHaveValue(/WinNat"?$/);
  await app.keyboard.press("Enter");
  await expect(app.getByRole("row").nth(2)).toContainText("WinNat");
});

test("the selected row stays selected while it fits, and is let go when it does not", async ({ app }) => {
  await openAt(app, "packets");
  await apply(app, "tcp.port == 443");
  // before the filter holds, another packet has this place
  await expect(app.locator("[role=row][data-index='2']")).toContainText("443");
  await app.locator("[role=row][data-index='2']").click();
  await expect(app.getByRole("tree")).toBeVisible();
  const heading = await app.getByRole("heading", { name: /^Packet / }).innerText();
  await apply(app, "tcp");
  await expect(app.getByRole("row", { selected: true })).toBeVisible();
  await expect(app.getByRole("heading", { name: /^Packet / })).toHaveText(heading);
  await apply(app, "udp");
  await expect(app.getByRole("tree")).toHaveCount(0);
});

test("a filter that hides everything says so, and lets go of it", async ({ app }) => {
  const total = await openAt(app, "packets");
  await apply(app, "tcp.port == 1 && udp");
  await expect(app.getByRole("heading", { name: /The filter hides all/ })).toBeVisible();
  await expect(app.getByRole("region", { name: /hides all/ })).toContainText("tcp.port == 1 && udp");
  await app
    .getByRole("region", { name: /hides all/ })
    .getByRole("button", { name: "Clear filter" })
    .click();
  await expect(rows(app)).toHaveAttribute("aria-rowcount", String(total + 1));
});

test("from a cell: filter by its value, exclude it, by mouse and by key", async ({ app }) => {
  await openAt(app, "packets");
  const address = app.locator("[role=row][data-index='0'] [data-column='5']");
  const source = (await address.innerText()).trim();
  await address.click({ button: "right" });
  await app.getByRole("menuitem", { name: "Filter by this value" }).click();
  await expect(field(app)).toHaveValue(new RegExp(`\\.src == ${source.replaceAll(".", String.raw`\.`)}$`));
  const left = await fitting(app, await field(app).inputValue());
  await expect(rows(app)).toHaveAttribute("aria-rowcount", String(left + 1));

  await app.locator("[role=row][data-index='1']").click();
  await app.keyboard.press("Shift+F10");
  await expect(app.getByRole("menuitem").first()).toBeFocused();
  await app.keyboard.press("ArrowDown");
  await app.keyboard.press("Enter");
  await expect(field(app)).toHaveValue(/ && !\(frame\.number == \d+\)$/);
  await expect(rows(app)).toHaveAttribute("aria-rowcount", String(left));
  await expect(app.getByRole("menu")).toHaveCount(0);
});

test("from a field of the tree: its name and value, and Esc gives the focus back", async ({ app }) => {
  await openAt(app, "packets");
  await app.locator("[role=row][data-index='4']").click();
  const tree = app.getByRole("tree");
  await tree
    .getByRole("treeitem", { name: /^Source/ })
    .first()
    .click({ button: "right" });
  await expect(app.getByRole("menu")).toBeVisible();
  await app.keyboard.press("Escape");
  await expect(tree).toBeFocused();
  await app.keyboard.press("Shift+F10");
  await app.keyboard.press("Enter");
  await expect(field(app)).toHaveValue(/^eth\.src == [0-9a-f:]{17}$/);
});

test("filters of before: recent ones, and one with a name, after a reload", async ({ app }) => {
  await openAt(app, "packets");
  await apply(app, "udp");
  await apply(app, "tcp");
  const open = (): Promise<void> => app.getByRole("button", { name: "Recent and saved filters" }).click();
  await open();
  const list = app.getByRole("dialog", { name: "Recent and saved filters" });
  await list.getByRole("textbox").fill("all TCP");
  await app.keyboard.press("Enter");
  await expect(list.getByRole("button", { name: /^all TCP/ })).toBeVisible();
  await app.reload();
  await openAt(app, "packets");
  await open();
  await list.getByRole("button", { name: "udp" }).click();
  await expect(field(app)).toHaveValue("udp");
  await open();
  await list.getByRole("button", { name: /^all TCP/ }).click();
  await expect(field(app)).toHaveValue("tcp");
});

test("setFilter and the attribute: a wrong one is an event with its position, the good one before it stays", async ({ app }) => {
  await openAt(app, "packets");
  const heard = await app.evaluate(() => {
    const viewer = theViewer();
    const errors: unknown[] = [];
    viewer.addEventListener("hopscope-error", (event) => errors.push((event as CustomEvent<unknown>).detail));
    viewer.setFilter("udp");
    viewer.setFilter("udp && nonsense.name");
    return errors;
  });
  expect(heard).toMatchObject([{ code: "filter", offset: 7 }]);
  await expect(field(app)).toHaveValue("udp");
  await app.evaluate(() => {
    theViewer().setAttribute("filter", "tcp");
  });
  await expect(field(app)).toHaveValue("tcp");
});

test("the address holds filter and view, and brings both back", async ({ app }) => {
  await openAt(app, "packets");
  await apply(app, "tcp.port == 443");
  await expect.poll(() => new URL(app.url()).hash).toBe("#filter=tcp.port+%3D%3D+443&view=packets");
  await app.reload();
  await app.evaluate(() => theViewer().open("demo.etl"));
  await expect(field(app)).toHaveValue("tcp.port == 443");
  await expect(rows(app)).toHaveAttribute("aria-rowcount", String((await fitting(app, "tcp.port == 443")) + 1));
});
