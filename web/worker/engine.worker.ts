import { expose } from "comlink";
import { installTransferHandlers } from "../core/transfer.js";
import { IndexCache } from "./cache/index-cache.js";
import { DATABASE_STORE } from "./cache/index-store.js";
import { INDEX_VERSION } from "./cache/index-version.js";
import { Engine } from "./engine.js";
import { EXPANDER_NAME, ExpanderPool, serveExpander, usefulExpanders } from "./expanders.js";

// One script for both: a worker in a blob, or in a frame without an origin, can start another from its own address only.
if (self.name === EXPANDER_NAME) serveExpander(self);
else {
  installTransferHandlers();
  const cache = INDEX_VERSION === "" ? undefined : new IndexCache(DATABASE_STORE, INDEX_VERSION);
  expose(new Engine((module) => new ExpanderPool(usefulExpanders(), module), cache));
}
