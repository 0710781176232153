/* What the instruments share. How an instrument is made:

   book/instruments/NAME/
     model.js     a pure ES module: numbers in, numbers out, no DOM (others beside it, as the model needs them).
     view.js      exports mount(stage, context): builds what is seen inside `stage`, an empty div.
     fixtures.py  prints at least 200 cases as a JSON list of dicts, from Python's float64 and a fixed seed.
     agree.js     default export (case) => {key: what the model makes of the case}; every key is compared with the case's own.
     still.py     draw(preset) -> (matplotlib figure, alt text): the drawing without JavaScript, on paper, and until the view is there.
     NAME.css     says how high it is, so that nothing jumps: .instrument[data-instrument="NAME"] { --height: 40rem; --height-narrow: 60rem; }
                  (narrow: up to 600 px), and what kit.css does not have. Colours only as var(--ink), --muted, --paper, --forward,
                  --gradient, --third, --fourth, --forward-soft, --gradient-soft; they follow light and dark.

   In a chapter:

     ```{instrument} NAME
     :title: What a screen reader calls it
     :try: One sentence that says what to try; stands above the instrument when it runs. Only what explains itself has none.
     :preset: second

     A sentence (markdown) for readers without JavaScript and on paper; the drawing of still.py stands under it.
     ```

   book/_ext/instruments.py bundles view.js into a script of its own at build time (at most 15 kB with its styles, compressed), and a loader
   fetches it when the reader comes near. `context` holds
     name, id, preset   which instrument this is (id is unique on the page), and the directive's :preset: or "";
     announce(text)     tells a screen reader, politely: only the last of several quick messages is spoken;
     address(schema)    its state in the address, see address.js; always validated, never evaluated, never markup;
     still              true where the reader asked for no motion (prefers-reduced-motion): move nothing by yourself, no transitions.

   The pages forbid inline scripts, on... attributes, style="..." and eval. So: elements only through el() and svg(), text only as text,
   looks through classes, and where a length is computed through SVG attributes or element.style.setProperty(). No innerHTML, anywhere.
   Tests: tests/instruments/test_every.py tries every folder without being told of it; what is special about yours goes into
   tests/instruments/test_NAME.py (`open_instrument`) and NAME.test.mjs (node --test). */

export { el, svg, label, frame } from "./dom.js";
export { read, show, spoken } from "./numbers.js";
export { numberField, slider, choice, button, toggle } from "./controls.js";
export { player } from "./player.js";
export { formula, symbol, number, partial, sign, line, plain } from "./formula.js";
export { fields } from "./address.js";
export { copyLink } from "./link.js";
export { chart, legend, ticks } from "./chart.js"; // its looks are in chart.css, which NAME.css takes in with @import "../kit/chart.css"
