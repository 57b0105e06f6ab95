import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { EXPORT_FORMATS, exportName, newKey, TABLE_WORDS, type FormatWords } from "../app/export-formats.js";
import luaScript from "../app/hopscope.lua?raw";
import { pickTarget, writeTo } from "../app/save-target.js";
import type { TraceSession } from "../app/session.js";
import { StoreController } from "../app/store-controller.js";
import type { ExportFormat, ExportOptions, TraceSummary } from "../core/api.js";
import type { EngineExportOptions, ParquetTable } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import { bytes, clock, percent } from "../core/format.js";
import { dialogStyles } from "./dialog-styles.js";
import { icon } from "./icons.js";
import { saveBlob } from "./save-blob.js";
import { shared } from "./shared-styles.js";

type Scope = "all" | "filter" | "range";
type Range = NonNullable<ExportOptions["range"]>;

/**
 * Saves the trace, or a part of it, in a form that others read.
 *
 * @event export-saved - detail: what was saved, in words
 * @event export-failed - detail: the TraceError
 */
@customElement("hopscope-export-dialog")
export class HopscopeExportDialog extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        width: min(560px, calc(100vw - 24px));
      }

      .formats {
        display: grid;
        gap: 0;
      }

      .formats label {
        display: grid;
        grid-template-columns: auto 92px 1fr;
        gap: 8px;
        padding: 3px 0;
      }

      .formats strong {
        font-weight: 600;
      }

      .scope {
        display: grid;
        gap: 0;
      }

      .scope code {
        overflow: hidden;
        font: 400 12px var(--mono);
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .key {
        display: flex;
        gap: 8px;
        width: 100%;
      }

      .hint {
        width: 100%;
        color: var(--t2);
        font-size: 12px;
      }

      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }

      .said {
        flex: 1 1 160px;
        min-width: 0;
        color: var(--t2);
        overflow-wrap: anywhere;
      }

      .said.bad {
        color: var(--bad);
      }

      progress {
        width: 100%;
        accent-color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) summary!: TraceSummary;

  @state() private format: ExportFormat = "pcapng";
  @state() private table: ParquetTable = "events";
  @state() private scope: Scope = "all";
  @state() private anonymise = false;
  @state() private key = "";
  @state() private range: Range | undefined;
  @state() private said = "";
  @state() private failed = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  #running: AbortController | undefined;
  #bound = false;

  /** `range`: the stretch of time that the view shows, where it shows one. */
  show(range: Range | undefined): void {
    const { filter, exporting } = this.session.state.value;
    if (exporting === undefined) {
      this.range = range;
      this.said = "";
      this.failed = false;
      this.scope = filter !== "" ? "filter" : "all";
      if (this.#format.packets === true && this.summary.packets === 0) this.format = "html";
    }
    this.dialog.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running?.abort();
  }

  override willUpdate(): void {
    if (!this.#bound) new StoreController(this, this.session.state, ({ exporting, filter }) => [exporting, filter]);
    this.#bound = true;
  }

  get #format(): FormatWords {
    return EXPORT_FORMATS.find(({ format }) => format === this.format) ?? (EXPORT_FORMATS[0] as FormatWords);
  }

  override render(): TemplateResult {
    const { exporting } = this.session.state.value;
    const busy = exporting !== undefined;
    return html`<dialog aria-labelledby="title">
      <div class="top">
        <h2 id="title">Save the trace as</h2>
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
      <form class="body" @submit=${this.#submit}>
        <fieldset class="formats" ?disabled=${busy}>
          <legend>Format</legend>
          ${EXPORT_FORMATS.map((entry) => this.#formatChoice(entry))}
        </fieldset>
        ${this.format === "parquet" ? this.#tables(busy) : nothing}
        ${
          this.format === "pcapng"
            ? html`<p class="hint">
                The comments as fields in Wireshark: <button class="plain" type="button" @click=${this.#saveScript}>${icon("export")} hopscope.lua</button>
              </p>`
            : nothing
        }
        ${this.#scopes(busy)} ${this.#anonymising(busy)}
        <div class="foot">
          ${
            busy
              ? html`<progress aria-label="Saving" max=${Math.max(1, exporting.bytesTotal)} .value=${exporting.bytesDone}></progress>`
              : html`<button class="primary" type="submit">Save</button>`
          }
          ${busy ? html`<button type="button" @click=${() => this.#running?.abort()}>Cancel</button>` : nothing}
          <span class=${this.failed ? "said bad" : "said"} role="status"
            >${busy ? `${percent(exporting.bytesDone, exporting.bytesTotal)}, ${bytes(exporting.bytesDone)}` : this.said}</span
          >
        </div>
      </form>
    </dialog>`;
  }

  #formatChoice({ format, name, about, packets }: FormatWords): TemplateResult {
    const none = packets === true && this.summary.packets === 0;
    return html`<label
      ><input
        type="radio"
        name="format"
        ?disabled=${none}
        .checked=${format === this.format}
        @change=${() => {
          this.format = format;
          this.said = "";
        }}
      /><strong>${name}</strong><span class="t2">${none ? "There are no packets in this trace" : about}</span></label
    >`;
  }

  #tables(busy: boolean): TemplateResult {
    return html`<fieldset ?disabled=${busy}>
      <legend>Table</legend>
      ${(Object.entries(TABLE_WORDS) as [ParquetTable, string][]).map(
        ([table, word]) =>
          html`<label
            ><input
              type="radio"
              name="table"
              .checked=${table === this.table}
              @change=${() => {
                this.table = table;
              }}
            />${word}</label
          >`,
      )}
    </fieldset>`;
  }

  #scopes(busy: boolean): TemplateResult {
    const { filter } = this.session.state.value;
    const { range } = this;
    const choice = (scope: Scope, words: TemplateResult | string): TemplateResult =>
      html`<label
        ><input
          type="radio"
          name="scope"
          .checked=${scope === this.scope}
          @change=${() => {
            this.scope = scope;
          }}
        />${words}</label
      >`;
    return html`<fieldset class="scope" ?disabled=${busy}>
      <legend>What</legend>
      ${choice("all", "The whole trace")} ${filter === "" ? nothing : choice("filter", html`What fits <code title=${filter}>${filter}</code>`)}
      ${range === undefined ? nothing : choice("range", html`The time in view, from ${clock(range.fromNs, "utc").time} to ${clock(range.toNs, "utc").time} UTC`)}
    </fieldset>`;
  }

  #anonymising(busy: boolean): TemplateResult {
    return html`<fieldset ?disabled=${busy}>
      <legend>Privacy</legend>
      <label
        ><input
          type="checkbox"
          .checked=${this.anonymise}
          @change=${(event: Event) => {
            this.anonymise = (event.target as HTMLInputElement).checked;
            if (this.anonymise && this.key === "") this.key = newKey();
          }}
        />Replace addresses and names by pseudonyms, leave payloads out</label
      >
      ${
        this.anonymise
          ? html`<div class="key">
                <input
                  type="text"
                  aria-label="Key"
                  aria-describedby="key-hint"
                  autocomplete="off"
                  spellcheck="false"
                  .value=${this.key}
                  @input=${(event: Event) => {
                    this.key = (event.target as HTMLInputElement).value;
                  }}
                />
              </div>
              <p class="hint" id="key-hint">
                The same key gives the same pseudonyms in every export, so that files can be compared. Who has the key can try out which address is behind one.
              </p>`
          : nothing
      }
    </fieldset>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#save();
  };

  async #save(): Promise<void> {
    const { filter, exporting } = this.session.state.value;
    if (exporting !== undefined) return;
    if (this.anonymise && this.key === "") {
      this.#say("Pseudonyms need a key.", true);
      return;
    }
    const words = this.#format;
    const name = exportName(this.summary.name, words, this.table, this.anonymise);
    const options: EngineExportOptions = {
      ...(this.scope === "filter" && filter !== "" ? { filter } : {}),
      ...(this.scope === "range" && this.range !== undefined ? { range: this.range } : {}),
      ...(this.anonymise ? { anonymise: { key: this.key } } : {}),
      ...(this.format === "parquet" ? { table: this.table } : {}),
    };
    const target = await pickTarget(this.summary.sizeBytes, name, words.type);
    if (target === null) return;
    const abort = new AbortController();
    this.#running = abort;
    this.#say("", false);
    try {
      const blob = await this.session.export(this.format, options, abort.signal);
      if (target === undefined) saveBlob(blob, name);
      else await writeTo(target, blob);
      const saved = `Saved ${target?.name ?? name}, ${bytes(blob.size)}`;
      this.#say(saved, false);
      this.dispatchEvent(new CustomEvent("export-saved", { detail: saved }));
    } catch (e) {
      const error = e instanceof TraceError ? e : new TraceError("export", `The trace could not be saved: ${e instanceof Error ? e.message : String(e)}.`);
      this.#say(error.message, error.code !== "aborted");
      if (error.code !== "aborted") this.dispatchEvent(new CustomEvent("export-failed", { detail: error }));
    } finally {
      this.#running = undefined;
    }
  }

  #say(text: string, failed: boolean): void {
    this.said = text;
    this.failed = failed;
  }

  readonly #saveScript = (): void => {
    saveBlob(new Blob([luaScript], { type: "text/x-lua" }), "hopscope.lua");
  };
}
