import { saveBlob } from "./save-blob.js";

/** Twice as fine as the picture's own size, for paper and sharp screens; browsers refuse canvases beyond some size. */
const SCALE = 2;
const MOST_PIXELS = 8192;

export function saveSvg(markup: string, name: string): void {
  saveBlob(new Blob([markup], { type: "image/svg+xml" }), name);
}

/** The same picture in pixels. Rejects when the browser cannot draw it. */
export async function savePng(markup: string, name: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([markup], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(SCALE, MOST_PIXELS / Math.max(image.naturalWidth, image.naturalHeight, 1));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
    if (blob === null) throw new Error("the picture is too large for this browser");
    saveBlob(blob, name);
  } finally {
    URL.revokeObjectURL(url);
  }
}
