import { join } from 'node:path';
import { conceptEffects, conceptModule, conceptTownPanel } from '#modules/concept';
import { createDemandCounter, createDirectoryModule, directoryTownPanel, machineTranslator } from '#modules/directory';
import { gapsModule } from '#modules/gaps';
import { createMonitoringModule, monitoringTownPanel } from '#modules/monitoring';
import { networksModule } from '#modules/networks';
import { createOrientationModule, startGuide } from '#modules/orientation';
import { territoryModule } from '#modules/territory';
import type { Context } from '#platform/access';
import { createAuditModule } from '#platform/audit';
import type { Config } from '#platform/config';
import type { DeriveKey } from '#platform/crypto';
import type { Database } from '#platform/database';
import { openFileStore } from '#platform/files';
import { accountNames, type Identity, identityModule } from '#platform/identity';
import { createJobsModule } from '#platform/jobs';
import { legalModule } from '#platform/legal';
import { createMailModule } from '#platform/mail';
import { type ModuleDefinition, worklistOf } from '#platform/module';
import { createOpenDataModule } from '#platform/open-data';
import { createOpenApiModule } from '#platform/openapi';
import { operationsApi } from '#platform/operations';
import { openOutgoing } from '#platform/outgoing';
import { createPrivacyModule } from '#platform/privacy';
import { createSearchModule } from '#platform/search';
import { createSitemapModule } from '#platform/sitemap';
import type { TenantDirectory } from '#platform/tenancy';

/** What modules need of the installation besides the context of a call. */
export interface ModuleParts {
  readonly config: Config;
  readonly deriveKey: DeriveKey;
  readonly database: Database;
  readonly ownerUrl: string;
  readonly tenants: TenantDirectory;
  readonly identity: Identity;
}

/**
 * The modules of the house, in the order in which the navigation shows them: domains first, each knowing only those above
 * it, then the rooms of the platform that have pages or jobs.
 */
export function allModules(parts: ModuleParts): readonly ModuleDefinition[] {
  const { config, deriveKey, database, ownerUrl, tenants, identity } = parts;
  const outgoing = openOutgoing({
    privateHosts: config.OUTGOING_PRIVATE_HOSTS?.split(',') ?? [],
    agent: `Dreiklang (${config.publicUrl})`,
  });
  const demand = createDemandCounter(deriveKey('directory.demand'));
  const installation = () => ({ tenants, database, publicUrl: config.publicUrl });
  const all: readonly ModuleDefinition[] = [
    territoryModule({
      installation: () => ({ tenants, database }),
      townPanels: [directoryTownPanel, conceptTownPanel, monitoringTownPanel],
    }),
    createDirectoryModule({
      puzzleKey: deriveKey('directory.puzzle'),
      demandKey: deriveKey('directory.demand'),
      demand,
      guide: startGuide,
      files: openFileStore(config),
      outgoing,
      translator: machineTranslator(config, outgoing),
      worklist: (context) => worklistOf(all, context),
      installation,
    }),
    createOrientationModule({
      files: openFileStore(config),
      outgoing,
      pushKey: deriveKey('orientation.push'),
      installation,
      translator: machineTranslator(config, outgoing),
      demand,
    }),
    networksModule({ effects: conceptEffects, files: openFileStore(config) }),
    conceptModule,
    createMonitoringModule({
      files: openFileStore(config),
      modules: () => all,
      genesisLogins: {
        destatis: config.GENESIS_DESTATIS_LOGIN,
        regionalstatistik: config.GENESIS_REGIONALSTATISTIK_LOGIN,
        'landesdatenbank-nrw': config.GENESIS_LANDESDATENBANK_NRW_LOGIN,
        bildungsmonitoring: config.GENESIS_BILDUNGSMONITORING_LOGIN,
        zensus: config.GENESIS_ZENSUS_LOGIN,
      },
    }),
    gapsModule,
    identityModule,
    createAuditModule({
      database,
      deriveKey,
      witnessFile: join(config.dataDir, 'audit-seals.json'),
      actorNames: (ids) => accountNames(database, ids),
    }),
    createJobsModule({ ownerUrl }),
    createMailModule(config),
    legalModule,
  ];
  // The processing register is made of what all the others declare.
  const findAccount = async (context: Context, email: string) => {
    const account = await identity.findUser(email);
    const roles = account ? await identity.rolesOf(account.id) : [];
    // A closed account has no roles any more, and its person still may ask (Art. 15).
    if (!account || (roles.length && !roles.some((role) => role.tenantId === context.tenant.id))) return undefined;
    return { userId: account.id, elsewhere: roles.some((role) => role.tenantId !== context.tenant.id) };
  };
  const house: readonly ModuleDefinition[] = [
    createSearchModule(all),
    ...all,
    createOpenDataModule(all),
    createSitemapModule(all),
    createOpenApiModule({ modules: () => house, more: [operationsApi], installation }),
    createPrivacyModule({ database, modules: all, findAccount }),
  ];
  return house;
}
