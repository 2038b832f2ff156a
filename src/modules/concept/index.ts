/** The integration concept of the district and its towns: editions and everything that hangs on them. */
export { conceptModule } from './module.ts';
export { conceptTownPanel } from './routes/public.tsx';
export { conceptEffects } from './service/effects.ts';
