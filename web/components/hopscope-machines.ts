import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { clockText, offsetOf } from "../app/clock-text.js";
import type { TraceSession } from "../app/session.js";
import type { MachineClockFacts } from "../core/engine-api.js";
import { clock, counted, type TimeZone } from "../core/format.js";
import { overviewStyles } from "./overview-styles.js";
import { shared } from "./shared-styles.js";

/** The machines of a trace, how their clocks were put on one, and a way to put them by hand. */
@customElement("hopscope-machines")
export class HopscopeMachines extends LitElement {
  static override styles = [
    shared,
    overviewStyles,
    css`
      li {
        display: grid;
        gap: 2px;
        padding: 10px 12px;
      }

      li + li {
        border-top: 1px solid var(--line);
      }

      h3 {
        overflow-wrap: anywhere;
      }

      form {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
        margin-top: 6px;
      }

      input {
        width: 96px;
      }

      input,
      select {
        height: 28px;
        padding: 0 6px;
        border: 1px solid var(--line2);
        border-radius: 6px;
        background: var(--panel);
        color: var(--t1);
        font: inherit;
      }

      .wrong {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) machines: readonly MachineClockFacts[] = [];
  @property() zone: TimeZone = "utc";
  /** Source of the machine whose clock is being put, or was put in vain. */
  @state() private busy: number | undefined;
  @state() private wrong: { readonly source: number; readonly why: string } | undefined;

  override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Machines</h2>
        <small>${this.machines.length} on one clock as far as packets allow</small>
      </header>
      <ul>
        ${this.machines.map((machine, i) => this.#machine(machine, i === 0))}
      </ul>
    </section>`;
  }

  #machine(machine: MachineClockFacts, first: boolean): TemplateResult {
    const { name, sources, events, bootNs, source } = machine;
    const boot = bootNs === undefined ? undefined : clock(bootNs, this.zone);
    const about = [counted(events, "event"), sources.join(", "), ...(boot === undefined ? [] : [`booted ${boot.date} ${boot.time.slice(0, 8)}`])];
    return html`<li>
      <h3>${name}</h3>
      <span class="t2">${about.join(" · ")}</span>
      <span>${clockText(machine, first)}</span>
      ${
        first
          ? nothing
          : html`<form
              @submit=${(event: SubmitEvent) => {
                event.preventDefault();
                this.#set(source, event.currentTarget as HTMLFormElement);
              }}
            >
              <label for=${`offset-${source}`}>Offset</label>
              <input
                id=${`offset-${source}`}
                name="offset"
                inputmode="decimal"
                autocomplete="off"
                aria-invalid=${this.wrong?.source === source ? "true" : "false"}
                aria-describedby=${`wrong-${source}`}
                .value=${machine.offsetNs === undefined ? "" : String(machine.offsetNs / 1e6)}
              />
              <select name="unit" aria-label="Unit">
                <option value="ms">ms</option>
                <option value="us">µs</option>
              </select>
              <button type="submit" ?disabled=${this.busy !== undefined}>Set</button>
              <button
                type="button"
                ?disabled=${this.busy !== undefined || !machine.byHand}
                @click=${() => {
                  void this.#put(source, undefined);
                }}
              >
                Reset
              </button>
              <span id=${`wrong-${source}`} class="wrong" role="alert">${this.wrong?.source === source ? this.wrong.why : nothing}</span>
            </form>`
      }
    </li>`;
  }

  #set(source: number, form: HTMLFormElement): void {
    const values = new FormData(form);
    const offset = values.get("offset");
    const ns = offsetOf(typeof offset === "string" ? offset : "", values.get("unit") === "us" ? "us" : "ms");
    if (ns === undefined) this.wrong = { source, why: "Not a number: type one such as 3.217 or -0.05." };
    else void this.#put(source, ns);
  }

  async #put(source: number, offsetNs: number | undefined): Promise<void> {
    this.busy = source;
    this.wrong = undefined;
    try {
      await this.session.setClockOffset(source, offsetNs);
    } catch (e) {
      this.wrong = { source, why: e instanceof Error ? e.message : String(e) };
    } finally {
      this.busy = undefined;
    }
  }
}
