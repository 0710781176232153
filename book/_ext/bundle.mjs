// Bundles with esbuild what stdin asks for, a job as JSON a line: {entry, from} (the text of a module and the folder that it imports from)
// or {file} (a file that imports nothing, or a style sheet). Answers a line each: {text} or {error}.
import { createInterface } from "node:readline";
import { build } from "esbuild";

const OPTIONS = { bundle: true, minify: true, format: "iife", target: "es2022", charset: "utf8", legalComments: "none", write: false, logLevel: "silent" };

for await (const line of createInterface({ input: process.stdin })) {
  const { entry, from, file } = JSON.parse(line);
  const input = file ? { entryPoints: [file] } : { stdin: { contents: entry, resolveDir: from } };
  let answer;
  try {
    answer = { text: (await build({ ...OPTIONS, ...input })).outputFiles[0].text };
  } catch (error) {
    const { text, location } = error.errors?.[0] ?? { text: error.message };
    answer = { error: location ? `${location.file}:${location.line}: ${text}` : text };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
