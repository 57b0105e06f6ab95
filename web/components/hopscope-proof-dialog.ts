import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { FORBIDDEN, tryForbidden, type Forbidden } from "../app/forbidden-request.js";
import { APP_BASE, networkProof, type SeenRequest } from "../app/network-proof.js";
import { StoreController } from "../app/store-controller.js";
import { count, counted } from "../core/format.js";
import { dialogStyles } from "./dialog-styles.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";

/** What the policy says, in words, for the rules that keep data in. */
const RULES: Readonly<Record<string, string>> = {
  "default-src": "what no other line allows",
  "script-src": "code that may run",
  "worker-src": "threads that may start",
  "style-src": "styles",
  "img-src": "pictures",
  "connect-src": "whom code may talk to",
  "manifest-src": "the app's description",
  "base-uri": "what addresses may be relative to",
  "form-action": "where forms may be sent",
};

/** The evidence that nothing leaves: the policy, who stands between the page and the network, every request, and one that must fail. */
@customElement("hopscope-proof-dialog")
export class HopscopeProofDialog extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        width: min(760px, calc(100vw - 24px));
      }

      h3 {
        margin: 16px 0 6px;
        font-size: 13px;
        font-weight: 700;
        line-height: 20px;
      }

      h3:first-child {
        margin-top: 0;
      }

      p,
      td,
      th {
        color: var(--t2);
      }

      code {
        color: var(--t1);
        font: 400 11.5px/18px var(--mono);
        overflow-wrap: anywhere;
      }

      table {
        width: 100%;
        border-collapse: collapse;
      }

      th,
      td {
        padding: 2px 12px 2px 0;
        border-bottom: 1px solid var(--line);
        text-align: start;
        vertical-align: top;
      }

      .number {
        text-align: end;
        white-space: nowrap;
      }

      .requests {
        max-height: 220px;
        overflow: auto;
      }

      .try {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        align-items: center;
      }

      .try p {
        flex: 1 1 280px;
      }
    `,
  ];

  @query("dialog") private dialog!: HTMLDialogElement;
  @state() private outcome: Forbidden | "running" | undefined;

  readonly #proof = new StoreController(this, networkProof(), (proof) => proof);

  show(): void {
    this.outcome = undefined;
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title">
      <div class="top">
        <h2 id="title">What this page may do, and what it did</h2>
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
      <div class="body">${this.#policy()} ${this.#forbidden()} ${this.#serviceWorker()} ${this.#requests()}</div>
    </dialog>`;
  }

  #policy(): TemplateResult {
    const { policy } = this.#proof.value;
    if (policy === undefined)
      return html`<h3>Content-Security-Policy</h3>
        <p>
          No policy in force: this page carries none of its own. One that is sent as a header cannot be seen from here. The browser's developer tools show it.
        </p>`;
    return html`<h3>Content-Security-Policy in force</h3>
      <table>
        ${policy.split(";").map((rule) => {
          const [name = "", ...sources] = rule.trim().split(/\s+/);
          return html`<tr>
            <th scope="row"><code>${name}</code></th>
            <td><code>${sources.join(" ")}</code></td>
            <td>${RULES[name] ?? nothing}</td>
          </tr>`;
        })}
      </table>`;
  }

  #forbidden(): TemplateResult {
    return html`<h3>A request that must fail</h3>
      <div class="try">
        <button type="button" ?disabled=${this.outcome === "running"} @click=${this.#try}>Ask ${FORBIDDEN}</button>
        <p role="status">${this.#outcome()}</p>
      </div>`;
  }

  #outcome(): TemplateResult | string {
    const { outcome } = this;
    if (outcome === undefined) return "Nothing of a trace is in it. The browser is to refuse it before anything is sent.";
    if (outcome === "running") return "Asking";
    switch (outcome.kind) {
      case "no-policy":
        return html`<span class="lost">No policy in force, so nothing was sent:</span> there is nothing that would have stopped it.`;
      case "blocked":
        return html`<strong class="ok">Blocked by the browser:</strong> <code>${outcome.address}</code> breaks <code>${outcome.directive}</code>. Nothing was
          sent.`;
      case "failed":
        return "It failed, and the browser did not say why: it may be offline, or an extension stopped it before the policy did.";
      case "sent":
        return html`<strong class="bad">It was let through.</strong> The policy of this page is not what holds here.`;
    }
  }

  #serviceWorker(): TemplateResult {
    return html`<h3>Service worker</h3>
      <p>${serviceWorkerState()}</p>`;
  }

  #requests(): TemplateResult {
    const { seen, requests, foreign } = this.#proof.value;
    return html`<h3>${counted(requests, "request")} since load, ${count(foreign)} of them beyond the app's own files</h3>
      ${
        seen.length < requests
          ? html`<p>The newest ${count(seen.length)}:</p>`
          : requests === 0
            ? html`<p>The browser has recorded none: this page came as one file, or out of its cache.</p>`
            : nothing
      }
      ${seen.length === 0 ? nothing : this.#table(seen)}`;
  }

  #table(seen: readonly SeenRequest[]): TemplateResult {
    return html`<div class="requests" role="region" aria-label="Requests since load" tabindex="0">
      <table>
        <tr>
          <th scope="col">Address</th>
          <th scope="col">Asked by</th>
          <th scope="col" class="number">Bytes over the network</th>
        </tr>
        ${seen.map(
          ({ address, by, bytes, foreign }) =>
            html`<tr>
              <td>${foreign ? html`<span class="lost">${icon("warning")}</span>` : nothing}<code>${shortened(address)}</code></td>
              <td>${by}</td>
              <td class="number">${count(bytes)}</td>
            </tr>`,
        )}
      </table>
    </div>`;
  }

  readonly #try = async (): Promise<void> => {
    this.outcome = "running";
    this.outcome = await tryForbidden(this.#proof.value.policy);
  };
}

function shortened(address: string): string {
  return address.startsWith(APP_BASE) ? address.slice(APP_BASE.length) || "./" : address;
}

function serviceWorkerState(): string {
  try {
    const { controller } = navigator.serviceWorker;
    if (controller === null) return "None: the page speaks to the server it came from directly.";
    return `${shortened(controller.scriptURL)}, ${controller.state}: it answers from the copy of the app that this browser keeps.`;
  } catch {
    return "This browser, or a page at this kind of address, has none.";
  }
}
