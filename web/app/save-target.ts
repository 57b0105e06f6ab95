/** The part of the file system API that is used, where a browser has it. */
interface Picker {
  readonly showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly description: string; readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }) => Promise<FileSystemFileHandle>;
}

/** From this size of a trace on, what is saved may be too large to be kept in the browser on its way to the disk. */
const LARGE = 256_000_000;

/**
 * Where a large export is to go, asked for before it is made: afterwards the browser no longer lets a page ask. Undefined where downloads
 * do; null when the person changed their mind.
 */
export async function pickTarget(traceBytes: number, name: string, type: string): Promise<FileSystemFileHandle | undefined | null> {
  const { showSaveFilePicker } = globalThis as Picker;
  if (showSaveFilePicker === undefined || traceBytes < LARGE) return undefined;
  try {
    const extension = `.${name.split(".").pop() ?? "bin"}`;
    return await showSaveFilePicker.call(globalThis, { suggestedName: name, types: [{ description: name, accept: { [type]: [extension] } }] });
  } catch (e) {
    // A frame without permission for it falls back to downloads.
    return e instanceof Error && e.name === "AbortError" ? null : undefined;
  }
}

/** Copies piece by piece. What was there before stays until all is written. */
export async function writeTo(target: FileSystemFileHandle, blob: Blob): Promise<void> {
  await blob.stream().pipeTo(await target.createWritable());
}
