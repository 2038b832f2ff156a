import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiDescription } from '#platform/module';
import { operationsApi } from '#platform/operations';
import { contextOf } from '../cli/installation.ts';
import { openTestHouse, type TestHouse } from './house.ts';

// What programs may ask is described, what is described can be asked, and answers are as they are described. Routes are not
// listed here: a new one takes part by itself.

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse(new Map());
}, 180_000);
afterAll(() => house.close());

const descriptions = (): ApiDescription[] => [
  ...house.installation.modules.flatMap(({ openApi }) => openApi ?? []),
  operationsApi,
];
const operations = () => descriptions().flatMap((one) => one.operations);
/** `/` at the end is the same address. */
const bare = (url: string) => url.replace(/(.)\/$/, '$1');

type OpenApi = {
  readonly paths: Record<string, Record<string, { operationId: string; summary: string }>>;
  readonly components: { readonly schemas: Record<string, object> };
};
const document = async (lang: string) => (await house.app.inject(`/api/openapi.json?lang=${lang}`)).json<OpenApi>();

describe('the description', () => {
  it('names every route for machines, and no route that does not exist', () => {
    const described = new Set(
      operations().flatMap(({ method, paths }) => paths.map((path) => `${method.toUpperCase()} ${bare(path)}`)),
    );
    const routes = house.routes.map(({ method, url, machine }) => ({ key: `${method} ${bare(url)}`, machine }));
    expect(described.size).toBeGreaterThan(40);
    const machine = new Set(routes.filter((route) => route.machine).map(({ key }) => key));
    expect([...machine].filter((key) => !described.has(key))).toEqual([]);
    const known = new Set(routes.map(({ key }) => key));
    expect([...described].filter((key) => !known.has(key))).toEqual([]);
  });

  it.each(['de', 'en'])('is OpenAPI 3.1 in %s, as its meta-schema says, with texts everywhere', async (lang) => {
    const found = await document(lang);
    const { valid, errors } = await new Validator().validate(structuredClone(found));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    const ids = Object.values(found.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(new Set(ids).size).toBe(ids.length);
    const text = JSON.stringify(found);
    expect(text).not.toMatch(/"[^"]*staff\.[\w.-]+"/);
    for (const [, ref = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(found.components.schemas, ref).toHaveProperty([ref]);
  });

  it('stands with the paths of the standard at the root of HSDS, for one district and for all', async () => {
    for (const root of ['/hsds/3', `/hsds/3/${house.full.slug}`]) {
      const about = (await house.app.inject(root)).json<{ openapi_url: string; profile: string }>();
      const found = (await house.app.inject(new URL(about.openapi_url).pathname)).json<
        OpenApi & { servers: { url: string }[] }
      >();
      expect((await new Validator().validate(structuredClone(found))).errors).toBeUndefined();
      expect(Object.keys(found.paths)).toEqual(
        expect.arrayContaining([
          '/',
          '/services',
          '/services/{id}',
          '/organizations',
          '/service_at_locations',
          '/taxonomy_terms',
        ]),
      );
      expect((await house.app.inject(`${new URL(found.servers[0]?.url ?? '').pathname}/services`)).statusCode).toBe(200);
      expect((await house.app.inject(new URL(about.profile).pathname)).statusCode).toBe(200);
    }
  });
});

describe('an answer', () => {
  it('is of the type and shape that is described, in every example', async () => {
    const { components } = await document('en');
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'api', components });
    const context = contextOf(house.installation, house.full.slug, 'open-api test');
    let checked = 0;
    const faults: string[] = [];
    const asked = await Promise.all(
      operations().map(async (operation) => ({ operation, addresses: [(await operation.example?.(context)) ?? []].flat() })),
    );
    for (const { operation, addresses } of asked) {
      const { id, answer, status = 200 } = operation;
      for (const address of addresses) {
        const found = await house.app.inject({ url: address, headers: { accept: 'application/json' } });
        checked += 1;
        const type = String(found.headers['content-type'] ?? '').split(';')[0] ?? '';
        const schema = answer[type];
        if (found.statusCode !== status || !schema) faults.push(`${id}: ${found.statusCode} ${type} for ${address}`);
        else if (/json/.test(type)) {
          const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')));
          if (!validate(found.json())) faults.push(`${id}: ${JSON.stringify(validate.errors?.slice(0, 2))}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(checked).toBeGreaterThan(35);
  });
});

describe('the reference', () => {
  it.each(['de', 'en'])('shows every operation with its address in %s', async (lang) => {
    const groups = new Set(operations().map(({ group }) => group));
    const overview = (await house.app.inject(`/api?lang=${lang}`)).body;
    for (const group of groups) {
      const page = await house.app.inject(`/api/${group}?lang=${lang}`);
      expect(page.statusCode, group).toBe(200);
      expect(page.body).toContain(`lang="${lang}"`);
      for (const { id } of operations().filter((one) => one.group === group)) {
        expect(overview).toContain(`/api/${group}#${id}`);
        expect(page.body).toContain(`id="${id}"`);
      }
      expect(page.body).not.toMatch(/staff\.[a-z]/);
    }
    expect((await house.app.inject('/api/nichts')).statusCode).toBe(404);
  });
});
