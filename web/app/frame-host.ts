import type { HopscopeEventMap } from "../core/api.js";
import { TraceError } from "../core/errors.js";
import { FRAME_VERSION, type FrameAnswer, type FrameError, type FrameId } from "../core/frame-protocol.js";
import type { HopscopeViewer } from "../core/viewer-api.js";
import { FRAME_CALLS } from "./frame-calls.js";

/** Calls that wait for their answer. A page that asks for more than this at once is not reading the answers. */
const MOST_PENDING = 256;
const LONGEST_ID = 100;
/** A page connects once, or twice while it loads. */
const MOST_PORTS = 4;

const EVENTS: readonly (keyof HopscopeEventMap)[] = ["hopscope-progress", "hopscope-ready", "hopscope-selection", "hopscope-error"];

type Message = Readonly<Record<string, unknown>> & { readonly hopscope: unknown };

function isMessage(data: unknown): data is Message {
  return typeof data === "object" && data !== null && Object.hasOwn(data, "hopscope");
}

function isId(id: unknown): id is FrameId {
  return Number.isSafeInteger(id) || (typeof id === "string" && id.length <= LONGEST_ID);
}

/** One page that talks to one viewer, whichever way the messages go. Whatever it is told, it answers or is silent; it throws nothing. */
export class FrameConnection {
  readonly #viewer: HopscopeViewer;
  readonly #post: (answer: FrameAnswer) => void;
  readonly #pending = new Map<FrameId, AbortController>();
  readonly #listening = new AbortController();

  constructor(viewer: HopscopeViewer, post: (answer: FrameAnswer) => void) {
    this.#viewer = viewer;
    this.#post = post;
    for (const event of EVENTS) {
      const forward = (heard: Event): void => {
        this.#post({ hopscope: FRAME_VERSION, event, detail: (heard as CustomEvent<unknown>).detail });
      };
      viewer.addEventListener(event, forward, { signal: this.#listening.signal });
    }
  }

  receive(data: unknown): void {
    if (!isMessage(data) || !isId(data["id"])) return;
    const { id, hopscope } = data;
    if (hopscope !== FRAME_VERSION) this.#refuse(id, new TraceError("unsupported", `This is version ${FRAME_VERSION} of the protocol, and no other.`));
    else if (data["abort"] === true) this.#pending.get(id)?.abort();
    else void this.#answer(id, data["call"], data["args"]);
  }

  /** Nothing more is sent; what runs goes on for nobody, but an opening is stopped. */
  close(): void {
    this.#listening.abort();
    for (const abort of this.#pending.values()) abort.abort();
  }

  async #answer(id: FrameId, call: unknown, args: unknown): Promise<void> {
    const abort = new AbortController();
    try {
      if (typeof call !== "string" || !Object.hasOwn(FRAME_CALLS, call))
        throw new TraceError("unsupported", `There is no such call: expected ${Object.keys(FRAME_CALLS).join(", ")}.`);
      if (args !== undefined && !Array.isArray(args)) throw new TraceError("unsupported", "args: expected a list of arguments.");
      if (this.#pending.has(id)) throw new TraceError("unsupported", "A call with this id has not been answered yet.");
      if (this.#pending.size >= MOST_PENDING) throw new TraceError("unsupported", `${MOST_PENDING} calls wait for their answers: no more at once.`);
    } catch (e) {
      this.#refuse(id, e);
      return;
    }
    this.#pending.set(id, abort);
    const aborted = new Promise<never>((_resolve, reject) => {
      abort.signal.addEventListener("abort", () => {
        reject(new TraceError("aborted", "The call was cancelled."));
      });
    });
    try {
      const run = FRAME_CALLS[call as keyof typeof FRAME_CALLS];
      const result: unknown = await Promise.race([run(this.#viewer, (args as readonly unknown[] | undefined) ?? [], abort.signal), aborted]);
      this.#send({ hopscope: FRAME_VERSION, id, result });
    } catch (e) {
      this.#refuse(id, e);
    } finally {
      this.#pending.delete(id);
    }
  }

  #refuse(id: FrameId, cause: unknown): void {
    this.#send({ hopscope: FRAME_VERSION, id, error: wire(cause) });
  }

  #send(answer: FrameAnswer): void {
    if (!this.#listening.signal.aborted) this.#post(answer);
  }
}

function wire(cause: unknown): FrameError {
  if (cause instanceof TraceError) return { code: cause.code, message: cause.message, ...(cause.offset === undefined ? {} : { offset: cause.offset }) };
  return { code: "unsupported", message: cause instanceof Error ? cause.message : String(cause) };
}

/**
 * Whom the page in a frame listens to: pages of the site it comes from itself, and the origins in
 * <meta name="hopscope-parents" content="https://wiki.example https://intranet.example">, which whoever hosts the page writes into it.
 * Never an address in the query or the fragment, which anybody can send. "*" and "null" stand for nobody in particular and are left out.
 */
export function allowedParents(listed: string, own: string): ReadonlySet<string> {
  const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
  return new Set([own, ...listed.split(/\s+/)].filter(isOrigin));
}

/** The part of a window that is used here. */
export interface FrameWindow {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
}

/** Lets the page around this one talk to the viewer, if it is one of `parents`: by ports, or by plain messages to the window. */
export function serveFrame(viewer: HopscopeViewer, parents: ReadonlySet<string>, frame: FrameWindow): void {
  const byPort: FrameConnection[] = [];
  let byWindow: FrameConnection | undefined;
  frame.addEventListener("message", ({ source, origin, data, ports: [port] }) => {
    if (source !== frame.parent || !parents.has(origin) || !isMessage(data)) return;
    if (data["connect"] === true && data.hopscope === FRAME_VERSION) {
      if (port === undefined) return;
      if (byPort.length === MOST_PORTS) byPort.shift()?.close();
      byPort.push(throughPort(viewer, port));
      return;
    }
    byWindow ??= new FrameConnection(viewer, (answer) => {
      frame.parent.postMessage(answer, origin);
    });
    byWindow.receive(data);
  });
}

function throughPort(viewer: HopscopeViewer, port: MessagePort): FrameConnection {
  const connection = new FrameConnection(viewer, (answer) => {
    port.postMessage(answer);
  });
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    connection.receive(data);
  };
  port.postMessage({ hopscope: FRAME_VERSION, ready: true, since: performance.timeOrigin } satisfies FrameAnswer);
  return connection;
}
