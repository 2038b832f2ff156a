export { type AuditModuleParts, auditKey, createAuditModule } from './module.ts';
export { readWitness } from './seal.ts';
export { sealChains } from './sealing.ts';
export { type AuditBreak, type AuditProblem, type ChainReport, type VerifyOptions, verifyAudit, verifyChain } from './verify.ts';
export { type AuditLine, type AuditValue, audit, auditInstallation, installationChain } from './write.ts';
