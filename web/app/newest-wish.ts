/** Runs one question at a time, and after it only the newest one: a held key passes many rows. */
export class NewestWish {
  #next: (() => Promise<void>) | undefined;
  #busy = false;

  /** `then` and `failed` are called for the newest wish alone. */
  async run<T>(ask: () => Promise<T>, then: (answer: T) => void, failed: (why: string) => void): Promise<void> {
    const wish = async (): Promise<void> => {
      try {
        const answer = await ask();
        if (this.#next === undefined) then(answer);
      } catch (e) {
        if (this.#next === undefined) failed(e instanceof Error ? e.message : String(e));
      }
    };
    this.#next = wish;
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#take(); next !== undefined; next = this.#take()) await next();
    this.#busy = false;
  }

  #take(): (() => Promise<void>) | undefined {
    const next = this.#next;
    this.#next = undefined;
    return next;
  }
}
