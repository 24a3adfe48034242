/**
 * Finding and making elements. Text is always text, never markup.
 */

/** The part of an explainer that has this name, or null. */
export function part(root, name) {
  return root.querySelector(`[data-part=${name}]`);
}

/** A new element. */
export function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children.map((child) => (child instanceof Node ? child : String(child))));
  return node;
}
