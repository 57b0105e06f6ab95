import { expect, test } from "vitest";
import { isListing, listingText } from "../../../web/app/listing-files.js";

const TEXT = "Größe\r\nNIC";

test("text files and manifests stand beside a trace, traces and addresses do not", () => {
  const beside = ["a.txt", "B.JSON", "c.csv", "d.man", "e.xml", "F.TMF"];
  expect([...beside, "d.etl", "e.cab", "txt", "a.mof"].filter((name) => isListing(new File([], name)))).toEqual(beside);
  expect(isListing("https://example.org/a.txt")).toBe(false);
  expect(isListing(new Blob([]))).toBe(false);
});

test("every encoding that Windows writes is read as the same text", async () => {
  const units = Uint16Array.from(`\uFEFF${TEXT}`, (char) => char.charCodeAt(0));
  const little = new Uint8Array(units.buffer);
  const big = little.map((_, i) => little[i ^ 1] ?? 0);
  for (const bytes of [new TextEncoder().encode(TEXT), new TextEncoder().encode(`\uFEFF${TEXT}`), little, big])
    expect(await listingText(new Blob([bytes]), "a.txt")).toBe(TEXT);
});

test("a file that is far too long is refused before it is read", async () => {
  const unread = { size: 64 * 1024 * 1024, arrayBuffer: () => Promise.reject(new Error("was read")) } as unknown as Blob;
  await expect(listingText(unread, "big.json")).rejects.toMatchObject({ code: "unsupported" });
});

test("a file that cannot be read says so", async () => {
  const gone = { size: 1, arrayBuffer: () => Promise.reject(new Error("gone")) } as unknown as Blob;
  await expect(listingText(gone, "a.txt")).rejects.toMatchObject({ code: "read", message: "a.txt could not be read: gone." });
});
