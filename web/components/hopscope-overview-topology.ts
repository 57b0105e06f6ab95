import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Topology } from "../core/atlas.js";
import "./hopscope-topology-picture.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** The topology in small: whatever is pressed in it leads to the large one. */
@customElement("hopscope-overview-topology")
export class HopscopeOverviewTopology extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }

      p {
        padding: 12px;
        color: var(--t2);
      }

      hopscope-topology-picture {
        border-radius: 0 0 8px 8px;
      }
    `,
  ];

  @property({ attribute: false }) topology: Topology | undefined;

  override render(): TemplateResult {
    const { topology } = this;
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Topology</h2>
        <small>width: packets, colour: median hop latency</small>
        <button class="link end" type="button" aria-label="Open the topology" @click=${this.#open}>Open</button>
      </header>
      ${
        topology === undefined
          ? html`<p>–</p>`
          : html`<hopscope-topology-picture
              compact
              .whole=${topology}
              .shown=${topology}
              @place-select=${(event: CustomEvent<string>) => {
                const index = topology.nodes.findIndex(({ place }) => place.id === event.detail);
                ask(this, "ui-go", { kind: "place", index, id: event.detail });
              }}
              @way-select=${this.#open}
              @fold-toggle=${this.#open}
            ></hopscope-topology-picture>`
      }
    </section>`;
  }

  readonly #open = (): void => {
    ask(this, "ui-view", "topology");
  };
}
