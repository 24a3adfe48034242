/**
 * Buttons that copy a text: shown by this script, since without it they could do nothing.
 *
 * It must not know what the texts are; each button carries its own.
 */

const SHOWN_MS = 3000;
const COPIED = "Copied";
const REFUSED = "Your browser did not allow it. Select the text and copy it by hand.";

/** Show every copy button of the page; safe to call again when the content was replaced. */
export function start() {
  for (const button of document.querySelectorAll("button.copy[hidden]")) {
    // The line stands there empty before it speaks: a screen reader may miss one that is new.
    const status = document.createElement("span");
    status.className = "copy-status";
    status.setAttribute("role", "status");
    button.after(status);
    let timer;
    button.addEventListener("click", async () => {
      clearTimeout(timer);
      status.textContent = ""; // the same words again would not be spoken
      const copied = await copyText(button.dataset.copy);
      status.textContent = copied ? COPIED : REFUSED;
      if (copied) {
        timer = setTimeout(() => (status.textContent = ""), SHOWN_MS);
      }
    });
    button.hidden = false;
  }
}

/** @returns {Promise<boolean>} whether the text is on the clipboard now */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text); // no clipboard without https, or the browser refused
  }
}

/** The older way: copies what is selected. */
function copySelected(text) {
  const focused = document.activeElement;
  const box = document.createElement("textarea");
  box.className = "words-only";
  box.readOnly = true; // no keyboard comes up on a phone
  box.value = text;
  document.body.append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  focused?.focus();
  return copied;
}
