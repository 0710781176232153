// node agree.mjs NAME/agree.js < cases.json: compares what agree.js makes of each case with what Python wrote into it.
// Numbers agree at 1e-10 relative, and at 1e-12 where Python has 0. Prints {cases, numbers, wrong: [sentence, ...]}.
import { pathToFileURL } from "node:url";

const { default: answer } = await import(pathToFileURL(process.argv[2]));
let text = "";
for await (const part of process.stdin) text += part;
const found = { cases: 0, numbers: 0, wrong: [] };

function compare(place, here, there) {
  if (typeof there === "number") {
    found.numbers += 1;
    const close = typeof here === "number" && Math.abs(here - there) <= (there === 0 ? 1e-12 : 1e-10 * Math.abs(there));
    if (!close) found.wrong.push(`${place}: ${here} here, ${there} in Python`);
  } else if (there === null || typeof there !== "object") {
    if (here !== there) found.wrong.push(`${place}: ${JSON.stringify(here)} here, ${JSON.stringify(there)} in Python`);
  } else {
    const keys = Object.keys(there);
    if (here === null || typeof here !== "object" || Object.keys(here).length !== keys.length) found.wrong.push(`${place}: ${JSON.stringify(here)} here, ${JSON.stringify(there)} in Python`);
    else for (const key of keys) compare(`${place}.${key}`, here[key], there[key]);
  }
}

for (const [k, one] of JSON.parse(text).entries()) {
  const given = answer(one);
  found.cases += 1;
  if (!given || Object.keys(given).length === 0) found.wrong.push(`case ${k}: agree.js answers nothing`);
  for (const key of Object.keys(given || {})) compare(`case ${k}.${key}`, given[key], one[key]);
}
found.wrong = found.wrong.slice(0, 20);
console.log(JSON.stringify(found));
