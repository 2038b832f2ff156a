export { onServer, type TestDatabase, useDatabase } from './database.ts';
export { openTestFiles } from './files.ts';
export { createTestTenants, formSecretOf, person, testConfig, testServerParts } from './server.ts';
export { openStage, type PostedFields, type Stage } from './stage.ts';
