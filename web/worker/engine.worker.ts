import { expose } from "comlink";
import { installTransferHandlers } from "../core/transfer.js";
import { Engine } from "./engine.js";
import { EXPANDER_NAME, ExpanderPool, serveExpander, usefulExpanders } from "./expanders.js";

// One script for both: a worker in a blob, or in a frame without an origin, can start another from its own address only.
if (self.name === EXPANDER_NAME) serveExpander(self);
else {
  installTransferHandlers();
  expose(new Engine((module) => new ExpanderPool(usefulExpanders(), module)));
}
