import type { Permission, Role } from '#platform/access';

/** Who writes the guide; integration officers in their towns, providers on the pages of their organisation. */
export const orientationPermissions = {
  /** Write texts and send them to review. */
  'orientation.write': ['ki_staff', 'ki_lead', 'integration_officer', 'provider'],
  /** Publish, schedule, confirm. */
  'orientation.publish': ['ki_staff', 'ki_lead', 'integration_officer'],
  /** The tree, mirrors, pictures, words, news, statistics: the whole district's. */
  'orientation.manage': ['ki_staff', 'ki_lead'],
  /** Read and answer what visitors say. */
  'orientation.answer': ['ki_staff', 'ki_lead', 'integration_officer'],
} as const satisfies Readonly<Record<Permission, readonly Role[]>>;
