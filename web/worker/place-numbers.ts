import { NumberTable } from "../core/number-table.js";
import type { PlaceBook } from "../journeys/place-book.js";
import type { PlaceRef } from "../core/api.js";
import type { PlaceList } from "./sighting-builder.js";

/** The places of one machine by what events call them: every name is looked up once, as each place is met millions of times. */
export class PlaceNumbers {
  readonly #list: PlaceList;
  readonly #book: PlaceBook;
  readonly #text: (name: number) => string;
  readonly #nics = new NumberTable();
  readonly #switches = new NumberTable();
  readonly #switchesOfNics = new NumberTable();
  readonly #interfaces = new NumberTable();
  readonly #components = new NumberTable();
  #winNat = -1;
  #other = -1;

  /** `text`: what a number in the dictionary of strings stands for. */
  constructor(list: PlaceList, book: PlaceBook, text: (name: number) => string) {
    this.#list = list;
    this.#book = book;
    this.#text = text;
  }

  /** 0 where the name is empty. */
  namedNic(name: number): number {
    return this.#in(this.#nics, name, () => {
      const text = this.#text(name);
      return text === "" ? undefined : this.#book.nic(text);
    });
  }

  nic(name: number): number {
    return this.namedNic(name) || this.#list.number(this.#book.nic(""));
  }

  switch(name: number): number {
    return this.#in(this.#switches, name, () => this.#book.switch(this.#text(name)));
  }

  switchOfNic(name: number): number {
    return this.#in(this.#switchesOfNics, name, () => this.#book.switchOfNic(this.#text(name)));
  }

  interface(index: number): number {
    return this.#in(this.#interfaces, index, () => this.#book.interface(index));
  }

  component(id: number): number {
    return this.#in(this.#components, id, () => this.#book.component(id));
  }

  get winNat(): number {
    if (this.#winNat < 0) this.#winNat = this.#list.number(this.#book.named("nat:winnat", "WinNAT", "nat"));
    return this.#winNat;
  }

  /** Where packets of what is neither NDIS nor PktMon are seen. */
  get other(): number {
    if (this.#other < 0) this.#other = this.#list.number(this.#book.named("ras", "Remote access", "tunnel"));
    return this.#other;
  }

  #in(table: NumberTable, key: number, place: () => PlaceRef | undefined): number {
    const known = table.get(key);
    if (known >= 0) return known;
    const number = this.#list.number(place());
    table.set(key, number);
    return number;
  }
}
