export { copyIn, copyInto, copyOut } from './copy.ts';
export { type Database, openDatabase, type Tables, type Trx, withUser } from './database.ts';
export { type EmbeddedServer, EmbeddedServerError, startEmbedded } from './embedded.ts';
export { type Migration, MigrationError, migrate, readMigrations } from './migrate.ts';
export { type OpenedDatabase, openInstallationDatabase, openServer } from './open.ts';
