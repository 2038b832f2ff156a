import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidPattern, uuidv7 } from '#platform/crypto';
import { interfaceLanguages } from '#platform/i18n';
import { openStage, type Stage, useDatabase } from '#testing';
import { hsdsSchemas, pageOfSchema } from '../model/hsds/schemas.ts';
import { createDirectoryModule } from '../module.ts';
import { loadDemonstration } from '../service/demonstration.ts';
import { createEntry } from '../service/editing.ts';
import { taxonomyId, termId, topicId } from '../service/hsds/taxonomies.ts';
import { offer, organisation } from '../testing/district.ts';
import { openTestWiring } from '../testing/wiring.ts';

const database = useDatabase();
let stage: Stage;
const wiring = openTestWiring();
beforeAll(async () => {
  const installation = () => ({ tenants: stage.tenants, database, publicUrl: 'http://localhost' });
  stage = await openStage(database, [createDirectoryModule({ ...wiring, installation })]);
  await loadDemonstration(stage.context({ tenant: stage.there }));
  await loadDemonstration(stage.context({ tenant: stage.here }));
  await stage.tenants.refresh();
}, 120_000);
afterAll(async () => {
  await stage.close();
  wiring.close();
});

type Json = Record<string, unknown>;
interface Page {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Json[];
}

const base = '/hsds/3/guetersloh';
async function get<T = Page>(path: string): Promise<T> {
  const answer = await stage.get(path);
  expect(answer.statusCode, `${path}: ${answer.body.slice(0, 500)}`).toBe(200);
  return answer.json<T>();
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'hsds', components: { schemas: hsdsSchemas } });
/** Says what is wrong with an answer; schemas of the standard are open, ours under `dreiklang` too. */
function faults(schema: object, value: unknown): unknown[] {
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"hsds#/')));
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 5);
}
const one = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Every key that occurs, with the kind of object it occurs in. */
function unknownKeys(name: string, value: unknown): string[] {
  const schema = hsdsSchemas[name] as { properties: Record<string, Json> } | undefined;
  if (!schema || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = schema.properties[key];
    if (!field) return [`${name}.${key}`];
    const { $ref, items } = field as { $ref?: string; items?: { $ref?: string } };
    const next = ($ref ?? items?.$ref ?? '').split('/').at(-1) ?? '';
    return next ? [inner].flat().flatMap((one) => unknownKeys(next, one)) : [];
  });
}

function eachValue(value: unknown, see: (key: string, value: unknown) => void, key = ''): void {
  see(key, value);
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) eachValue(inner, see, Array.isArray(value) ? key : name);
}

const lists = ['services', 'organizations', 'service_at_locations', 'taxonomies', 'taxonomy_terms'] as const;
const objectOf = {
  services: ['service_list', 'service'],
  organizations: ['organization_list', 'organization'],
  service_at_locations: ['service_at_location_list', 'service_at_location'],
  taxonomies: ['taxonomy', 'taxonomy'],
  taxonomy_terms: ['taxonomy_term', 'taxonomy_term'],
} as const;

