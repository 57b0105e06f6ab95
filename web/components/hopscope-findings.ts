import { LitElement, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { findingGroups, type FindingGroup } from "../app/finding-groups.js";
import type { Selection } from "../app/session.js";
import type { Finding, TraceSummary } from "../core/api.js";
import type { OverviewFacts } from "../core/engine-api.js";
import { count, counted, span, traceSpanNs } from "../core/format.js";
import { barsPath, extent } from "../render/bars.js";
import "./hopscope-copy.js";
import { findingStyles } from "./hopscope-findings.styles.js";
import { icon } from "./icons.js";
import { overviewStyles } from "./overview-styles.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

type Cause = OverviewFacts["dropCauses"][number];

const GLYPH = { error: { name: "error", colour: "bad" }, warning: { name: "warning", colour: "lost" }, info: { name: "info", colour: "t2" } } as const;
/** In the order in which their links stand. */
const WORDS = { journey: "journey", natSession: "NAT session", flow: "flow", packet: "packet", place: "the place", event: "event" } as const;
const LINKS = 4;

/** What was concluded from the trace, the gravest first: each with its figures, what to check next and what shows it. */
@customElement("hopscope-findings")
export class HopscopeFindings extends LitElement {
  static override styles = [shared, overviewStyles, findingStyles];

  /** Undefined until they are worked out. */
  @property({ attribute: false }) findings: readonly Finding[] | undefined;
  @property({ attribute: false }) facts: OverviewFacts | undefined;
  @property({ attribute: false }) summary!: TraceSummary;

  /** Position of the finding to be shown opened, -1 for none. */
  @property({ type: Number }) selected = -1;

  /** Findings whose checks are shown; the first one's are, until it is closed. */
  @state() private open = new Set<Finding>();
  @state() private closedFirst = false;
  /** Codes of which all findings are shown. */
  @state() private whole = new Set<string>();

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("findings")) {
      this.open = new Set();
      this.whole = new Set();
      this.closedFirst = false;
    }
    const shown = this.findings?.[this.selected];
    if (shown === undefined || !(changed.has("findings") || changed.has("selected"))) return;
    if (shown === this.findings?.[0]) this.closedFirst = false;
    this.open = new Set([...this.open, shown]);
    this.whole = new Set([...this.whole, shown.code]);
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("selected") && !changed.has("findings")) return;
    this.renderRoot.querySelector("li.selected")?.scrollIntoView({ block: "nearest" });
  }

  override render(): TemplateResult {
    const { findings } = this;
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Findings</h2>
        <small>${findings === undefined ? "being worked out" : tally(findings)}</small>
        <small class="end">when in the trace, journeys</small>
      </header>
      ${
        findings === undefined
          ? html`<p class="quiet" role="status">–</p>`
          : findings.length === 0
            ? html`<p class="quiet"><span class="ok">${icon("delivered")}</span>Nothing in this trace calls for an explanation.</p>`
            : html`<ul>
                ${findingGroups(findings).map((group) => this.#group(group, findings[0]))}
              </ul>`
      }
    </section>`;
  }

  #group(group: FindingGroup, first: Finding | undefined): TemplateResult {
    const { code } = group;
    const all = this.whole.has(code);
    const shown = all ? [...group.shown, ...group.more] : group.shown;
    return html`${shown.map((finding) => this.#finding(finding, finding === first))}
    ${
      group.more.length === 0
        ? nothing
        : html`<li class="rest">
            <button
              class="link"
              type="button"
              aria-expanded=${all ? "true" : "false"}
              @click=${() => {
                this.whole = toggled(this.whole, code);
              }}
            >
              ${all ? `Show fewer ${code}` : `Show ${count(group.more.length)} more of ${code}`}
            </button>
          </li>`
    }`;
  }

  #finding(finding: Finding, first: boolean): TemplateResult {
    const { name, colour } = GLYPH[finding.severity];
    const open = first ? !this.closedFirst : this.open.has(finding);
    const cause = causeOf(finding, this.facts);
    const selected = this.findings?.[this.selected] === finding;
    return html`<li
      class=${`${open ? `finding open ${finding.severity}` : "finding"}${selected ? " selected" : ""}`}
      aria-current=${selected ? "true" : nothing}
    >
      <span class=${colour}>${icon(name)}<span class="visually-hidden">${finding.severity}</span></span>
      <h3>${finding.title}</h3>
      ${cause === undefined ? nothing : this.#strip(cause)}
      <p>${finding.detail}</p>
      ${open ? checks(finding) : nothing}
      <span class="links">
        <span class="tag">${finding.code}</span>
        ${links(finding).map((link) => this.#link(link))}
        ${
          finding.check.length === 0
            ? nothing
            : html`<button
                class="link"
                type="button"
                aria-expanded=${open ? "true" : "false"}
                aria-label=${`${open ? "hide checks" : "check next"}: ${finding.title}`}
                @click=${() => {
                  if (first) this.closedFirst = open;
                  else this.open = toggled(this.open, finding);
                }}
              >
                ${open ? "hide checks" : "check next"}
              </button>`
        }
      </span>
    </li>`;
  }

  #link({ words, to }: Link): TemplateResult {
    return html`<button
      class="link"
      type="button"
      @click=${() => {
        ask(this, "ui-go", to);
      }}
    >
      ${words}
    </button>`;
  }

  #strip(cause: Cause): TemplateResult {
    const range = extent(cause.times);
    const whole = traceSpanNs(this.summary);
    const when = range === undefined ? "" : ` between ${span(range[0] * whole)} and ${span(range[1] * whole)} after the start`;
    return html`<svg class="strip" viewBox="0 0 120 18" preserveAspectRatio="none" role="img" aria-label=${`${counted(cause.count, "drop")}${when}`}>
        <path class="drop" d=${barsPath(cause.times, 120, 16, 60, 5)} />
      </svg>
      <span class="total">${count(cause.count)}</span>`;
  }
}

function checks({ check }: Finding): TemplateResult {
  return html`<div class="checks">
    <small>Check next</small>
    <ul>
      ${check.map((command) => html`<li><code>${command}</code><hopscope-copy text=${command} label=${`Copy: ${command}`}></hopscope-copy></li>`)}
    </ul>
  </div>`;
}

/** "1 error, 2 warnings, 3 notes" */
function tally(findings: readonly Finding[]): string {
  const of = (severity: Finding["severity"]): number => findings.filter((finding) => finding.severity === severity).length;
  const parts: readonly (readonly [number, string])[] = [
    [of("error"), "error"],
    [of("warning"), "warning"],
    [of("info"), "note"],
  ];
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => counted(n, word))
    .join(" · ");
}

interface Link {
  readonly words: string;
  readonly to: Selection;
}

/** The first of each kind that shows it. */
function links({ evidence }: Finding): readonly Link[] {
  return Object.entries(WORDS)
    .flatMap(([kind, word]): Link[] => {
      const id = evidence.find((entry) => entry.kind === kind)?.id;
      // a place is known by its id alone: where it stands among all is not asked for here
      if (kind === "place") return typeof id === "string" ? [{ words: word, to: { kind, index: -1, id } }] : [];
      return typeof id === "number" ? [{ words: `${word} #${count(id)}`, to: { kind: kind as Selection["kind"], index: id } }] : [];
    })
    .slice(0, LINKS);
}

/** The drops that a finding is about, which the overview has counted over time. */
function causeOf({ evidence, detail }: Finding, facts: OverviewFacts | undefined): Cause | undefined {
  const place = evidence.find(({ kind }) => kind === "place")?.id;
  return facts?.dropCauses.find((cause) => cause.place.id === place && detail.includes(`“${cause.reason}”`));
}

function toggled<T>(set: ReadonlySet<T>, value: T): Set<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
