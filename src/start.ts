import { may } from '#platform/access';
import { audit, auditInstallation } from '#platform/audit';
import type { Config } from '#platform/config';
import { openMasterKey } from '#platform/crypto';
import { openInstallationDatabase } from '#platform/database';
import type { App, ServerParts } from '#platform/http';
import { type Identity, identityRoutes, openIdentity, type RecordLine } from '#platform/identity';
import { createJobServices, type RunningWorker, startWorker } from '#platform/jobs';
import { queueMail } from '#platform/mail';
import type { ModuleDefinition } from '#platform/module';
import { addHealthRoutes, addMetrics } from '#platform/operations';
import { robotsRoute } from '#platform/sitemap';
import { openTenantDirectory } from '#platform/tenancy';
import { buildApp, type Installation, navigationOf, permissionTable } from './app.ts';
import { loadOnFirstStart } from './demonstration.ts';
import { allModules } from './modules.ts';

/** An installation whose database and districts are open; nothing listens and no job runs yet. */
export interface OpenInstallation extends Installation {
  close(): Promise<void>;
}

const record: RecordLine = (trx, origin, line) =>
  'tenant' in origin ? audit(trx, origin, line) : auditInstallation(trx, origin, line);

/**
 * Opens the database (starting the embedded one when none is configured), brings it up to date and reads the districts.
 * @throws ConfigError, EmbeddedServerError or MigrationError with a sentence for the person who starts it
 */
export async function openInstallation(config: Config): Promise<OpenInstallation> {
  const deriveKey = openMasterKey(config.masterKeyFile);
  const opened = await openInstallationDatabase(config, deriveKey);
  const { database, ownerUrl } = opened;
  const tenants = await openTenantDirectory(database, opened.appUrl);
  const identity = openIdentity({ config, deriveKey, database, tenants, record, queueMail });
  const modules = allModules({ config, deriveKey, database, ownerUrl, tenants, identity });
  return {
    config,
    deriveKey,
    opened,
    tenants,
    identity,
    modules,
    permissions: permissionTable(modules),
    close: async () => {
      await tenants.close();
      await opened.close();
    },
  };
}

/** Account pages need the identity itself; as a module they take part in encapsulation and in the route tests. */
function accountPages(identity: Identity): ModuleDefinition {
  return { name: 'accounts', routes: (app) => identityRoutes(app, identity) };
}

export interface Running {
  /** Where the server listens. */
  readonly url: string;
  readonly installation: OpenInstallation;
  /** Lets requests and jobs in flight finish, then closes the database. */
  stop(): Promise<void>;
}

/**
 * The web server with every route of the house; nothing listens yet.
 * @param options.readActor who sends these cookies, when not the identity room says so
 */
export function buildHouse(
  installation: Installation,
  options: { readonly readActor?: ServerParts['readActor']; readonly workerState?: () => 'running' | 'stopped' } = {},
): Promise<App> {
  const { config, opened, tenants, identity, modules, permissions, deriveKey } = installation;
  const { database } = opened;
  return buildApp(
    {
      config,
      database,
      tenants,
      permissions,
      formSecret: deriveKey('form tokens'),
      navigation: navigationOf(
        modules,
        (visit, permission) => !!visit.tenant && may(permissions, visit.actor, permission, visit.tenant.id),
      ),
      readActor: options.readActor ?? identity.readActor,
    },
    [...modules, accountPages(identity)],
    (server) => {
      robotsRoute(server, { publicUrl: config.publicUrl, districts: () => tenants.all().map(({ slug }) => slug) });
      addMetrics(server, { config, database });
      addHealthRoutes(server, { database, ...(options.workerState ? { workerState: options.workerState } : {}) });
    },
  );
}

/** Starts web server and worker; loads the demonstration when the installation is new and not a production one. */
export async function start(config: Config, tell: (text: string) => void): Promise<Running> {
  const installation = await openInstallation(config);
  const { opened, tenants, modules, permissions } = installation;
  const { database, ownerUrl } = opened;
  let worker: RunningWorker | undefined;
  try {
    await loadOnFirstStart(installation, tell);
    const app = await buildHouse(
      installation,
      config.WORKER_CONCURRENCY ? { workerState: () => worker?.state() ?? 'stopped' } : {},
    );
    if (config.WORKER_CONCURRENCY) {
      const services = createJobServices({ database, tenants, permissions, publicUrl: config.publicUrl });
      worker = await startWorker({
        ownerUrl,
        modules,
        services,
        concurrency: config.WORKER_CONCURRENCY,
        log: app.log,
        alone: !config.DATABASE_URL,
      });
    }
    await app.listen({ port: config.PORT, host: config.HOST });
    const { port } = app.server.address() as { port: number };
    return {
      url: config.PUBLIC_URL ? config.publicUrl : `http://localhost:${port}`,
      installation,
      stop: async () => {
        await app.close();
        await worker?.stop();
        await installation.close();
      },
    };
  } catch (error) {
    await worker?.stop();
    await installation.close();
    throw error;
  }
}
