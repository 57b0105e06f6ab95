import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["firefox-esr", "firefox"];

/**
 * A Firefox that is installed, or undefined: FIREFOX_PATH, then the path, then where it usually is. None is downloaded.
 * @returns {string | undefined}
 */
export function findFirefox() {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const inPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((dir) => dir !== "")
    .flatMap((dir) => NAMES.map((name) => join(dir, name + suffix)));
  const fixed =
    process.platform === "darwin"
      ? ["/Applications/Firefox.app/Contents/MacOS/firefox"]
      : process.platform === "win32"
        ? ["PROGRAMFILES", "PROGRAMFILES(X86)"].map((name) => join(process.env[name] ?? "", "Mozilla Firefox", "firefox.exe"))
        : ["/usr/lib/firefox-esr/firefox-esr", "/usr/lib/firefox/firefox", "/snap/bin/firefox"];
  const wanted = process.env["FIREFOX_PATH"];
  return [...(wanted === undefined || wanted === "" ? [] : [wanted]), ...inPath, ...fixed].find((path) => existsSync(path));
}
