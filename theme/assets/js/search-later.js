/**
 * Lets the index of the search wait until a reader means to search.
 *
 * Material 9.8.1 asks for it as soon as a page is there, and it is as large as all the rest of the
 * page. Here that one request waits for the first focus on the field, or the first press that opens
 * the search. A classic script, since it must run before Material's. To be taken out when Material
 * (or its successor) asks later by itself.
 */
{
  const INDEX = /\/search\/search_index\.json$/;
  const { open, send } = XMLHttpRequest.prototype;
  const waiting = new Set();
  const box = document.getElementById("__search");
  let wanted = new URLSearchParams(location.search).has("q") || box?.checked;

  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (!wanted && INDEX.test(new URL(address, location).pathname)) {
      waiting.add(this);
    }
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (!waiting.has(this) || wanted) {
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
