export { type AuditLine, type AuditValue, audit, auditInstallation, installationChain } from './write.ts';
