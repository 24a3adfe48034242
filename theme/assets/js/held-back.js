/**
 * Holds back what Material 9.8.1 asks for too early, or for nothing.
 *
 * The index of the search is as large as all the rest of a page. It waits for the first focus on the
 * field, or the first press that opens the search. The sitemap is never sent for: Material wants it
 * because it takes the link to the feed for one to another language. A classic script, since it must
 * run before Material's. To be taken out when Material (or its successor) asks later by itself.
 */
{
  const INDEX = /\/search\/search_index\.json$/;
  const SITEMAP = /\/sitemap\.xml$/;
  const { open, send } = XMLHttpRequest.prototype;
  const waiting = new Set();
  const unwanted = new WeakSet();
  const box = document.getElementById("__search");
  let wanted = new URLSearchParams(location.search).has("q") || box?.checked;

  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    const { pathname } = new URL(address, location);
    if (!wanted && INDEX.test(pathname)) {
      waiting.add(this);
    } else if (SITEMAP.test(pathname)) {
      unwanted.add(this);
    }
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (!unwanted.has(this) && (!waiting.has(this) || wanted)) {
      send.apply(this, body);
    }
  };
  const fetchNow = () => {
    if (!wanted) {
      wanted = true;
      waiting.forEach((request) => send.call(request));
      waiting.clear();
    }
  };
  box?.addEventListener("change", fetchNow);
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(".md-search__input")) {
      fetchNow();
    }
  });
}
