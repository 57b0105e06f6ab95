/** Registers <hopscope-viewer>. Nothing else is global. */
import "../components/hopscope-viewer.js";
