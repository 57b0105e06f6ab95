// MediaWiki: for MediaWiki:Common.js, or a gadget. Uploads that end in .etl (to be allowed by $wgFileExtensions) get a button that opens them in a frame below.
// https://tools.example/hopscope/ has this wiki in <meta name="hopscope-parents">; $wgCSPHeader, where it is on, needs that address among its frame sources.
(() => {
  const HOPSCOPE = "https://tools.example/hopscope/";

  async function show(link) {
    const { connect } = await import(`${HOPSCOPE}embed/hopscope-frame.js`);
    const frame = document.createElement("iframe");
    frame.title = `Trace ${link.textContent}`;
    frame.width = "100%";
    frame.height = "700";
    frame.setAttribute("sandbox", "allow-scripts allow-downloads");
    frame.src = HOPSCOPE;
    link.parentElement.after(frame);
    const [hopscope, answer] = await Promise.all([connect(frame), fetch(link.href)]);
    await hopscope.open(await answer.blob(), { name: decodeURIComponent(link.href.split("/").pop()) });
  }

  for (const link of document.querySelectorAll('a.internal[href$=".etl"]')) {
    const button = document.createElement("button");
    button.textContent = "Open in Hopscope";
    button.addEventListener("click", () => void show(link));
    link.after(" ", button);
  }
})();
