import type { Permission, Role } from '#platform/access';

/** Who looks at what is missing; integration officers in their towns. */
export const gapPermissions = {
  'gaps.read': ['ki_staff', 'ki_lead', 'integration_officer', 'controlling'],
  /** Commissions an offer: writes down what is missing and gives somebody the task. */
  'gaps.commission': ['ki_staff', 'ki_lead', 'integration_officer'],
} as const satisfies Readonly<Record<Permission, readonly Role[]>>;
