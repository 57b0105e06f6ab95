import type { ParquetTable } from "../core/engine-api.js";
import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import { PARQUET_SCHEMA, type ParquetColumn, type ParquetType, type ParquetValue } from "./parquet-schema.js";

/** Rows to a row group: enough for a reader to skip by, few enough to be held. */
const GROUP_ROWS = 16_384;
/** Texts of a group are held until it is written: it ends early when they are long. */
const GROUP_CHARACTERS = 16 << 20;

const TYPES: Readonly<Record<ParquetType, Omit<SchemaElement, "name" | "repetition_type">>> = {
  time: { type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "NANOS" } },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  int: { type: "INT32" },
  long: { type: "INT64" },
  double: { type: "DOUBLE" },
};

/** Writes one table as a Parquet file, row by row; `take` gives the bytes of the row groups that are done. */
export class ParquetFile<Row> {
  readonly #columns: readonly ParquetColumn<Row>[];
  readonly #bytes = new ByteWriter(1 << 16);
  readonly #writer: ParquetWriter;
  #data: ParquetValue[][];
  #rows = 0;
  #characters = 0;

  constructor(table: ParquetTable, columns: readonly ParquetColumn<Row>[], application: string) {
    this.#columns = columns;
    this.#data = columns.map(() => []);
    const schema: SchemaElement[] = [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, type, required }): SchemaElement => ({ name, repetition_type: required === true ? "REQUIRED" : "OPTIONAL", ...TYPES[type] })),
    ];
    const kvMetadata = [
      { key: "hopscope.table", value: table },
      { key: "hopscope.schema", value: String(PARQUET_SCHEMA) },
    ];
    this.#writer = new ParquetWriter({ writer: this.#bytes, schema, kvMetadata, createdBy: application });
  }

  add(row: Row): void {
    for (const [i, { name, of, required }] of this.#columns.entries()) {
      const value = of(row);
      if (value === undefined && required === true) throw new TypeError(`column ${name} has no value`);
      if (typeof value === "string") this.#characters += value.length;
      this.#data[i]?.push(value);
    }
    if (++this.#rows >= GROUP_ROWS || this.#characters >= GROUP_CHARACTERS) this.#group();
  }

  /** Nothing may be added after this. */
  finish(): void {
    this.#group();
    void this.#writer.finish();
  }

  /** The bytes written since the last call. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return taken;
  }

  #group(): void {
    if (this.#rows === 0) return;
    void this.#writer.write({ columnData: this.#columns.map(({ name }, i) => ({ name, data: this.#data[i] ?? [] })), rowGroupSize: this.#rows });
    this.#data = this.#columns.map(() => []);
    this.#rows = 0;
    this.#characters = 0;
  }
}
