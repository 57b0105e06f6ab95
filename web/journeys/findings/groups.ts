/** Journeys that have the same cause, in the order of the first. */
export interface Group<Fact> {
  readonly fact: Fact;
  readonly journeys: number[];
}

/** Puts journeys together by a key; `fact` is made once per group. */
export class Groups<Fact> {
  readonly #groups = new Map<string, Group<Fact>>();

  add(key: string, journey: number, fact: () => Fact): void {
    const known = this.#groups.get(key);
    if (known === undefined) this.#groups.set(key, { fact: fact(), journeys: [journey] });
    else known.journeys.push(journey);
  }

  /** The largest first. */
  list(): readonly Group<Fact>[] {
    return [...this.#groups.values()].sort((a, b) => b.journeys.length - a.journeys.length);
  }
}
