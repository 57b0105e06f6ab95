/** Rows are asked for in blocks, so that scrolling by a line asks for nothing. */
const BLOCK = 128;
/** 64 blocks are a hundred screens; the oldest go first. */
const KEPT_BLOCKS = 64;

/** The rows around what is on screen. One request at a time, and after it the newest wish: what was scrolled past is never fetched. */
export class RowWindow<Row> {
  readonly total: number;
  readonly #fetch: (from: number, count: number) => Promise<readonly Row[]>;
  readonly #changed: (error: Error | undefined) => void;
  readonly #blocks = new Map<number, readonly Row[]>();
  #wanted: readonly number[] = [];
  /** The wish that failed. Saying so draws the rows again, which wishes for the same: it is not asked a second time. */
  #refused = "";
  #busy = false;

  constructor(total: number, fetch: (from: number, count: number) => Promise<readonly Row[]>, changed: (error: Error | undefined) => void) {
    this.total = total;
    this.#fetch = fetch;
    this.#changed = changed;
  }

  /** The row if it is here. */
  at(index: number): Row | undefined {
    return this.#blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK];
  }

  /** Rows [from, to) should come; `changed` is called when some have. */
  want(from: number, to: number): void {
    const first = Math.floor(Math.max(0, from) / BLOCK);
    const last = Math.floor((Math.min(this.total, to) - 1) / BLOCK);
    if (this.#refused === `${first}-${last}`) return;
    this.#refused = "";
    this.#wanted = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let block: number | undefined;
    try {
      for (block = this.#missing(); block !== undefined; block = this.#missing()) {
        const from = block * BLOCK;
        const rows = await this.#fetch(from, Math.min(BLOCK, this.total - from));
        this.#keep(block, rows);
        this.#changed(undefined);
      }
    } catch (e) {
      if (block !== undefined && this.#wanted.includes(block)) this.#refused = `${this.#wanted[0] ?? 0}-${this.#wanted.at(-1) ?? 0}`;
      this.#wanted = [];
      this.#changed(e instanceof Error ? e : new Error(String(e)));
    } finally {
      this.#busy = false;
    }
  }

  #missing(): number | undefined {
    return this.#wanted.find((block) => !this.#blocks.has(block));
  }

  #keep(block: number, rows: readonly Row[]): void {
    this.#blocks.set(block, rows);
    for (const old of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT_BLOCKS) break;
      if (!this.#wanted.includes(old)) this.#blocks.delete(old);
    }
  }
}
