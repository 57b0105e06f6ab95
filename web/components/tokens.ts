import { css } from "lit";

/**
 * Every colour of the product, dark and light in one place. `light-dark()` follows the element's color-scheme,
 * which the `theme` attribute sets; the custom properties reach the shadow trees below by inheritance.
 * A page that embeds the viewer may set those with a public name, --hopscope-...; the others mean something and stay.
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --bg: var(--hopscope-background, light-dark(#f3f5f8, #0b0e13));
    --panel: var(--hopscope-panel, light-dark(#ffffff, #11151c));
    --raised: var(--hopscope-raised, light-dark(#f7f8fa, #171c25));
    --hover: var(--hopscope-hover, light-dark(#edf0f5, #1e2530));
    --sel: var(--hopscope-selected, light-dark(#e6e9fd, #1d2440));
    --line: var(--hopscope-line, light-dark(#e3e7ed, #1e2530));
    --line2: var(--hopscope-button-line, light-dark(#c4ccd8, #323c4c));
    --line3: var(--hopscope-field-line, light-dark(#7f899b, #66748a));
    --t1: var(--hopscope-text, light-dark(#151a21, #e8ecf2));
    --t2: var(--hopscope-text-secondary, light-dark(#434e5f, #aab4c2));
    --t3: var(--hopscope-text-label, light-dark(#5f6a7c, #8590a1));
    --accent: var(--hopscope-accent, light-dark(#3d4fd0, #9da8ff));
    --accentfg: var(--hopscope-accent-text, light-dark(#ffffff, #0b0e13));
    --ok: var(--hopscope-ok, light-dark(#0b7450, #45c793));
    --okbg: light-dark(#e2f4ea, #10251d);
    --bad: var(--hopscope-bad, light-dark(#bf2d1b, #ff7869));
    --badbg: light-dark(#fdebe8, #2b1718);
    --lost: var(--hopscope-lost, light-dark(#835600, #e6b450));
    --lostbg: light-dark(#fbf0d9, #2a2213);
    --data: light-dark(#7c8aa0, #5a6a82);
    --data2: light-dark(#b9c3d1, #3b4759);
    --r0: light-dark(#7a93bd, #4f689c);
    --r1: light-dark(#61789f, #6680ab);
    --r2: light-dark(#55647f, #8496a8);
    --r3: light-dark(#6b5540, #aaa580);
    --r4: light-dark(#5a3610, #d2bd70);
    --r5: light-dark(#3c1600, #f7df69);
    --place-physical: light-dark(#485f6d, #9bb3c2);
    --place-host: light-dark(#10609b, #74b4f5);
    --place-vm: light-dark(#00667c, #5fc1d3);
    --place-container: light-dark(#6a4491, #c39cec);
    --place-nat: light-dark(#8a396b, #e791c2);
    --place-team: light-dark(#4b642f, #a0bc86);
    --place-switch: light-dark(#565b64, #acb1bb);
    --place-stack: light-dark(#6b573d, #c2ae92);
    --sans: var(--hopscope-font, "Segoe UI Variable Text", "Segoe UI", system-ui, sans-serif);
    --mono: var(--hopscope-font-mono, ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace);
    --row: 24px;
    --shadow: 0 8px 28px light-dark(rgb(20 26 40 / 18%), rgb(0 0 0 / 55%));
  }

  :host([theme="light"]) {
    color-scheme: light;
  }

  :host([theme="dark"]) {
    color-scheme: dark;
  }

  @media print {
    :host {
      color-scheme: light;
    }
  }

  @media (forced-colors: active) {
    :host {
      --bg: Canvas;
      --panel: Canvas;
      --raised: Canvas;
      --hover: Canvas;
      --sel: Canvas;
      --line: CanvasText;
      --line2: CanvasText;
      --line3: CanvasText;
      --t1: CanvasText;
      --t2: CanvasText;
      --t3: CanvasText;
      --accent: Highlight;
      --accentfg: HighlightText;
      --ok: CanvasText;
      --okbg: Canvas;
      --bad: CanvasText;
      --badbg: Canvas;
      --lost: CanvasText;
      --lostbg: Canvas;
      --data: CanvasText;
      --data2: CanvasText;
      --r0: CanvasText;
      --r1: CanvasText;
      --r2: CanvasText;
      --r3: CanvasText;
      --r4: CanvasText;
      --r5: CanvasText;
      --place-physical: CanvasText;
      --place-host: CanvasText;
      --place-vm: CanvasText;
      --place-container: CanvasText;
      --place-nat: CanvasText;
      --place-team: CanvasText;
      --place-switch: CanvasText;
      --place-stack: CanvasText;
    }
  }
`;
