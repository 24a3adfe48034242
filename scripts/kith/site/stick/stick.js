/*
 * Only in a packed copy. Served by kith_server.py, a page loads the site's modules as ever. Opened as
 * a file it gets what a browser refuses there: the modules as one classic script, and fetches
 * answered by scripts that lie beside the files.
 */
(function () {
  "use strict";
  const SCRIPT = document.currentScript.src;
  const ROOT = new URL("../../", SCRIPT).href;
  const IS_FILE = location.protocol === "file:";
  const WORDS = IS_FILE
    ? "You are reading a packed copy, opened as a file. It can be read, printed and searched, its recorded runs play and its quizzes answer. To run the models with your own settings, start the small server in the copy’s folder: START-HERE.txt says how."
    : "You are reading a packed copy, served by this computer to itself. All of it works, models too, without a network.";
  const NO_RUNS =
    "This copy was opened as a file, so models cannot run here. Recorded runs play. For your own settings, start the small server: START-HERE.txt in the copy’s folder says how.";
  const NO_READING =
    "This copy was opened as a file, so nothing here can read your answers. You can print the form and fill it in by pen. To fill it in on this screen, start the small server: START-HERE.txt in the copy’s folder says how.";
  document.documentElement.dataset.copy = IS_FILE ? "file" : "server";

  function load(file, attributes) {
    const script = Object.assign(document.createElement("script"), attributes);
    script.src = file;
    document.head.append(script);
    return script;
  }

  /** A form whose answers nothing can read here is said to be so before its first question. */
  function onPaper(form) {
    form.dataset.copy = "file";
    form.inert = true;
    const line = document.createElement("p");
    line.textContent = NO_READING;
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.textContent = "Print the form";
    button.addEventListener("click", () => {
      const root = document.documentElement;
      root.dataset.print = "blank";
      addEventListener("afterprint", () => delete root.dataset.print, { once: true });
      print();
    });
    const box = document.createElement("div");
    box.className = "copy-refusal";
    box.append(line, button);
    form.before(box);
  }

  addEventListener("DOMContentLoaded", () => {
    const note = document.querySelector("[data-part=copy-note]");
    if (note) {
      note.textContent = WORDS;
    }
    if (IS_FILE) {
      document.querySelectorAll("[data-part=controls]").forEach((form) => {
        const line = document.createElement("p");
        line.className = "copy-refusal";
        line.textContent = NO_RUNS;
        form.before(line);
      });
      document.querySelectorAll("kith-self-check").forEach(onPaper);
      load(new URL("kith.classic.js", SCRIPT).href, {});
    } else {
      load(new URL("kith.mjs", SCRIPT).href, { type: "module" });
    }
  });
  if (!IS_FILE) {
    return;
  }

  // --- Files, by scripts beside them ------------------------------------------------------------

  const waiting = new Map();
  window.kithFile = (place, text, base64) => {
    const body = base64 ? Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)) : text;
    waiting.get(place)?.(body);
  };
  const bodies = new Map();
  function bodyOf(place) {
    if (!bodies.has(place)) {
      const body = new Promise((resolve, reject) => {
        waiting.set(place, resolve);
        load(`${ROOT}${place}.js`, { onerror: () => reject(new Error("it is not in this copy")) });
      });
      bodies.set(place, body);
    }
    return bodies.get(place);
  }
  window.fetch = async (input) => {
    const url = new URL(String(input.url || input), location.href).href.split(/[?#]/)[0];
    if (!url.startsWith(ROOT)) {
      throw new TypeError("A packed copy fetches nothing from elsewhere.");
    }
    if (url.startsWith(`${ROOT}assets/runtime/`)) {
      throw new TypeError(NO_RUNS);
    }
    const body = await bodyOf(decodeURIComponent(url.slice(ROOT.length)));
    return new Response(typeof body === "string" ? body : body.slice());
  };

  // --- Runs that cannot be ------------------------------------------------------------------------

  addEventListener(
    "kith:run",
    (event) => {
      event.stopImmediatePropagation();
      event.target.querySelector("[data-part=status]").textContent = NO_RUNS;
    },
    true,
  );
})();
