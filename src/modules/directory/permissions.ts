import type { Permission, Role } from '#platform/access';

/** Who may do what in the directory; integration officers in their towns, providers for their organisations. */
export const directoryPermissions = {
  /** Decide on proposals and corrections. */
  'directory.review': ['ki_staff', 'ki_lead', 'integration_officer'],
  /** Edit, confirm, archive and export entries without a proposal. */
  'directory.edit': ['ki_staff', 'ki_lead', 'integration_officer'],
  /** Categories and imports, which concern the whole district. */
  'directory.manage': ['ki_staff', 'ki_lead'],
  /** Propose changes to the own organisation's entries. */
  'directory.provide': ['provider'],
} as const satisfies Readonly<Record<Permission, readonly Role[]>>;