describe('every answer over the demonstration', () => {
  it.each(['/hsds/3', base])(
    'of %s keeps to the standard, with nothing empty, nothing null and no key of its own but one',
    async (root) => {
      for (const path of lists) {
        const [listed, whole] = objectOf[path];
        for (const [query, name] of [
          ['', listed],
          ['&full=true', whole],
        ] as const) {
          if (query && path.startsWith('taxonom')) continue;
          const answer = await get(`${root}/${path}?per_page=500${query}`);
          expect(answer.size, path).toBeGreaterThan(5);
          expect(faults(pageOfSchema(name), answer), `${path}${query}`).toEqual([]);
          expect([...new Set(answer.contents.flatMap((entry) => unknownKeys(name, entry)))], path).toEqual([]);
          eachValue(answer.contents, (key, value) => {
            expect(value, key).not.toBeNull();
            expect(value, key).not.toBe('');
            if (Array.isArray(value)) expect(value.length, key).toBeGreaterThan(0);
            if (key === 'id' || (key.endsWith('_id') && typeof value === 'string')) expect(value, key).toMatch(uuidPattern);
          });
        }
      }
    },
  );

  it('gives each thing of a list by its id, the same as in the full list', async () => {
    for (const path of lists) {
      const { contents } = await get(`${base}/${path}?per_page=500${path.startsWith('taxonom') ? '' : '&full=true'}`);
      for (const entry of contents.slice(0, 15)) {
        const single = await get<Json>(`${base}/${path}/${entry.id}`);
        expect(single, path).toEqual(entry);
        expect(faults(one(objectOf[path][1]), single)).toEqual([]);
        expect(await get<Json>(`/hsds/3/${path}/${entry.id}`)).toEqual(path.startsWith('taxonom') ? expect.anything() : single);
      }
    }
  });

  it('has ids that are told apart, and are the same with every call', async () => {
    const { contents } = await get(`${base}/services?per_page=500&full=true`);
    for (const kind of ['schedules', 'languages', 'cost_options', 'required_documents', 'attributes', 'service_areas']) {
      const ids = contents.flatMap((service) => ((service[kind] as Json[] | undefined) ?? []).map(({ id }) => id));
      expect(ids.length, kind).toBeGreaterThan(0);
      expect(new Set(ids).size, kind).toBe(ids.length);
    }
    expect(await get(`${base}/services?per_page=500&full=true`)).toEqual(expect.objectContaining({ contents }));
  });

  it('is the sum of the districts', async () => {
    const [all, here, there] = await Promise.all(
      ['/hsds/3', '/hsds/3/recklinghausen', base].map((root) => get(`${root}/services?per_page=1`)),
    );
    expect(all?.total_items).toBe((here?.total_items ?? 0) + (there?.total_items ?? 0));
  });
});

