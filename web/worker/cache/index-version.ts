declare const __INDEX_VERSION__: string | undefined;

/**
 * Of the code that makes indexes: a hash of its sources that the build puts here (web/tooling/index-version.ts), so that nobody has to think of
 * raising a number. Empty where nothing was built, as while developing: then nothing is kept.
 */
export const INDEX_VERSION = typeof __INDEX_VERSION__ === "string" ? __INDEX_VERSION__ : "";
