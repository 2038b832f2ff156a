export {
  type BackupEnd,
  BackupError,
  type BackupOptions,
  type BackupProgress,
  type BackupStart,
  backup,
  type RestoreOptions,
  readBackup,
  restore,
} from './backup/index.ts';
export { addHealthRoutes, type Health, type HealthParts } from './health.ts';
export { addMetrics, type MetricsParts } from './metrics.ts';
export { operationsApi } from './open-api.ts';
