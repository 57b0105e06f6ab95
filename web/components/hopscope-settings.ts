import { LitElement, html, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { RecentTraces } from "../app/recent-traces.js";
import type { Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import type { Store } from "../core/store.js";
import { bytes } from "../core/format.js";
import { dialogStyles } from "./dialog-styles.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** The few preferences there are. They take effect at once and are kept by this browser. */
@customElement("hopscope-settings")
export class HopscopeSettings extends LitElement {
  static override styles = [shared, dialogStyles];

  @property({ attribute: false }) settings!: Store<Settings>;
  @property({ attribute: false }) recent!: RecentTraces;
  @query("dialog") private dialog!: HTMLDialogElement;

  #bound = false;

  show(): void {
    this.dialog.showModal();
    void this.recent.refresh();
  }

  override willUpdate(): void {
    if (this.#bound) return;
    this.#bound = true;
    new StoreController(this, this.settings, (values) => values);
    new StoreController(this, this.recent.state, (state) => state);
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title">
      <div class="top">
        <h2 id="title">Settings</h2>
        <button
          class="plain"
          type="button"
          aria-label="Close"
          @click=${() => {
            this.dialog.close();
          }}
        >
          ${icon("close")}
        </button>
      </div>
      <div class="body">
        ${this.#choice("Colours", "theme", { auto: "As the system", light: "Light", dark: "Dark" })}
        ${this.#choice("Times", "zone", { utc: "UTC", local: "Time of this machine" })}
        ${this.#choice("Rows", "density", { compact: "Compact", normal: "Normal", roomy: "Roomy" })}
        <label
          ><input
            type="checkbox"
            .checked=${this.settings.value.keys}
            @change=${(event: Event) => {
              this.settings.update({ keys: (event.target as HTMLInputElement).checked });
            }}
          /><span>Single keys (<kbd>1</kbd> to <kbd>3</kbd>, <kbd>J</kbd>, <kbd>K</kbd>, <kbd>?</kbd>)</span></label
        >
        ${this.#kept()}
        <button
          class="link"
          type="button"
          @click=${() => {
            this.dialog.close();
            ask(this, "ui-schemas", undefined);
          }}
        >
          Schemas: event layouts that were brought
        </button>
      </div>
    </dialog>`;
  }

  #kept(): TemplateResult {
    const { keep, refused, indexes, open } = this.recent.state.value;
    const held = [...indexes.values()].reduce((sum, size) => sum + size, 0);
    const cache = refused || open?.state === "off" ? "off" : open?.state === "full" ? "full: this trace found no room" : "ok";
    return html`<fieldset>
      <legend>Kept on this device</legend>
      <label
        ><input
          type="checkbox"
          .checked=${keep}
          ?disabled=${refused}
          @change=${(event: Event) => {
            this.recent.setKeep((event.target as HTMLInputElement).checked);
          }}
        /><span>What is found in traces, for 14 days; never the traces</span></label
      >
      <span>${bytes(held)} kept; cache ${keep ? cache : "off"}</span>
      <button
        type="button"
        @click=${() => {
          void this.recent.forgetEverything();
        }}
      >
        Forget everything
      </button>
    </fieldset>`;
  }

  #choice<K extends "theme" | "zone" | "density">(legend: string, key: K, words: Readonly<Record<Settings[K], string>>): TemplateResult {
    const chosen = this.settings.value[key];
    return html`<fieldset>
      <legend>${legend}</legend>
      ${(Object.entries(words) as [Settings[K], string][]).map(
        ([value, word]) =>
          html`<label
            ><input
              type="radio"
              name=${key}
              .checked=${value === chosen}
              @change=${() => {
                this.settings.update({ [key]: value });
              }}
            />${word}</label
          >`,
      )}
    </fieldset>`;
  }
}
