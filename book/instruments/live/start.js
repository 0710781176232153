// What the pages load: questions, live cells and exercises, and progress on the front page. Python itself comes with the first run.
import { showProgress, showQuestions } from "../questions/page.js";
import { setUp } from "./page.js";

const base = document.currentScript.src;
const chapter = /([^/]+)\.html$/.exec(location.pathname)?.[1] ?? "";

document.querySelectorAll(".reading-progress").forEach(showProgress);
showQuestions(chapter);
setUp(base, chapter);
