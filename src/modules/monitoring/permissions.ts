import type { Permission, Role } from '#platform/access';

/** Visitors read what is public; withheld figures leave the house in no output, whoever asks. */
export const monitoringPermissions = {
  /** Sees drafts, internal indicators, findings and the state of the data. */
  'monitoring.read': ['ki_staff', 'ki_lead', 'integration_officer', 'kim_coordination', 'controlling'],
  /** Brings in files, accepts and undoes imports, explains findings. */
  'monitoring.import': ['ki_staff', 'ki_lead'],
  /** Writes indicators, sources, targets, the calendar of updates. */
  'monitoring.edit': ['ki_staff', 'ki_lead'],
  /** Composes reports and freezes editions. */
  'monitoring.report': ['ki_staff', 'ki_lead'],
} as const satisfies Readonly<Record<Permission, readonly Role[]>>;
