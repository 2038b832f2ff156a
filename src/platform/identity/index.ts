export type { NewUser } from './accounts.ts';
export { createDemonstrationAccounts, type DemonstrationAccount, type DemonstrationScopes } from './demo.ts';
export type { AuditLine, InstallationOrigin, Mail, Origin, QueueMail, RecordLine } from './house.ts';
export { type Identity, type IdentityParts, openIdentity } from './identity.ts';
export type { Grant, PasswordFault } from './model.ts';
export { identityModule } from './module.ts';
export { type IdentityRouteOptions, identityRoutes } from './routes/index.ts';
export type { ScopeChoices } from './routes/staff.tsx';
export { type Account, accountInDistrict, accountNames, type HeldRole } from './store.ts';
