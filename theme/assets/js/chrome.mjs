/**
 * Makes Material's menu and search buttons work from the keyboard on small screens.
 *
 * They are labels of hidden check boxes, which a pointer can press and a key cannot. Here each
 * becomes a button. Without a script they stay labels. It must not know what the menu or the
 * search hold.
 */

/** Replace the header's labels by buttons; safe to call again. */
export function start() {
  for (const label of document.querySelectorAll("label.md-header__button[for^=__]")) {
    const box = document.getElementById(label.htmlFor);
    if (box?.matches(".md-toggle")) {
      label.replaceWith(newButton(label, box));
    }
  }
}

function newButton(label, box) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.dataset.opens = label.htmlFor;
  button.append(...label.childNodes);
  const showState = () => button.setAttribute("aria-expanded", String(box.checked));
  button.addEventListener("click", () => {
    box.click();
    if (box.checked && box.id === "__search") {
      // Material's own attempt comes while the field is still out of sight.
      requestAnimationFrame(() => document.querySelector(".md-search__input")?.focus());
    }
  });
  box.addEventListener("change", showState);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && box.checked) {
      box.click();
      button.focus();
    }
  });
  showState();
  return button;
}
