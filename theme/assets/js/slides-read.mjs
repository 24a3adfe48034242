/**
 * Parts a page into slides.
 *
 * In a session plan a slide shows all that is not for the facilitator, up to the last step. An article
 * was written for reading: there a slide shows a heading and the first paragraph below it, or a claim
 * and its verdict, and the rest becomes notes.
 *
 * @typedef {{title: string, kind: string, time: string, nodes: Element[], notes: Element[],
 *   explainer: Element | null}} Slide
 */

const LEFT_OUT = ".kit, .references, .article-foot, .cite-page, .plan-foot, .leaf, [data-kith], script";

/** @returns {Slide[]} */
export function readSlides(article) {
  const isPlan = article.querySelector("[data-part=step]") !== null;
  const slides = [];
  const add = (title, kind = "", more = {}) => {
    const slide = { title, kind, time: "", nodes: [], notes: [], explainer: null, ...more };
    slides.push(slide);
    return slide;
  };
  let here = addHead(article.querySelector(".article-head"), add, isPlan);
  let step = "";
  let begun = false;
  for (const node of article.children) {
    if (node.matches(`.article-head, ${LEFT_OUT}`)) {
      continue;
    }
    if (node.matches("h2")) {
      const isStep = node.nextElementSibling?.matches("[data-part=step]");
      if (isPlan && begun && !isStep) {
        break;
      }
      begun ||= isStep;
      step = words(node);
      here = add(step, isStep ? "step" : "");
    } else if (node.matches("h3")) {
      here = add(words(node));
    } else if (node.matches("[data-part=step]")) {
      here.time = words(node);
    } else if (node.matches("[data-part=facilitator]")) {
      notesOf(slides, here).push(node.lastElementChild);
    } else if (node.matches("[data-part=exercise], [data-part=debrief]")) {
      add(words(node.firstElementChild), node.dataset.part).nodes.push(...node.lastElementChild.children);
      here = add(step);
    } else if (node.matches("[data-part=check]")) {
      add(words(node.querySelector(".check__question")), "check").nodes.push(node);
      here = add(step);
    } else if (node.matches("kith-explainer")) {
      addExplainer(node, add);
      here = add(step);
    } else if (node.matches(".claim")) {
      addClaim(node, add);
      here = add(step);
    } else if (isPlan || (here.nodes.length === 0 && node.matches("p, ul, ol"))) {
      here.nodes.push(node);
    } else {
      notesOf(slides, here).push(node);
    }
  }
  return slides.filter(
    ({ kind, nodes, explainer }) => nodes.length > 0 || explainer || ["title", "step"].includes(kind),
  );
}

function addHead(head, add, isPlan) {
  const title = add(words(head.querySelector("h1")), "title");
  title.nodes.push(...head.querySelectorAll(".standfirst"));
  const points = head.querySelector(".key-points ul");
  if (points && !isPlan) {
    add("Key points").nodes.push(points);
  }
  return title;
}

function addExplainer(node, add) {
  const slide = add(words(node.querySelector("h1, h2, h3")), "explainer", { explainer: node });
  slide.nodes.push(node.querySelector(".explainer__question"));
}

function addClaim(node, add) {
  const slide = add("What people say", "claim");
  slide.nodes.push(node.querySelector(".claim__text"), ...node.querySelectorAll(".claim__verdict"));
  slide.notes.push(node.querySelector(".claim__body"));
}

/** Notes go with the last slide that shows something. */
function notesOf(slides, here) {
  const isEmpty = here.nodes.length === 0 && !["title", "step"].includes(here.kind);
  const last = isEmpty ? slides.findLast(({ nodes }) => nodes.length > 0) : here;
  return (last ?? here).notes;
}

function words(node) {
  return node.textContent.trim().replace(/\s+/g, " ");
}