describe('a list', () => {
  it('has every thing once over its pages, and nothing beyond the end', async () => {
    const { total_items: total } = await get(`${base}/services?per_page=1`);
    const pages = Math.ceil(total / 7);
    const ids: unknown[] = [];
    for (let page = 1; page <= pages; page++) {
      const answer = await get(`${base}/services?per_page=7&page=${page}`);
      expect(answer).toMatchObject({
        total_items: total,
        total_pages: pages,
        page_number: page,
        first_page: page === 1,
        last_page: page === pages,
        empty: false,
        size: answer.contents.length,
      });
      ids.push(...answer.contents.map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(total);
    for (const page of [pages + 1, 999_999_999]) {
      const beyond = await get(`${base}/services?per_page=7&page=${page}`);
      expect(beyond).toMatchObject({
        total_items: total,
        size: 0,
        empty: true,
        last_page: true,
        first_page: false,
        contents: [],
      });
    }
  });

  it('comes as one object a line, all of it', async () => {
    for (const path of lists) {
      const { total_items: total } = await get(`${base}/${path}?per_page=1`);
      const answer = await stage.get(`${base}/${path}?format=ndjson`);
      expect(answer.headers['content-type']).toContain('application/x-ndjson');
      const objects = answer.body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Json);
      expect(objects.length, path).toBe(total);
      expect(new Set(objects.map(({ id }) => id)).size).toBe(total);
    }
  });

  it('says with `minimal` only what changed when, all at once', async () => {
    const { total_items: total } = await get(`${base}/services?per_page=1`);
    const answer = await get(`${base}/services?minimal=true`);
    expect(answer.contents.length).toBe(total);
    expect(faults(pageOfSchema('service_minimal'), answer)).toEqual([]);
    expect(Object.keys(answer.contents[0] ?? {})).toEqual(['id', 'modified_date']);
    expect((await get(`${base}/services?minimal=true&per_page=3&page=2`)).contents).toEqual(answer.contents.slice(3, 6));
  });
});

describe('filters', () => {
  const full = () => get(`${base}/services?per_page=500&full=true`);
  const ids = ({ contents }: Page) => contents.map(({ id }) => id).sort();
  const own = ({ dreiklang }: Json) => dreiklang as Json;

  it('find by words of any language what is there in German only', async () => {
    const found = await get(`${base}/services?search=${encodeURIComponent('دورة لغة ألمانية')}&lang=ar&full=true`);
    const course = topicId(stage.there.id, 'german-courses');
    const topics = found.contents.map(({ attributes }) => (attributes as Json[]).map((one) => one.taxonomy_term_id));
    expect(topics.some((ids) => ids.includes(course))).toBe(true);
    expect((await get(`${base}/services?search=xyzzyxyzzy`)).empty).toBe(true);
    expect((await get(`${base}/services?search=%25%26%7C%21`)).empty).toBe(true);
  });

  it('find by term and by vocabulary', async () => {
    const services = (await full()).contents;
    const has = (term: string) => (service: Json) =>
      (service.attributes as Json[]).some(({ taxonomy_term_id: id }) => id === term);
    for (const term of [
      topicId(stage.there.id, 'german-courses'),
      termId('audiences', 'women'),
      termId('kinds', 'volunteering'),
      termId('german-levels', 'A1'),
      termId('residence', 'asylum-seeker'),
    ]) {
      const expected = services
        .filter(has(term))
        .map(({ id }) => id)
        .sort();
      expect(ids(await get(`${base}/services?per_page=500&taxonomy_term_id=${term}`)), term).toEqual(expected);
    }
    const inTaxonomy = (code: 'audiences' | 'residence' | 'german-levels') => (service: Json) =>
      (service.attributes as Json[]).some(({ taxonomy_term: term }) => (term as Json).taxonomy_id === taxonomyId(code));
    for (const code of ['audiences', 'residence', 'german-levels'] as const)
      expect(ids(await get(`${base}/services?per_page=500&taxonomy_id=${taxonomyId(code)}`)), code).toEqual(
        services
          .filter(inTaxonomy(code))
          .map(({ id }) => id)
          .sort(),
      );
    // The upper topic finds what stands below it.
    const upper = await get(`${base}/services?per_page=500&taxonomy_term_id=${topicId(stage.there.id, 'language')}`);
    expect(upper.total_items).toBeGreaterThan(services.filter(has(topicId(stage.there.id, 'german-courses'))).length);
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await get(`${base}/services?taxonomy_term_id=${nobody}`)).empty).toBe(true);
  });

  it('find by provider, by change, by age and by time, and all of them at once', async () => {
    const services = (await full()).contents;
    const [first] = services;
    const provider = String(first?.organization_id);
    const mine = services.filter((service) => service.organization_id === provider);
    expect(ids(await get(`${base}/services?per_page=500&organization_id=${provider}`))).toEqual(mine.map(({ id }) => id).sort());
    expect((await get(`${base}/services?modified_after=2999-01-01`)).empty).toBe(true);
    expect((await get(`${base}/services?modified_after=2026-01-01T00:00:00Z`)).total_items).toBe(services.length);
    const young = services.filter(
      ({ maximum_age: most = 200, minimum_age: least = 0 }) => Number(least) <= 12 && Number(most) >= 8,
    );
    expect(ids(await get(`${base}/services?per_page=500&minimum_age=8&maximum_age=12`))).toEqual(
      young.map(({ id }) => id).sort(),
    );
    const tuesdays = await get(`${base}/services?per_page=500&full=true&day=TU&start_time=08:00&end_time=22:00`);
    expect(tuesdays.total_items).toBeGreaterThan(0);
    expect(tuesdays.total_items).toBeLessThan(services.length);
    const none = await get(`${base}/services?organization_id=${provider}&modified_after=2999-01-01`);
    expect(none.total_items).toBe(0);
  });

  it('find by postcode whom an offer is for, and by distance where it is', async () => {
    const all = (await get(`${base}/service_at_locations?per_page=500`)).total_items;
    const near = await get(`${base}/service_at_locations?per_page=500&postcode=33330&proximity=4000`);
    expect(near.total_items).toBeGreaterThan(0);
    expect(near.total_items).toBeLessThan(all);
    const everywhere = await get(`${base}/service_at_locations?per_page=500&postcode=33330&proximity=200000`);
    expect(everywhere.total_items).toBe(all);
    const meant = await get(`${base}/service_at_locations?per_page=500&postcode=33330`);
    expect(meant.total_items).toBeGreaterThan(0);
    expect((await get(`${base}/service_at_locations?postcode=01067`)).empty).toBe(true);
  });

  it('find terms by vocabulary, above and below', async () => {
    const topics = `${base}/taxonomy_terms?per_page=500&taxonomy_id=${taxonomyId('topics')}`;
    const tops = await get(`${topics}&top_only=true`);
    expect(tops.contents.every(({ parent_id: parent }) => parent === undefined)).toBe(true);
    const below = await Promise.all(tops.contents.map(({ id }) => get(`${base}/taxonomy_terms?per_page=500&parent_id=${id}`)));
    const count = below.reduce((sum, { total_items: total }) => sum + total, tops.total_items);
    expect((await get(topics)).total_items).toBe(count);
  });

  it('show organizations with ids of their services, or with all of them', async () => {
    const { contents } = await get(`${base}/organizations?per_page=500&full=true`);
    const some = contents.find(({ services }) => (services as Json[] | undefined)?.length);
    const brief = await get<Json>(`${base}/organizations/${some?.id}`);
    const whole = await get<Json>(`${base}/organizations/${some?.id}?full_service=true`);
    expect((whole.services as Json[]).map(({ id }) => id).sort()).toEqual((brief.services as Json[]).map(({ id }) => id).sort());
    expect(faults(one('service'), (whole.services as Json[])[0])).toEqual([]);
    expect(own(brief).kind).toBeTruthy();
  });
});

