/**
 * Puts a moment into a scene's nodes. explainer_kit/scene.py says what the bytes are.
 */

export class Stage {
  constructor(svg, postures) {
    this.box = svg.viewBox.baseVal;
    this.postures = postures;
    this.meters = [...svg.querySelectorAll("[data-meter]")];
    this.actors = [...svg.querySelectorAll("[data-actor]")].map((node) => {
      const [, look, posture] = /(.*is-)(.+)/.exec(node.getAttribute("class"));
      const symbol = node.getAttribute("href").slice(0, -posture.length);
      return { node, look, symbol, turns: "turns" in node.dataset };
    });
    this.size = 3 * this.actors.length + this.meters.length;
  }

  /** Draw a frame, or a place on the way to the next; only what changed is touched. */
  draw(bytes, position) {
    const share = position % 1;
    let at = (position - share) * this.size;
    const next = share && this.size;
    const along = (length) =>
      (((bytes[at] + (bytes[at + next] - bytes[at]) * share) / 255) * length).toFixed(1);
    for (const actor of this.actors) {
      const turn = actor.turns && this.#goesLeft(bytes, at + next) ? " scale(-1 1)" : "";
      const x = along(this.box.width);
      at += 1;
      set(actor, "transform", `translate(${x} ${along(this.box.height)})${turn}`);
      const posture = this.postures[bytes[at + 1]];
      set(actor, "href", actor.symbol + posture);
      set(actor, "class", actor.look + posture);
      at += 2;
    }
    for (const { children, dataset } of this.meters) {
      const [words, , bar] = children;
      const said = dataset.words.replace("{value}", bytes[at]);
      if (words.textContent !== said) {
        words.textContent = said;
        bar.setAttribute("width", bytes[at]);
      }
      at += 1;
    }
  }

  /** Which way the last step along the width went. */
  #goesLeft(bytes, at) {
    while (bytes[at] === bytes[at - this.size]) {
      at -= this.size;
    }
    return bytes[at] < bytes[at - this.size];
  }
}

function set(actor, name, value) {
  if (actor[name] !== value) {
    actor[name] = value;
    actor.node.setAttribute(name, value);
  }
}
