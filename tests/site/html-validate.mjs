/* What html-validate asks of every built page, and what it need not ask, with the reason. */
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Of the sections inside an article too: a level is never passed over.
    "heading-level": "error",
    // Matters of taste. Pages are written by programs, in either form that HTML allows.
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
    // Titles of works are as long as they are, and numbers are written as their country does.
    "long-title": "off",
    "tel-non-breaking": "off",
    // HTML allows ids that begin with a figure, and headings do: "1978: morphine as the only drink".
    "valid-id": ["error", { relaxed: true }],
    // Check boxes that share a name are one list of answers.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
    // The search is Material's, and no <dialog>; a box that scrolls is a region with a name.
    "prefer-native-element": ["error", { exclude: ["dialog", "region"] }],
    // Against HTML, but Firefox keeps ticks over a reload unless told so: answers of a self-check
    // would be there for the next person at the machine, and the menu would stand open.
    "input-attributes": "off",
    "valid-autocomplete": "off",
    // No form here sends anything; each acts at once.
    "wcag/h32": "off",
  },
};
