import { transferHandlers, type TransferHandler } from "comlink";
import { TraceError, type TraceErrorCode } from "./errors.js";

interface Thrown {
  value: unknown;
}
interface Wire {
  trace: { code: TraceErrorCode; message: string; offset: number | undefined };
}

/** Call on both sides. Comlink's own handler keeps only message, name and stack of an error. */
export function installTransferHandlers(): void {
  const base = transferHandlers.get("throw") as TransferHandler<Thrown, unknown>;
  const handler: TransferHandler<Thrown, unknown> = {
    canHandle: (v): v is Thrown => base.canHandle(v),
    serialize(thrown) {
      const { value } = thrown;
      if (!(value instanceof TraceError)) return base.serialize(thrown);
      return [{ trace: { code: value.code, message: value.message, offset: value.offset } } satisfies Wire, []];
    },
    deserialize(wire) {
      if (typeof wire === "object" && wire !== null && "trace" in wire) {
        const { trace } = wire as Wire;
        throw new TraceError(trace.code, trace.message, trace.offset);
      }
      return base.deserialize(wire);
    },
  };
  transferHandlers.set("throw", handler);
}
