import { Scanner } from "./scanner.js";

/** The name of workers that only expand: they run the engine's own script. */
export const EXPANDER_NAME = "hopscope-expander";
/** More workers than this only wait for the file. */
const MOST = 4;
/** Words of a stored buffer in a piece: where it ends, bytes that it expands to. */
export const STORED_WORDS = 2;
/** Words of an expanded one: its bytes (-1: it cannot be expanded), its compression. */
export const EXPANDED_WORDS = 2;

/** What of a worker, or of a port, is needed here. */
export interface ExpanderPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror?: ((event: ErrorEvent) => void) | null;
  terminate?(): void;
  close?(): void;
}

/** Compressed buffers that stand behind one another in a file. */
export interface Piece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly stored: Uint32Array<ArrayBuffer>;
  /** The compression to try first. */
  readonly format: number;
}

export interface ExpandedPiece {
  /** All images, one behind the other. */
  readonly images: Uint8Array<ArrayBuffer>;
  readonly expanded: Int32Array<ArrayBuffer>;
}

/** How many workers are worth their memory here: one processor is busy with what comes out of them. */
export function usefulExpanders(): number {
  const processors = (navigator as { readonly hardwareConcurrency?: number }).hardwareConcurrency ?? 1;
  return Math.max(0, Math.min(MOST, processors - 1));
}

/** Starts a worker from the script that runs here; where workers cannot start workers it throws or reports an error. */
export function spawnExpander(): ExpanderPort {
  // In a blob stands a classic script: in the page of one file, and where a frame has no origin.
  return new Worker(self.location.href, { name: EXPANDER_NAME, type: self.location.protocol === "blob:" ? "classic" : "module" });
}

/** The other side: answers every piece, in the order in which they come. */
export function serveExpander(port: ExpanderPort): void {
  let scanner: Promise<Scanner> | undefined;
  port.onmessage = ({ data }: MessageEvent<WebAssembly.Module | Piece>) => {
    if (data instanceof WebAssembly.Module) {
      scanner = Scanner.create(data);
      scanner.then(
        () => {
          port.postMessage("ready", []);
        },
        () => undefined, // never ready: nothing comes
      );
      return;
    }
    scanner
      ?.then((made) => {
        const result = expandPiece(made, data);
        port.postMessage(result, [result.images.buffer, result.expanded.buffer]);
      })
      .catch(() => {
        port.postMessage("failed", []);
      });
  };
}

function expandPiece(scanner: Scanner, { bytes, stored, format }: Piece): ExpandedPiece {
  const count = stored.length / STORED_WORDS;
  let room = 0;
  for (let i = 0; i < count; i++) room += stored[i * STORED_WORDS + 1] ?? 0;
  const images = new Uint8Array(room);
  const expanded = new Int32Array(count * EXPANDED_WORDS);
  scanner.setFormat(format);
  let [from, at] = [0, 0];
  for (let i = 0; i < count; i++) {
    const to = stored[i * STORED_WORDS] ?? from;
    const image = scanner.expanded({ bytes: bytes.subarray(from, to), compressed: true, filled: stored[i * STORED_WORDS + 1] ?? 0, time: 0n });
    expanded.set([image?.length ?? -1, scanner.format], i * EXPANDED_WORDS);
    if (image !== undefined) {
      images.set(image, at);
      at += image.length;
    }
    from = to;
  }
  return { images, expanded };
}

interface Member {
  readonly port: ExpanderPort;
  /** What becomes of the pieces that it has, in their order. */
  readonly waiting: ((piece: ExpandedPiece | undefined) => void)[];
  ready: boolean;
  readonly settle: () => void;
}

/** Workers that expand compressed buffers while the engine is busy with those before. Without a single one that works it is never ready. */
export class ExpanderPool {
  readonly #members: Member[] = [];
  /** Resolves when every worker is ready or given up. */
  readonly started: Promise<unknown>;

  constructor(count: number, module: WebAssembly.Module, spawn: () => ExpanderPort = spawnExpander) {
    const starting: Promise<void>[] = [];
    for (let i = 0; i < count; i++) {
      let port: ExpanderPort;
      try {
        port = spawn();
      } catch {
        break; // a browser, or a policy, that lets no worker start another
      }
      let settle = (): void => undefined;
      starting.push(new Promise((resolve) => (settle = resolve)));
      const member: Member = { port, waiting: [], ready: false, settle };
      port.onmessage = ({ data }: MessageEvent<"ready" | "failed" | ExpandedPiece>) => {
        if (data === "ready") {
          member.ready = true;
          member.settle();
        } else member.waiting.shift()?.(data === "failed" ? undefined : data);
      };
      port.onerror = (event) => {
        event.preventDefault();
        this.#drop(member);
      };
      port.postMessage(module, []);
      this.#members.push(member);
    }
    this.started = Promise.all(starting);
  }

  /** Pieces that keep all workers busy: so many may wait. 0 when there is nobody to expand them. */
  get depth(): number {
    return this.#members.reduce((sum, { ready }) => sum + (ready ? 2 : 0), 0);
  }

  /** Takes the piece's bytes away. Resolves with undefined when it has to be expanded elsewhere. */
  expand(piece: Piece): Promise<ExpandedPiece | undefined> {
    const member = this.#members
      .filter(({ ready }) => ready)
      .reduce<Member | undefined>((least, one) => (least === undefined || one.waiting.length < least.waiting.length ? one : least), undefined);
    if (member === undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      member.waiting.push(resolve);
      member.port.postMessage(piece, [piece.bytes.buffer, piece.stored.buffer]);
    });
  }

  close(): void {
    for (const member of [...this.#members]) this.#drop(member);
  }

  #drop(member: Member): void {
    const at = this.#members.indexOf(member);
    if (at >= 0) this.#members.splice(at, 1);
    member.settle();
    member.port.terminate?.();
    member.port.close?.();
    for (const resolve of member.waiting) resolve(undefined);
  }
}
