/** The district's figures: what is known of a territory and period, and how far it can be trusted. */

export { drawnValue, type FigureSet } from './model/figures.ts';
export { textIn } from './model/indicator.ts';
export { spanOf } from './model/period.ts';
export { createMonitoringModule, monitoringModule } from './module.ts';
export { monitoringTownPanel } from './routes/dashboard.tsx';
export { type CommandResult, importStatistics, previewStatistics, readStatistics } from './service/import-command.ts';
export { readFigures } from './service/reading.ts';
export type { MonitoringWiring } from './wiring.ts';
