import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Every environment variable the program reads. `.env.example` documents the same list; a test compares the two. */
const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  DATABASE_APP_ROLE: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be a plain role name')
    .default('dreiklang_app'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: flag.default(false),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Dreiklang <dreiklang@localhost>'),
  MASTER_KEY_FILE: z.string().min(1).optional(),
  S3_URL: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).default('OpenID Connect'),
  GENESIS_DESTATIS_LOGIN: z.string().min(3).optional(),
  GENESIS_REGIONALSTATISTIK_LOGIN: z.string().min(3).optional(),
  GENESIS_LANDESDATENBANK_NRW_LOGIN: z.string().min(3).optional(),
  GENESIS_BILDUNGSMONITORING_LOGIN: z.string().min(3).optional(),
  GENESIS_ZENSUS_LOGIN: z.string().min(3).optional(),
  /** Hosts (`name` or `name:port`, commas between) that outgoing requests may reach although they lie in a private network. */
  OUTGOING_PRIVATE_HOSTS: z.string().min(1).optional(),
  MACHINE_TRANSLATION_KIND: z.enum(['deepl', 'libretranslate', 'chat']).optional(),
  MACHINE_TRANSLATION_URL: z.url({ protocol: /^https?$/ }).optional(),
  MACHINE_TRANSLATION_KEY: z.string().min(1).optional(),
  MACHINE_TRANSLATION_MODEL: z.string().min(1).optional(),
  TILE_URL: z.string().min(1).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  WORKER_CONCURRENCY: z.coerce.number().int().min(0).max(64).default(4),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Environment = z.output<typeof environmentSchema>;

export interface Config extends Environment {
  /** Absolute. */
  readonly dataDir: string;
  readonly masterKeyFile: string;
  /** Origin of the installation as people type it, without a slash at the end. */
  readonly publicUrl: string;
}

/** A variable has a value the program cannot work with; the message names it and says what would do. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export const environmentVariables: readonly string[] = Object.keys(environmentSchema.shape);

/** What each kind of machine translation cannot do without. */
const neededBy = {
  none: [],
  deepl: ['MACHINE_TRANSLATION_KEY'],
  libretranslate: ['MACHINE_TRANSLATION_URL'],
  chat: ['MACHINE_TRANSLATION_URL', 'MACHINE_TRANSLATION_MODEL'],
} as const;

/**
 * Reads the configuration; an empty variable counts as not set.
 * @throws {ConfigError} with one sentence for each wrong variable
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(environmentVariables.map((name) => [name, environment[name] || undefined]));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} has a wrong value: ${issue.message}.`).join('\n'),
    );
  }
  const values = parsed.data;
  if (
    (values.OIDC_ISSUER || values.OIDC_CLIENT_ID || values.OIDC_CLIENT_SECRET) &&
    !(values.OIDC_ISSUER && values.OIDC_CLIENT_ID && values.OIDC_CLIENT_SECRET)
  ) {
    throw new ConfigError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.');
  }
  for (const name of neededBy[values.MACHINE_TRANSLATION_KIND ?? 'none'])
    if (!values[name]) throw new ConfigError(`MACHINE_TRANSLATION_KIND=${values.MACHINE_TRANSLATION_KIND} needs ${name} too.`);
  const dataDir = resolve(values.DATA_DIR);
  return {
    ...values,
    dataDir,
    masterKeyFile: resolve(values.MASTER_KEY_FILE ?? `${dataDir}/master.key`),
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
  };
}
