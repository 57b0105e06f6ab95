/** Where files came from, so that they can be found again at another visit: only browsers that hand out such handles have any. */
const HANDLES = new WeakMap<Blob, FileSystemFileHandle>();

interface Asked extends FileSystemFileHandle {
  queryPermission?(how: { readonly mode: "read" }): Promise<PermissionState>;
  requestPermission?(how: { readonly mode: "read" }): Promise<PermissionState>;
}

interface Picker {
  showOpenFilePicker?(options: { readonly multiple: true }): Promise<FileSystemFileHandle[]>;
}

export async function fileOf(handle: FileSystemFileHandle): Promise<File> {
  const file = await handle.getFile();
  HANDLES.set(file, handle);
  return file;
}

/** Of all of them, or undefined. */
export function handlesOf(files: readonly unknown[]): readonly FileSystemFileHandle[] | undefined {
  const handles = files.flatMap((file) => (file instanceof Blob ? (HANDLES.get(file) ?? []) : []));
  return handles.length === files.length && files.length > 0 ? handles : undefined;
}

/** Asks the person, where the browser has to. Undefined when a file is gone or may not be read. Only a click may call this. */
export async function filesAgain(handles: readonly FileSystemFileHandle[]): Promise<readonly File[] | undefined> {
  try {
    for (const handle of handles as readonly Asked[]) {
      const how = { mode: "read" } as const;
      if ((await handle.queryPermission?.(how)) === "granted") continue;
      if ((await handle.requestPermission?.(how)) !== "granted") return undefined;
    }
    return await Promise.all(handles.map(fileOf));
  } catch {
    return undefined;
  }
}

/**
 * Undefined where the browser has no picker that hands out handles; empty when nothing was picked. Only the installed app uses it: there
 * the browser remembers what it was allowed, in a tab it would only ask again and again.
 */
export async function pickFiles(): Promise<readonly File[] | undefined> {
  const picker = globalThis as Picker;
  if (picker.showOpenFilePicker === undefined || !matchMedia("(display-mode: standalone)").matches) return undefined;
  try {
    return await Promise.all((await picker.showOpenFilePicker({ multiple: true })).map(fileOf));
  } catch (e) {
    return e instanceof DOMException && e.name === "AbortError" ? [] : undefined;
  }
}

/** Files of a drop. The handles have to be asked for at once: the list is empty when the event is over. */
export function droppedFiles(data: DataTransfer): Promise<readonly File[]> {
  const items = [...data.items].filter(({ kind }) => kind === "file") as (DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> })[];
  return Promise.all(
    items.map(async (item) => {
      const file = item.getAsFile();
      const handle = await item.getAsFileSystemHandle?.().catch(() => null);
      if (file !== null && handle?.kind === "file") HANDLES.set(file, handle as FileSystemFileHandle);
      return file;
    }),
  ).then((files) => files.filter((file) => file !== null));
}
