// Added by `catalogue serve` to the pages it serves: reloads them when the site has changed.
// The address of this script says of which version its page is: nothing that changes between the
// page and the first question is missed.
const shown = new URL(import.meta.url).search.slice(1);
setInterval(async () => {
  try {
    const now = await (await fetch("/__version", { cache: "no-store" })).text();
    if (now !== shown) location.reload();
  } catch {
    // The server is away: ask again later.
  }
}, 500);
