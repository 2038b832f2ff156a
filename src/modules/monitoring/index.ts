/** The district's figures: what is known of a territory and period, and how far it can be trusted. */
export { monitoringModule } from './module.ts';
export { monitoringTownPanel } from './routes/dashboard.tsx';
