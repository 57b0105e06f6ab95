import type { Page } from "@playwright/test";
import type { OpenOptions, Problem } from "../../../web/core/api.js";
import type { TraceErrorCode } from "../../../web/core/errors.js";

/** The number key of a view: its place in the rail. */
export async function viewKey(page: Page, name: string): Promise<string> {
  const names = await page.getByRole("navigation", { name: "Views" }).getByRole("button").allInnerTexts();
  return String(names.findIndex((text) => text.trim() === name) + 1);
}

/** How an open went, as plain data. */
export type Opened =
  | { readonly ok: true; readonly events: number; readonly packets: number; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly name: string; readonly code: TraceErrorCode; readonly message: string; readonly offset?: number };

/** Lets the page hold files of the disk the way a person would give them: by a file input, which is not the product's own. */
export async function choose(page: Page, path: string | { readonly name: string; readonly buffer: Buffer }): Promise<void> {
  await page.evaluate(() => {
    document.getElementById("probe")?.remove();
    const input = document.createElement("input");
    input.type = "file";
    input.id = "probe";
    document.body.append(input);
  });
  await page.locator("#probe").setInputFiles(typeof path === "string" ? path : { ...path, mimeType: "application/octet-stream" });
  // The browser notes size and time of the file when somebody asks for them: from here on it knows when the file changes.
  await page.evaluate(() => document.querySelector<HTMLInputElement>("#probe")?.files?.[0]?.size);
}

/** Opens what choose() chose through the public interface. */
export function openChosen(page: Page, options: Pick<OpenOptions, "name"> = {}): Promise<Opened> {
  return page.evaluate(async (given): Promise<Opened> => {
    const file = document.querySelector<HTMLInputElement>("#probe")?.files?.[0];
    if (!file) throw new Error("no file chosen");
    document.getElementById("probe")?.remove();
    try {
      const { events, packets, problems } = await theViewer().open(file, given);
      return { ok: true, events, packets, problems };
    } catch (e) {
      const { name, code, message, offset } = e as Error & { code: TraceErrorCode; offset?: number };
      return { ok: false, name, code, message, ...(offset === undefined ? {} : { offset }) };
    }
  }, options);
}

/** The pcapng of the open trace. */
export async function exportPcapng(page: Page): Promise<Uint8Array> {
  const text = await page.evaluate(async () => {
    const blob = await theViewer().export("pcapng");
    return new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => {
        resolve(reader.result as string);
      };
      reader.onerror = () => {
        reject(reader.error ?? new Error("unreadable"));
      };
      reader.readAsDataURL(blob);
    });
  });
  return Buffer.from(text.slice(text.indexOf(",") + 1), "base64");
}
