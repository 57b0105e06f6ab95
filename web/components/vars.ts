import { noChange, type ElementPart } from "lit";
import { Directive, PartType, directive, type PartInfo } from "lit/directive.js";

/** Sets CSS custom properties on the element it stands in. Lit's styleMap writes a style attribute at first, which the page's policy forbids. */
class VarsDirective extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error("vars() stands directly in a tag");
  }

  render(values: Readonly<Record<`--${string}`, string>>): unknown {
    return values;
  }

  override update(part: ElementPart, [values]: [Readonly<Record<`--${string}`, string>>]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(values)) if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
    return noChange;
  }
}

export const vars = directive(VarsDirective);
