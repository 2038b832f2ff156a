export { type Catalog, type CatalogTable, readCatalog, registerFaults, unregisteredColumns } from './catalog.ts';
export { checkRegister } from './check.ts';
export { type Person, type RegisterEntry, registerOf } from './model.ts';
export { createPrivacyModule, type PrivacyModuleParts } from './module.ts';
export { type Dossier, type DossierPart, dossier, type Erasure, erase } from './persons.ts';
export { type RetentionResult, runRetention } from './retention.ts';
