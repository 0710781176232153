// The XOR studio on the page: trains while you watch.

import { copyLink, el, show } from "../kit/index.js";
import { select } from "../kit/select.js";
import { diagnose } from "./diagnosis.js";
import { readSettings, SCENES, Training } from "./model.js";
import { colours, drawHidden, drawLoss, picture, Plane } from "./pictures.js";
import { pointEditor } from "./points.js";
import { nextRound, ROUND, Runner, transport } from "./running.js";
import { SCHEMA, settingsPanel } from "./settings.js";
import { HiddenSpace } from "./sheet.js";
import { weightTables } from "./weights.js";

/** What is being trained, with the views of it that last as long as it does. */
class Scene {
  constructor(settings) {
    this.training = new Training(settings);
    this.plane = new Plane(this.training.network);
    this.space = new HiddenSpace(this.training.network, settings.points.flatMap((point) => point.slice(0, 2)));
  }

  /** The end of the scale of epochs: a multiple of ROUND that holds what is known. */
  get last() {
    return Math.max(ROUND, Math.ceil(this.training.known / ROUND) * ROUND);
  }
}

const summary = ({ epoch, loss, right, settings }) =>
  `Epoch ${epoch.toLocaleString("en")}: loss ${show(loss)}, ${right} of ${settings.points.length} right`;

/** The pictures and the lines below them: {element, told, plane, draw(scene)}. */
function board() {
  const pictures = { plane: picture("Plane of the inputs"), hidden: picture("Hidden space"), loss: picture("Loss over the epochs") };
  const summed = el("p", { class: "studio-told" });
  const wrong = el("ul", { class: "studio-wrong" });
  const figure = (part, caption) => el("figure", {}, part.element, el("figcaption", {}, caption));
  const element = el("div", {},
    el("div", { class: "studio-pair" }, figure(pictures.plane, "The plane; class 1 is shaded"), figure(pictures.hidden, "The same, after the hidden layer")),
    el("div", { class: "studio-loss" }, pictures.loss.element));
  let before = "";
  const draw = (scene) => {
    const { training } = scene;
    const colour = colours(element);
    pictures.plane.paint((...canvas) => scene.plane.draw(...canvas, training, colour));
    pictures.hidden.paint((...canvas) => drawHidden(...canvas, training, scene.space, colour));
    pictures.loss.paint((...canvas) => drawLoss(...canvas, training, scene.last, colour));
    summed.textContent = summary(training);
    const found = diagnose(training).map(({ text }) => text);
    if (found.join() !== before) wrong.replaceChildren(...found.map((text) => el("li", {}, text)));
    before = found.join();
  };
  return { element, told: el("div", { class: "studio-state" }, summed, wrong), plane: pictures.plane.element, draw };
}

/** The list of scenes with what to look at: {element, set(settings)}. */
function sceneList(choose) {
  const look = el("p", { class: "studio-look" });
  const options = [...SCENES.map(({ name }, k) => [String(k), name]), ["own", "my own settings"]];
  const list = select({ name: "Show me", options, value: "0", change: (value) => value !== "own" && choose(SCENES[Number(value)].change) });
  const set = (settings) => {
    const found = SCENES.findIndex(({ change }) => JSON.stringify(readSettings(change)) === JSON.stringify(settings));
    list.set(found < 0 ? "own" : String(found));
    look.textContent = found < 0 ? "Settings of your own. Press Play, and compare with a scene from the list." : SCENES[found].look;
  };
  return { element: el("div", {}, list.element, look), set };
}

class Studio {
  constructor(stage, context) {
    this.context = context;
    this.place = context.address(SCHEMA);
    this.pace = 25;
    this.runner = new Runner({ shown: () => this.draw(true), paused: () => this.paused(), still: context.still });
    this.problem = el("p", { class: "kit-problem", role: "status" });
    this.scenes = sceneList((change) => this.use(change));
    this.board = board();
    this.controls = transport(this);
    this.panel = settingsPanel(readSettings(), (name, value) => this.use({ ...this.settings, [name]: value }));
    this.tables = weightTables();
    this.points = pointEditor(this.board.plane, (points, told) => this.use({ ...this.settings, points }, told), (text) => (this.problem.textContent = text));
    const link = copyLink(() => this.place.link(this.state()), context.announce);
    stage.append(this.scenes.element, this.board.element, this.controls.element, this.board.told, this.problem, this.panel.element,
      this.tables.element, this.points.element, link);
    this.begin(this.place);
    this.place.onChange((given) => this.begin(given));
    new ResizeObserver(() => this.draw(false)).observe(this.board.element);
    new MutationObserver(() => this.draw(false)).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  get settings() {
    return this.scene.training.settings;
  }

  state() {
    return { ...this.settings, epoch: this.scene.training.epoch };
  }

  /** Start from what the address says. */
  begin({ values: { epoch, ...settings }, problem }) {
    this.#set(settings);
    this.problem.textContent = problem;
    this.draw(false);
    if (epoch) this.runner.start(this.scene, epoch);
  }

  #set(settings) {
    this.runner.stop();
    this.scene = new Scene(readSettings(settings));
    for (const part of [this.panel, this.scenes]) part.set(this.settings);
    this.points.set(this.settings.points);
    this.tables.build(this.scene.training.network);
    this.problem.textContent = "";
  }

  /** Take new settings, at epoch 0, and tell what happened, if there is something to tell. */
  use(settings, told = "") {
    this.#set(settings);
    this.paused(told);
  }

  draw(moving) {
    this.board.draw(this.scene);
    this.controls.draw(this.scene, this.runner.running);
    this.tables.draw(this.scene.training.network, moving);
  }

  /** The reader did something, or the training has stopped: show all of it, keep it in the address, and say it once. */
  paused(told = "") {
    const { training } = this.scene;
    this.draw(false);
    this.place.save(this.state());
    this.context.announce([told, `${summary(training)}.`, ...diagnose(training).map(({ text }) => text)].filter(Boolean).join(" "));
  }

  play() {
    if (!this.runner.running) return this.runner.start(this.scene, nextRound(this.scene.training.epoch), this.pace);
    this.runner.stop();
    this.paused();
  }

  step() {
    this.runner.stop();
    this.scene.training.step();
    this.paused();
  }

  round() {
    this.runner.start(this.scene, nextRound(this.scene.training.epoch));
  }

  /** Go to an epoch: at once where the training has been, otherwise by training on. */
  to(epoch) {
    const { training } = this.scene;
    if (epoch > training.known) return this.runner.start(this.scene, epoch);
    this.runner.stop();
    training.seek(epoch);
    this.paused();
  }

  speed(pace) {
    this.pace = this.runner.pace = pace;
  }
}

/** Build the studio inside `stage`. */
export function mount(stage, context) {
  new Studio(stage, context);
}
