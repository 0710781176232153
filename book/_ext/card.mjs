// A card a line, {svg, fonts, width, to} as JSON, on stdin: writes it as a PNG into the file `to`; {} as JSON, a line, on stdout.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { Resvg, initWasm } from "@resvg/resvg-wasm";

await initWasm(await readFile(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
const read = new Map();

async function font(path) {
  if (!read.has(path)) read.set(path, await readFile(path));
  return read.get(path);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { svg, fonts, width, to } = JSON.parse(line);
  let answer = {};
  try {
    const fontBuffers = await Promise.all(fonts.map(font));
    const options = { fitTo: { mode: "width", value: width }, font: { fontBuffers, defaultFontFamily: "DejaVu Sans" } };
    await writeFile(to, new Resvg(svg, options).render().asPng());
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
