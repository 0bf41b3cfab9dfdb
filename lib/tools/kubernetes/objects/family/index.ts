export { family } from "./tree";
