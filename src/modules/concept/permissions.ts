import type { Permission, Role } from '#platform/access';

/** Integration officers hold theirs for the town of their role only; the use cases look at the scope. */
export const conceptPermissions = {
  /** Sees drafts, internal recommendations, notes and lists. */
  'concept.read': ['ki_staff', 'ki_lead', 'integration_officer', 'kim_coordination', 'controlling'],
  /** Writes fields, challenges, goals, recommendations, steps and notes. */
  'concept.edit': ['ki_staff', 'ki_lead'],
  /** Answers for a town: its row of adoption, its steps and notes. */
  'concept.answer': ['ki_staff', 'ki_lead', 'integration_officer'],
  /** Adopts editions, closes reports. */
  'concept.release': ['ki_lead'],
} as const satisfies Readonly<Record<Permission, readonly Role[]>>;
