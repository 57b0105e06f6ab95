import type { ReactiveController, ReactiveControllerHost } from "lit";

interface KeyHost extends ReactiveControllerHost, HTMLElement {}

export interface KeyActions {
  /** Single letters and digits may be switched off. */
  readonly singles: () => boolean;
  /** True when the key was used. */
  readonly press: (key: string) => boolean;
  readonly openFiles: () => void;
}

/** Keys of the whole viewer. Text fields keep theirs, and so does the rest of a page the viewer is only a part of. */
export class ViewerKeys implements ReactiveController {
  readonly #host: KeyHost;
  readonly #actions: KeyActions;

  constructor(host: KeyHost, actions: KeyActions) {
    this.#host = host;
    this.#actions = actions;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("keydown", this.#onKey);
  }

  hostDisconnected(): void {
    removeEventListener("keydown", this.#onKey);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !this.#mine(event)) return;
    const path = event.composedPath();
    // an open dialog has the keys
    if (path.some((target) => target instanceof HTMLDialogElement)) return;
    const [target] = path;
    const inField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "o") {
      event.preventDefault();
      this.#actions.openFiles();
      return;
    }
    if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
    const single = event.key.length === 1;
    if (single && !this.#actions.singles()) return;
    if (this.#actions.press(event.key)) event.preventDefault();
  };

  #mine(event: Event): boolean {
    if (event.composedPath().includes(this.#host)) return true;
    const nobody = document.activeElement === null || document.activeElement === document.body;
    return nobody && document.querySelector(this.#host.localName) === this.#host;
  }
}
