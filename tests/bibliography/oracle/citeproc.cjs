// Reference entries and citations by citeproc-js, the engine of Zotero: the oracle of the tests.
//   node citeproc.cjs MODULES REQUEST
// MODULES is the node_modules folder. REQUEST is a JSON file: {style, locale, items, citations};
// a citation is {items, narrative}, as citeproc-js takes them. Prints {entries: {id: HTML},
// citations: [HTML, ...]}. Every item is cited once before, so that year letters, initials and
// added names are those of the whole library.
"use strict";
const fs = require("fs");
const [modules, request] = process.argv.slice(2);
const CSL = require(require.resolve("citeproc", { paths: [modules] }));
const { style, locale, items, citations } = JSON.parse(fs.readFileSync(request, "utf8"));

const records = new Map(items.map((item) => [item.id, item]));
const engine = new CSL.Engine(
  { retrieveItem: (id) => records.get(id), retrieveLocale: () => locale },
  style,
);
const clusters = [
  ...items.map(({ id }) => ({ items: [{ id }], narrative: false })),
  ...citations,
].map(({ items, narrative }, index) => ({
  citationID: `c${index}`,
  citationItems: items,
  properties: narrative ? { noteIndex: 0, mode: "composite" } : { noteIndex: 0 },
}));
const texts = engine.rebuildProcessorState(clusters, "html").map(([, , text]) => text);
const [{ entry_ids: ids }, entries] = engine.makeBibliography();
process.stdout.write(
  JSON.stringify({
    entries: Object.fromEntries(ids.map(([id], index) => [id, entries[index]])),
    citations: texts.slice(items.length),
  }),
);
