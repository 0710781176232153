export { default } from "../stepper/agree.js";
