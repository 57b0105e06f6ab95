import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { ShelvedSchema } from "../app/schema-shelf.js";
import type { TraceSession } from "../app/session.js";
import { StoreController } from "../app/store-controller.js";
import { bytes, count } from "../core/format.js";
import { dialogStyles } from "./dialog-styles.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** Providers named before the rest are counted. */
const SHOWN = 3;
const KINDS: Readonly<Record<string, string>> = { manifest: "Manifest", tmf: "TMF", "event listing": "Event listing", "provider list": "Provider list" };

/** The event layouts that somebody brought: what they are, what they do in the open trace, and the way to be rid of them. */
@customElement("hopscope-schemas")
export class HopscopeSchemas extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        width: min(820px, calc(100vw - 24px));
      }

      p {
        margin: 0 0 12px;
        color: var(--t2);
      }

      .files {
        margin: 0 0 12px;
        overflow-x: auto;
        border: 1px solid var(--line);
        border-radius: 6px;
      }

      table {
        width: 100%;
        border-collapse: collapse;
      }

      th,
      td {
        height: 32px;
        padding: 2px 10px;
        border-bottom: 1px solid var(--line);
        text-align: start;
        vertical-align: middle;
      }

      tbody tr:last-child > * {
        border-bottom: 0;
      }

      thead th {
        color: var(--t3);
        font-size: 11.5px;
        font-weight: 400;
        white-space: nowrap;
      }

      tbody th {
        max-width: 240px;
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      .providers {
        max-width: 220px;
        color: var(--t2);
        overflow-wrap: anywhere;
      }

      .num {
        text-align: end;
      }

      small {
        display: block;
        font-weight: 400;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
      }

      .row > :last-child {
        margin-inline-start: auto;
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @query("dialog") private dialog!: HTMLDialogElement;
  @query(".top button") private closing!: HTMLElement;

  #bound = false;

  show(): void {
    this.dialog.showModal();
    void this.session.schemas.refresh();
  }

  override willUpdate(): void {
    if (!this.#bound) new StoreController(this, this.session.schemas.state, (state) => state);
    this.#bound = true;
  }

  override render(): TemplateResult {
    const { files, keep, refused } = this.session.schemas.state.value;
    return html`<dialog aria-labelledby="title">
      <div class="top">
        <h2 id="title">Schemas</h2>
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
        <p>
          Event layouts for what a trace does not describe by itself: drop, choose or paste instrumentation manifests (.man, .xml), WPP trace message formats
          (.tmf), or what <code>Get-WinEvent -ListProvider</code> and <code>wevtutil gp /ge</code> print.
        </p>
        ${files.length === 0 ? html`<p>None yet.</p>` : this.#table(files)}
        <div class="row">
          <button
            type="button"
            @click=${() => {
              ask(this, "ui-pick-files", undefined);
            }}
          >
            ${icon("file")} Choose files
          </button>
          ${
            refused
              ? html`<span role="note">${icon("warning")} Not kept: this browser gives the page no storage.</span>`
              : html`<label
                  ><input
                    type="checkbox"
                    .checked=${keep}
                    @change=${(event: Event) => {
                      this.session.schemas.setKeep((event.target as HTMLInputElement).checked);
                    }}
                  /><span>Keep new ones in this browser</span></label
                >`
          }
          <button
            type="button"
            ?disabled=${files.length === 0}
            @click=${() => {
              this.#remove(files.map(({ key }) => key));
            }}
          >
            Remove all
          </button>
        </div>
      </div>
    </dialog>`;
  }

  #table(files: readonly ShelvedSchema[]): TemplateResult {
    const { inUse } = this.session.schemas.state.value;
    return html`<div class="files" role="region" aria-label="Schemas" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">name</th>
            <th scope="col">kind</th>
            <th scope="col">providers</th>
            <th scope="col" class="num">defines</th>
            ${inUse ? html`<th scope="col" class="num">events here</th>` : nothing}
            <th scope="col" class="num">size</th>
            <th scope="col"><span class="visually-hidden">remove</span></th>
          </tr>
        </thead>
        <tbody>
          ${files.map(
            (file) =>
              html`<tr>
                <th scope="row">${file.name}<small>${file.kept ? "kept in this browser" : "not kept"}</small></th>
                <td>${KINDS[file.kind] ?? file.kind}</td>
                <td class="providers">${providersOf(file)}</td>
                <td class="num">${count(file.definitions)}</td>
                ${inUse ? html`<td class="num">${count(file.events)}</td>` : nothing}
                <td class="num">${bytes(file.size)}</td>
                <td>
                  <button
                    class="link"
                    type="button"
                    aria-label=${`Remove ${file.name}`}
                    @click=${() => {
                      this.#remove([file.key]);
                    }}
                  >
                    Remove
                  </button>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  /** The row goes away with the button that was pressed: the focus must not fall out of the dialog. */
  #remove(keys: readonly string[]): void {
    this.closing.focus();
    // A worker that is lost shows by itself, with every view.
    this.session.removeSchemas(keys).catch(() => undefined);
  }
}

function providersOf({ providers }: ShelvedSchema): string {
  const rest = providers.length - SHOWN;
  return providers.slice(0, SHOWN).join(", ") + (rest > 0 ? ` and ${count(rest)} more` : "");
}
