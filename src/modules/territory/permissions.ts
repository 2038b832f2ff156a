import type { Permission, Role } from '#platform/access';

/** Integration officers hold it for the town of their role only; the use cases look at the scope. */
export const permissions: Readonly<Record<Permission, readonly Role[]>> = {
  'territory.edit': ['ki_staff', 'ki_lead', 'integration_officer'],
};
