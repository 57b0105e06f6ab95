import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * Whether something inside its host has the focus. It is given up only when the pointer is let go: what is shown while the focus is
 * there may push other things down, and these must not move away from under a pointer that is just pressing them.
 */
export class PressWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #focused: () => boolean;
  #pressed = false;
  held = false;

  constructor(host: ReactiveControllerHost & HTMLElement, focused: () => boolean) {
    this.#host = host;
    this.#focused = focused;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("pointerdown", this.#down, true);
    addEventListener("pointerup", this.#up, true);
    addEventListener("pointercancel", this.#up, true);
    this.#host.addEventListener("focusin", this.#look);
    this.#host.addEventListener("focusout", this.#look);
  }

  hostDisconnected(): void {
    removeEventListener("pointerdown", this.#down, true);
    removeEventListener("pointerup", this.#up, true);
    removeEventListener("pointercancel", this.#up, true);
    this.#host.removeEventListener("focusin", this.#look);
    this.#host.removeEventListener("focusout", this.#look);
  }

  readonly #down = (): void => {
    this.#pressed = true;
  };

  /** The click comes after this, and still has to find what was pressed. */
  readonly #up = (): void => {
    this.#pressed = false;
    setTimeout(this.#look);
  };

  readonly #look = (): void => {
    // while focusout is told, nothing has the focus yet
    queueMicrotask(() => {
      const focused = this.#focused();
      if (focused === this.held || (!focused && this.#pressed)) return;
      this.held = focused;
      this.#host.requestUpdate();
    });
  };
}
