// Added by `catalogue serve` to the pages it serves: reloads them when the site has changed.
const version = async () => (await fetch("/__version", { cache: "no-store" })).text();
const first = await version();
setInterval(async () => {
  try {
    if ((await version()) !== first) location.reload();
  } catch {
    // The server is away: ask again later.
  }
}, 500);