describe('a wrong query', () => {
  it.each([
    ['services?page=0', 'page'],
    ['services?page=-1', 'page'],
    ['services?page=zwei', 'page'],
    ['services?per_page=0', 'per_page'],
    ['services?per_page=501', 'per_page'],
    ['services?per_page=1e2', 'per_page'],
    ['services?format=xml', 'format'],
    ['services?taxonomy_term_id=deutsch', 'taxonomy_term_id'],
    ['services?modified_after=gestern', 'modified_after'],
    ['services?modified_after=2026-13-45', 'modified_after'],
    ['services?minimal=ja', 'minimal'],
    ['services?day=Montag', 'day'],
    ['services?start_time=25:00', 'start_time'],
    ['services?start_time=18:00&end_time=09:00', 'end_time'],
    ['services?minimum_age=20&maximum_age=10', 'maximum_age'],
    ['services?postcode=33330', 'postcode'],
    ['services?lang=klingon', 'lang'],
    ['services?seite=2', 'seite'],
    ['services?page=1&page=2', 'page'],
    ['services?format=ndjson&page=2', 'page'],
    ['service_at_locations?proximity=500', 'proximity'],
    ['service_at_locations?postcode=333', 'postcode'],
    ['taxonomy_terms?top_only=vielleicht', 'top_only'],
  ])('%s is answered with a sentence about %s', async (path, parameter) => {
    const answer = await stage.get(`${base}/${path}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const { detail, errors } = answer.json<{ detail: string; errors: { pointer: string; detail: string }[] }>();
    expect(errors.map(({ pointer }) => pointer)).toContain(parameter);
    expect(detail).toContain(`„${parameter === 'seite' ? 'seite' : ''}`);
    expect(detail).not.toMatch(/staff\.hsds|\{\{/);
  });

  it.each(['services', 'organizations', 'service_at_locations', 'taxonomies', 'taxonomy_terms'])(
    'an id of %s that nobody has is 404, whatever it looks like',
    async (path) => {
      for (const id of ['00000000-0000-4000-8000-000000000000', 'x', '%00', "'", '..%2f..']) {
        const answer = await stage.get(`${base}/${path}/${id}`);
        expect(answer.statusCode, id).toBe(404);
        expect(answer.headers['content-type']).toContain('application/problem+json');
      }
    },
  );

  it("another district's things are not here", async () => {
    const { contents } = await get('/hsds/3/recklinghausen/services?per_page=3');
    for (const { id } of contents) expect((await stage.get(`${base}/services/${id}`)).statusCode).toBe(404);
    expect((await stage.get('/hsds/3/atlantis/services')).statusCode).toBe(404);
  });
});

describe('what is protected', () => {
  const street = 'Geheimer Weg 7';
  const place = {
    name: 'Schutzhaus',
    street,
    postcode: '33330',
    city: 'Gütersloh',
    lat: 51.90651,
    lon: 8.37851,
    accessibility: [],
  };
  const contact = { role: 'Leitung', phone: '05241 12345', email: 'haus@example.org' };
  const house = (visibility: 'public' | 'partial' | 'hidden') => ({
    place: { ...place, visibility },
    contactPoints: [{ topic: 'Aufnahme', role: 'Leitstelle', phone: '05241 777' }],
    tasks: ['Schutz'],
  });
  const add = async (name: string, visibility: 'public' | 'partial' | 'hidden', person: object = {}) => {
    const staff = stage.context({ tenant: stage.there, actor: stage.add('staff', 'ki_staff', null, stage.there) });
    const provider = await createEntry(
      staff,
      'organisation',
      { ...organisation, ...house(visibility), name: `Träger ${name}` },
      uuidv7(),
    );
    if (!provider.ok) throw new Error(JSON.stringify(provider));
    const content = {
      ...offer,
      name,
      organisation: provider.value.slug,
      place: { ...place, visibility },
      contact: { ...contact, ...person },
    };
    const made = await createEntry(staff, 'offer', content, uuidv7());
    if (!made.ok) throw new Error(JSON.stringify(made));
    await stage.tenants.refresh();
    return made.value.entryId;
  };

  it('an address that is hidden leaves no trace, one partly hidden only its area', async () => {
    const [open, partial, hidden] = [await add('Offen', 'public'), await add('Halb', 'partial'), await add('Zu', 'hidden')];
    const whole = await get<Json>(`${base}/services/${open}`);
    expect(JSON.stringify(whole)).toContain(street);
    expect(faults(one('service'), whole)).toEqual([]);
    expect(whole.phones).toMatchObject([{ number: '05241 12345', type: 'voice' }]);
    expect(whole.contacts).toMatchObject([{ title: 'Leitung', email: 'haus@example.org' }]);

    const provider = async (service: Json) => get<Json>(`${base}/organizations/${service.organization_id}`);
    const seen = await provider(whole);
    expect(faults(one('organization'), seen)).toEqual([]);
    expect(unknownKeys('organization', seen)).toEqual([]);
    expect(seen.locations).toMatchObject([{ addresses: [{ address_1: street }] }]);
    expect(seen.contacts).toMatchObject([{ department: 'Aufnahme', title: 'Leitstelle', phones: [{ number: '05241 777' }] }]);

    const half = await get<Json>(`${base}/services/${partial}`);
    const area = await provider(half);
    expect(area.locations).toMatchObject([{ latitude: 51.91, longitude: 8.38 }]);
    expect(JSON.stringify(area)).not.toMatch(/Geheimer|Schutzhaus/);
    const [link] = half.service_at_locations as Json[];
    expect(link?.location).toMatchObject({ latitude: 51.91, longitude: 8.38, name: '33330 Gütersloh' });
    expect(JSON.stringify(half)).not.toMatch(/Geheimer|Schutzhaus|51\.9065/);
    expect(faults(one('service'), half)).toEqual([]);

    const closed = await get<Json>(`${base}/services/${hidden}`);
    expect(closed).not.toHaveProperty('service_at_locations');
    expect(await provider(closed)).not.toHaveProperty('locations');
    expect(JSON.stringify(closed)).not.toMatch(/Geheimer|Schutzhaus|51\.9|33330/);
    const links = await get(`${base}/service_at_locations?per_page=500`);
    const linked = links.contents.map(({ service_id: id }) => id);
    expect(linked).toEqual(expect.arrayContaining([open, partial]));
    expect(linked).not.toContain(hidden);
  });

  it('a person who agreed to be named on the page is named there, and passed on to nobody', async () => {
    const id = await add('Mit Person', 'public', { person: 'Frau Beispiel', consentUntil: '2027-06-30' });
    const path = '/guetersloh/de/angebote/mit-person';
    expect((await stage.get(path)).body).toContain('Frau Beispiel');
    const files = ['offers.csv', 'offers.geojson'].map((name) => `/open-data/guetersloh/${name}`);
    for (const address of [`${base}/services/${id}`, `${base}/services?format=ndjson&full=true`, ...files]) {
      const { body } = await stage.get(address);
      expect(body, address).toContain('Mit Person');
      const [line = ''] = body.split('\n').filter((one) => one.includes('Mit Person'));
      expect(line, address).not.toMatch(/Frau Beispiel|05241 12345|haus@example/);
      expect(line).not.toContain('consentUntil');
    }
  });
});

describe('what machines rely on', () => {
  it('the root names version, profile and description', async () => {
    for (const root of ['/hsds/3/', '/hsds/3', `${base}/`, base]) {
      const about = await get<Json>(root);
      expect(faults(one('about'), about)).toEqual([]);
    }
  });

  it('is open to every website, tagged, and not sent again until something is published', async () => {
    const path = `${base}/services?per_page=2`;
    const first = await stage.get(path);
    const { etag, 'last-modified': modified } = first.headers;
    expect(first.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
    // Once more, so that the third comes out of the cache before the router.
    expect((await stage.get(path, undefined, { 'if-none-match': String(etag) })).statusCode).toBe(304);
    expect((await stage.get(path, undefined, { 'if-none-match': `"x", ${etag}` })).statusCode).toBe(304);
    expect((await stage.get(path, undefined, { 'if-modified-since': String(modified) })).statusCode).toBe(304);
    expect((await stage.get(path, undefined, { 'if-none-match': '"x"', 'if-modified-since': String(modified) })).statusCode).toBe(
      200,
    );
    expect((await stage.get(path, undefined, { 'if-modified-since': new Date(0).toUTCString() })).statusCode).toBe(200);
  });

  it('says in every language which language each text is really in', async () => {
    for (const { tag } of interfaceLanguages) {
      const { contents } = await get(`${base}/services?per_page=500&full=true&lang=${tag}`);
      for (const service of contents) {
        const languages = (service.dreiklang as Json).languages_of_texts as Record<string, string>;
        expect([tag, 'de']).toContain(languages.name);
        expect(languages).toHaveProperty('description');
      }
      expect(faults(pageOfSchema('service'), { ...(await get(`${base}/services?full=true&lang=${tag}`)) })).toEqual([]);
    }
    const arabic = await get(`${base}/services?per_page=500&lang=ar`);
    const translated = arabic.contents.filter(
      ({ dreiklang }) => ((dreiklang as Json).languages_of_texts as Json).description === 'ar',
    );
    expect(translated.length).toBeGreaterThan(0);
    for (const { description } of translated) expect(String(description)).toMatch(/\p{Script=Arabic}/u);
  });
});
