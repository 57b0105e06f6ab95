import { afterEach, expect, test, vi } from "vitest";
import { EXPORT_FORMATS, exportName, newKey } from "../../../web/app/export-formats.js";
import { pickTarget, writeTo } from "../../../web/app/save-target.js";

const LARGE = 1_000_000_000;

afterEach(() => {
  vi.unstubAllGlobals();
});

function refuse(name: string): () => Promise<never> {
  return () => Promise.reject(new DOMException("no", name));
}

test("small files and browsers without the file system go by downloads", async () => {
  expect(await pickTarget(LARGE, "a.csv", "text/csv")).toBeUndefined();
  const picker = vi.fn(refuse("AbortError"));
  vi.stubGlobal("showSaveFilePicker", picker);
  expect(await pickTarget(1000, "a.csv", "text/csv")).toBeUndefined();
  expect(picker).not.toHaveBeenCalled();
});

test("a large one asks where to first: no answer saves nothing, a frame that may not ask downloads", async () => {
  vi.stubGlobal("showSaveFilePicker", refuse("AbortError"));
  expect(await pickTarget(LARGE, "a.csv", "text/csv")).toBeNull();
  vi.stubGlobal("showSaveFilePicker", refuse("SecurityError"));
  expect(await pickTarget(LARGE, "a.csv", "text/csv")).toBeUndefined();
  const handle = { name: "b.csv" };
  const picker = vi.fn(() => Promise.resolve(handle));
  vi.stubGlobal("showSaveFilePicker", picker);
  expect(await pickTarget(LARGE, "a.csv", "text/csv")).toBe(handle);
  expect(picker).toHaveBeenCalledWith({ suggestedName: "a.csv", types: [{ description: "a.csv", accept: { "text/csv": [".csv"] } }] });
});

test("what is written is the whole file, closed at its end", async () => {
  const written: Uint8Array[] = [];
  let closed = false;
  const stream = new WritableStream<Uint8Array>({
    write: (chunk) => void written.push(chunk),
    close: () => {
      closed = true;
    },
  });
  const target = { createWritable: () => Promise.resolve(stream) } as unknown as FileSystemFileHandle;
  await writeTo(target, new Blob(["abc", "def"]));
  expect([Buffer.concat(written).toString(), closed]).toEqual(["abcdef", true]);
});

test("files are called after the trace, and anonymised ones after nothing", () => {
  const of = (format: string) => EXPORT_FORMATS.find((entry) => entry.format === format) ?? expect.fail(format);
  expect(exportName("a.ETL", of("pcapng"), "events", false)).toBe("a.pcapng");
  expect(exportName("a.etl", of("etl"), "events", false)).toBe("a.trimmed.etl");
  expect(exportName("a.etl", of("parquet"), "hops", false)).toBe("a.hops.parquet");
  expect(exportName("host7.etl", of("csv"), "events", true)).toBe("anonymised.csv");
  expect(newKey()).toMatch(/^[a-z2-9]{6}(-[a-z2-9]{6}){3}$/);
  expect(newKey()).not.toBe(newKey());
});
