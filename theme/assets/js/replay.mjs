/**
 * Plays the recorded scene of an explainer, without Python: what moves stands in the page already.
 *
 * Other scenarios and other scenes are fetched when asked for. It must not know any model.
 */
const LESS_MOTION = matchMedia("(prefers-reduced-motion: reduce)");
const QUIET_MS = 2000;
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const FAILED = "This run could not be fetched. Choose or press it again.";

/** Make every explainer answer; safe to call again. */
export function start() {
  document.querySelectorAll("kith-explainer:not([data-replay])").forEach(follow);
}

function follow(root) {
  root.dataset.replay = "";
  const find = (name) => root.querySelector(`[data-part=${name}]`);
  const folder = new URL(`../recordings/${root.dataset.recordings}/`, import.meta.url);
  let player;
  const play = (load) => {
    player?.end();
    player = find("scene") && new Player(find("scene"), load);
  };
  const playRecorded = () => play(() => fetchBytes(folder + find("scene").dataset.frames));
  const choose = async (name) => {
    try {
      await (await import("./scenarios.mjs")).show(root, name, folder, playRecorded);
    } catch {
      find("said").textContent = FAILED;
      find("scenarios").querySelector(`[value=${root.getAttribute("scenario")}]`).checked = true;
    }
  };
  root.addEventListener("kith:choose", ({ detail }) => choose(detail.name));
  root.addEventListener("kith:result", async ({ detail }) => {
    if (await (await import("./scene.mjs")).showScene(root, detail)) {
      play(() => detail.frames);
    }
  });
  find("scenarios")?.addEventListener("change", ({ target }) => choose(target.value));
  find("scenarios")?.firstElementChild.removeAttribute("disabled");
  playRecorded();
}

async function fetchBytes(url) {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

class Player {
  playing = false;
  spokeAt = -QUIET_MS;

  /** `load` gives the frames or a promise; it is asked again after a failure. */
  constructor(figure, load) {
    this.figure = figure;
    this.load = load;
    this.moments = JSON.parse(figure.dataset.moments);
    this.per = Number(figure.dataset.perMoment);
    this.at = this.last = this.moments.length * this.per - 1;
    this.watch = new IntersectionObserver((all) => this.look(all.at(-1).isIntersecting));
    this.watch.observe(this.part("stage"));
    this.button = figure.querySelector("[data-action=play]");
    this.scrubber = figure.querySelector("input");
    this.scrubber.addEventListener("input", () => this.go(this.scrubber.valueAsNumber));
    this.scrubber.addEventListener("keydown", (event) => {
      if (event.key in KEYS) {
        event.preventDefault(); // a frame is too short a step
        this.step(KEYS[event.key]);
      }
    });
    this.part("player").addEventListener("click", ({ target }) => this.press(target));
    this.part("player").hidden = false;
  }

  part(name) {
    return this.figure.querySelector(`[data-part=${name}]`);
  }

  end() {
    this.watch.disconnect();
    this.set(false);
  }

  /** Only what is seen plays; it goes on when it is seen again. */
  look(seen) {
    this.seen = seen;
    this.set(this.playing);
    if (seen && !navigator.connection?.saveData) {
      this.ready().catch(() => {});
    }
  }

  async ready() {
    const { dataset } = this.figure;
    const { Stage } = await import("./stage.mjs");
    const frames = this.frames ?? (await this.load());
    this.stage ??= new Stage(this.part("stage").firstElementChild, dataset.postures.split(" "));
    if (frames.length !== this.stage.size * (this.last + 1)) {
      throw new Error("not the frames of this scene");
    }
    this.frames = frames;
  }

  async press({ dataset: { action } }) {
    if (action === "play") {
      const starts = !this.playing && !LESS_MOTION.matches;
      await this.go(starts && this.at === this.last ? 0 : this.at);
      this.set(starts && Boolean(this.frames));
    } else if (action) {
      await this.step(action === "back" ? -1 : 1);
      this.speak();
    }
  }

  /** To the end of the next moment, or of the one before. */
  step(way) {
    const moment = way > 0 ? (this.at + 1) / this.per : Math.ceil((this.at + 1) / this.per) - 2;
    return this.go((Math.floor(moment) + 1) * this.per - 1);
  }

  /** Where the reader wants to be. */
  async go(at) {
    this.set(false);
    try {
      await this.ready();
      this.show(at);
    } catch {
      this.part("moment").textContent = FAILED;
      this.speak();
    }
  }

  show(at) {
    this.at = Math.min(Math.max(at, 0), this.last);
    this.stage.draw(this.frames, this.at);
    this.scrubber.value = this.at;
    const name = this.moments[Math.floor(this.at / this.per)];
    if (this.part("moment").textContent !== name) {
      this.part("moment").textContent = name;
      this.scrubber.setAttribute("aria-valuetext", name);
    }
  }

  set(playing) {
    this.playing = playing;
    this.button.textContent = playing ? "Pause" : "Play";
    cancelAnimationFrame(this.request);
    if (playing && this.seen) {
      this.before = performance.now();
      this.request = requestAnimationFrame((now) => this.tick(now));
    }
  }

  tick(now) {
    const { rate } = this.figure.dataset;
    const spent = Math.min(Math.max(now - this.before, 0), 100); // a stall is not made up for
    this.show(this.at + (spent / 1000) * rate * this.figure.querySelector("select").value);
    this.set(this.at < this.last);
  }

  /** Say where we are, when the reader asked; at most once in two seconds. */
  speak() {
    clearTimeout(this.speech);
    this.speech = setTimeout(
      () => {
        this.spokeAt = performance.now();
        const meters = [...this.figure.querySelectorAll("[data-meter] > text")];
        const words = [this.part("moment"), ...meters].map((node) => node.textContent);
        this.part("spoken").textContent = words.join(". ");
      },
      this.spokeAt + QUIET_MS - performance.now(),
    );
  }
}
