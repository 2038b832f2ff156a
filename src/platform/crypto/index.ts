export { type DeriveKey, openMasterKey } from './master-key.ts';
export { uuidPattern, uuidv7 } from './uuid.ts';
