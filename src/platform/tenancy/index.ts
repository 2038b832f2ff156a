export { touchContent } from './content-version.ts';
export { type DistrictSettings, districtSettingsSchema, type Tenant, tenantName } from './model.ts';
export { createTenant, openTenantDirectory, type TenantDirectory } from './store.ts';
