import type { ReactiveController, ReactiveControllerHost } from "lit";
import { droppedFiles } from "../app/file-handles.js";
import type { TraceSource } from "../core/api.js";

/** What becomes of what is brought. */
export interface IntakeTargets {
  readonly open: (sources: readonly TraceSource[]) => void;
  /** Whether text that is no address is wanted now. */
  readonly takesText: () => boolean;
  readonly text: (text: string) => void;
}

interface IntakeHost extends ReactiveControllerHost, HTMLElement {}

/** A line of text that is an address to open: absolute http(s), or a path that ends in .etl. */
export function addressIn(text: string): string | undefined {
  const line = text.trim();
  return /^https?:\/\/\S+$/i.test(line) || /^[^\s<>]+\.etl$/i.test(line) ? line : undefined;
}

/** Files, addresses and listings of names that reach the window by drag and drop or paste. `over` is true while something is dragged over it. */
export class FileIntake implements ReactiveController {
  over = false;
  readonly #host: IntakeHost;
  readonly #targets: IntakeTargets;
  /** dragenter and dragleave come once per element that is crossed. */
  #depth = 0;
  #stop: AbortController | undefined;

  constructor(host: IntakeHost, targets: IntakeTargets) {
    this.#host = host;
    this.#targets = targets;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener("dragenter", this.#enter, { signal });
    addEventListener("dragover", this.#hold, { signal });
    addEventListener("dragleave", this.#leave, { signal });
    addEventListener("drop", this.#drop, { signal });
    addEventListener("paste", this.#paste, { signal });
  }

  hostDisconnected(): void {
    this.#stop?.abort();
    this.#show(0);
  }

  /** The whole window accepts where the viewer is the page; beside other content of a host page only the viewer itself does. */
  #mine(event: Event): boolean {
    const path = event.composedPath();
    return path.includes(this.#host) || (this.#host.parentElement === document.body && document.body.childElementCount <= 2);
  }

  #show(depth: number): void {
    this.#depth = Math.max(0, depth);
    const over = this.#depth > 0;
    if (over === this.over) return;
    this.over = over;
    this.#host.requestUpdate();
  }

  readonly #enter = (event: DragEvent): void => {
    if (this.#mine(event) && this.#wants(event.dataTransfer)) this.#show(this.#depth + 1);
  };

  readonly #leave = (): void => {
    if (this.over) this.#show(this.#depth - 1);
  };

  readonly #hold = (event: DragEvent): void => {
    if (!this.#mine(event) || !this.#wants(event.dataTransfer)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "copy";
  };

  readonly #drop = (event: DragEvent): void => {
    this.#show(0);
    if (!this.#mine(event) || !this.#wants(event.dataTransfer)) return;
    event.preventDefault();
    const { dataTransfer: data } = event;
    if (data !== null && data.files.length > 0) void droppedFiles(data).then(this.#targets.open);
    else this.#take(data);
  };

  readonly #paste = (event: ClipboardEvent): void => {
    const target = event.composedPath()[0];
    const inField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (inField || !this.#mine(event)) return;
    if (this.#take(event.clipboardData)) event.preventDefault();
  };

  #take(data: DataTransfer | null): boolean {
    const files = [...(data?.files ?? [])];
    const text = files.length > 0 ? "" : (data?.getData("text/plain") ?? "");
    const address = addressIn(text);
    const sources = address === undefined ? files : [address];
    if (sources.length > 0) this.#targets.open(sources);
    else if (text.trim() !== "" && this.#targets.takesText()) this.#targets.text(text);
    else return false;
    return true;
  }

  #wants(data: DataTransfer | null): boolean {
    return carriesTrace(data) || (data?.types.includes("text/plain") === true && this.#targets.takesText());
  }
}

function carriesTrace(data: DataTransfer | null): boolean {
  return data !== null && (data.types.includes("Files") || data.types.includes("text/uri-list"));
}
