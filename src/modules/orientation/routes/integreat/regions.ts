import { type Context, createContext, visitor } from '#platform/access';
import type { Database } from '#platform/database';
import type { FastifyRequest } from '#platform/http';
import { german, type InterfaceLanguage, translator } from '#platform/i18n';
import type { Tenant, TenantDirectory } from '#platform/tenancy';
import { languageOf } from '../../model/integreat/codes.ts';
import { type Frame, frameOf } from '../../service/integreat/frame.ts';

/** The installation, for a client that has yet to choose its district. */
export interface Installation {
  readonly tenants: Pick<TenantDirectory, 'all' | 'bySlug'>;
  readonly database: Database;
  readonly publicUrl: string;
  readonly now?: () => Date;
}

/** A visitor's context in a district; the addresses of the interface name it otherwise than ours do. */
export function contextIn(
  { database, publicUrl, now }: Installation,
  tenant: Tenant,
  language: InterfaceLanguage,
  request: FastifyRequest,
): Context {
  return createContext({
    tenant,
    actor: visitor,
    language,
    t: translator(language),
    requestId: request.id,
    publicUrl,
    database,
    permissions: new Map(),
    ...(now ? { now } : {}),
  });
}

/** The district that an address names, in any case. */
export const tenantOf = ({ tenants }: Installation, request: FastifyRequest): Tenant | undefined =>
  tenants.bySlug((request.params as { region: string }).region.toLowerCase());

/** District and language of the address; undefined: there is no such district, or it says nothing in that language. */
export async function frameOfRequest(installation: Installation, request: FastifyRequest): Promise<Frame | undefined> {
  const tenant = tenantOf(installation, request);
  const language = languageOf((request.params as { code: string }).code);
  return tenant && language ? frameOf(contextIn(installation, tenant, language, request)) : undefined;
}

/** The district alone, in German. */
export function contextOfRequest(installation: Installation, request: FastifyRequest): Context | undefined {
  const tenant = tenantOf(installation, request);
  return tenant && contextIn(installation, tenant, german, request);
}
