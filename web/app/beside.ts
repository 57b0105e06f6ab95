/** Whether an address is that of a file beside the page. No other is followed when somebody else names it: a link, or the page around a frame. */
export function isBeside(path: string, base = document.baseURI, origin = location.origin): boolean {
  if (/^[a-z][a-z0-9+.-]*:|^[/\\]/i.test(path)) return false;
  const url = URL.canParse(path, base) ? new URL(path, base) : undefined;
  return url?.origin === origin;
}
