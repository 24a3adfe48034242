/**
 * What `kith serve` adds to each page: it asks the preview's server what is new, loads the page
 * again when it changed, and shows what is to be mended on it. Not part of the site.
 */

const own = document.currentScript ?? document.querySelector("script[data-kith-preview]");
let version = Number(own.dataset.version);
const place = own.dataset.place;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function item({ where, rule, message, fix, severity }) {
  const row = element("li", {}, element("code", { textContent: `${where} ${rule}` }));
  row.dataset.severity = severity;
  row.append(element("p", { textContent: message }));
  if (fix) row.append(element("p", { className: "kith-preview__fix", textContent: fix }));
  return row;
}

function group(title, problems, open) {
  const fold = element("details", { open }, element("summary", { textContent: title }));
  fold.append(element("ul", {}, ...problems.map(item)));
  return fold;
}

function count(problems) {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const said = [];
  if (errors) said.push(`${errors} ${errors === 1 ? "error" : "errors"}`);
  if (warnings) said.push(`${warnings} ${warnings === 1 ? "warning" : "warnings"}`);
  return said.join(", ");
}

function show({ built, problems }) {
  document.getElementById("kith-preview")?.remove();
  if (!problems.length && built) return;
  const here = problems.filter(({ places }) => places.includes(place));
  const elsewhere = problems.filter(({ places }) => !places.includes(place));
  const box = element("aside", { id: "kith-preview" });
  box.setAttribute("aria-label", "To be mended");
  box.setAttribute("aria-live", "polite");
  if (built && !here.length) box.dataset.calm = "";
  if (!built) {
    const words = "The site cannot be built now. This is the page as it was built last.";
    box.append(element("p", { textContent: words }));
  }
  if (here.length) box.append(group(`On this page: ${count(here)}`, here, true));
  if (elsewhere.length) {
    box.append(group(`In other files: ${count(elsewhere)}`, elsewhere, !built && !here.length));
  }
  document.body.append(box);
}

async function follow() {
  for (;;) {
    try {
      const answer = await fetch(`/__kith__/state?after=${version}&place=${encodeURIComponent(place)}`);
      const state = await answer.json();
      if (state.changed) return location.reload();
      version = state.version;
      show(state);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000)); // the server is gone, or not yet back
    }
  }
}

show(JSON.parse(document.getElementById("kith-preview-state").textContent));
follow();
