/** What the district gives away: one catalogue after DCAT-AP.de out of what the modules declare, and how its files are sent. */
export { createOpenDataModule } from './module.ts';
export { type OpenFile, sendOpenFile } from './sending.ts';
