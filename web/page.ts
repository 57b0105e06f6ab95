/**
 * The stand-alone page: "?src=demo.etl" in its address opens that trace. Only files beside the page are opened this way,
 * so that nobody can send a link which makes the page read from elsewhere.
 */
const src = new URLSearchParams(location.search).get("src");
const viewer = document.querySelector("hopscope-viewer");
if (viewer !== null && src !== null && isBeside(src)) viewer.setAttribute("src", src);

function isBeside(path: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:|^[/\\]/i.test(path)) return false;
  const url = URL.canParse(path, document.baseURI) ? new URL(path, document.baseURI) : undefined;
  return url?.origin === location.origin;
}
