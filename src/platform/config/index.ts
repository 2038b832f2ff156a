export { programBuilt } from './built.ts';
export { projectRoot } from './root.ts';
export { type Config, ConfigError, environmentVariables, readConfig } from './schema.ts';
