export { createObjectReports, type ReportAsk } from "./report";
export type { ContainerFigures, Figures } from "./evidence";
