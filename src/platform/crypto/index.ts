export { type DeriveKey, openMasterKey } from './master-key.ts';
export { uuidPattern, uuidv5, uuidv7 } from './uuid.ts';
