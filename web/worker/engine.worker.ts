import { expose } from "comlink";
import { installTransferHandlers } from "../core/transfer.js";
import { Engine } from "./engine.js";

installTransferHandlers();
expose(new Engine());
