/**
 * Takes rules out of a style sheet: node purge.mjs PURGECSS_FOLDER, with one JSON object at stdin.
 *
 * {sheet, absent, used}: `absent` is a regular expression for the names (classes, and values of
 * attributes) that no page has, `used` is text in which custom properties may be named that the
 * sheet alone does not use. The sheet without the rest goes to stdout. Knows nothing of who writes it.
 */

import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const { PurgeCSS } = createRequire(import.meta.url)(process.argv[2]);
const { sheet, absent, used } = JSON.parse(await text(process.stdin));

const gone = new RegExp(`^(?:${absent})$`);
const names = sheet.match(/[A-Za-z_][\w-]*/g).filter((name) => !gone.test(name));
const found = { tags: names, classes: names, ids: names, attributes: { names, values: names } };

const [{ css }] = await new PurgeCSS().purge({
  content: [{ raw: "", extension: "html" }],
  css: [{ raw: sheet }],
  extractors: [{ extractor: () => ({ ...found, undetermined: [] }), extensions: ["html"] }],
  keyframes: true,
  variables: true,
  safelist: { variables: used.match(/--[\w-]+/g) ?? [] },
});
process.stdout.write(css);
