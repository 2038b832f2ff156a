import type { Permission, Role } from '#platform/access';

/** Integration officers hold theirs for bodies of the town of their role; the use cases look at the scope. */
export const networkPermissions = {
  /** Sees bodies, seats, meetings, resolutions and tasks. */
  'networks.read': ['ki_staff', 'ki_lead', 'integration_officer', 'kim_coordination', 'controlling'],
  /** Keeps bodies, seats, meetings, minutes, resolutions and tasks. */
  'networks.edit': ['ki_staff', 'ki_lead', 'kim_coordination', 'integration_officer'],
} as const satisfies Readonly<Record<Permission, readonly Role[]>>;
