import { Readable } from 'node:stream';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import type { OptionGroup } from '#platform/ui';
import { offerKinds } from '../../model/vocabulary.ts';
import { EntriesPage, entryStates } from '../../pages/staff/entries.tsx';
import { type ExportFormat, exportEntries, type ListQuery } from '../../service/exporting.ts';
import { categoryName, type FormGround } from '../../service/ground.ts';
import { readEntries } from '../../service/listing.ts';
import { addressWith, chosen, townOptions } from './inbox.tsx';
import { deskFrame, one, root, staffBase } from './parts.ts';
import { deskWords } from './words.ts';

const pageSize = 50;
const sorts = ['updated', 'name', 'confirmed'] as const;

interface ListAddress {
  readonly query: ListQuery;
  /** As it stands in the address, cleaned: what cannot be understood is left out, and said beside its field. */
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly order: { readonly by: (typeof sorts)[number]; readonly descending: boolean };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00Z`);
  return /^[12]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Reads the address of the list; it can be kept as a bookmark, so it says everything. */
function readAddress(request: FastifyRequest, ground: FormGround): ListAddress {
  const sent = formValues(request.query);
  const kind = chosen(one(sent, 'art'), ['organisation', ...offerKinds] as const);
  const town = ground.towns.has(one(sent, 'ort')) ? one(sent, 'ort') : undefined;
  const category = kind === 'organisation' ? undefined : ground.categories.find(one(sent, 'thema'))?.id;
  const state = chosen(one(sent, 'stand'), entryStates);
  const text = one(sent, 'q').slice(0, 100) || undefined;
  const before = one(sent, 'bestaetigt_vor');
  const by = chosen(one(sent, 'sortierung'), sorts) ?? 'updated';
  const direction = chosen(one(sent, 'richtung'), ['auf', 'ab'] as const);
  const wrongDay = before !== '' && !isDay(before);
  return {
    query: {
      kind: kind === 'organisation' ? kind : 'offer',
      offerKind: kind === 'organisation' ? undefined : kind,
      town,
      category,
      state,
      text,
      confirmedBefore: before && !wrongDay ? before : undefined,
    },
    values: {
      q: text ?? '',
      art: kind ?? '',
      ort: town ?? '',
      thema: category ?? '',
      stand: state ?? '',
      bestaetigt_vor: before.slice(0, 20),
      sortierung: by === 'updated' ? '' : by,
      richtung: direction ?? '',
    },
    errors: wrongDay ? { bestaetigt_vor: request.visit.t('http:field.date') } : {},
    order: { by, descending: direction ? direction === 'ab' : by === 'updated' },
  };
}

function categoryOptions(context: Context, { categories }: FormGround): OptionGroup[] {
  const name = (id: string) => categoryName(context, categories, id);
  return categories.tops.map((top) => ({
    label: name(top.id),
    options: [
      { value: top.id, label: context.t('directory:staff.entries.whole_category', { name: name(top.id) }) },
      ...categories.leavesOf(top.id).map(({ id }) => ({ value: id, label: name(id) })),
    ],
  }));
}

async function entries(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const { ground, words } = await deskWords(context);
  const { query, values, errors, order } = readAddress(request, ground);
  const after = one((request.query ?? {}) as Record<string, unknown>, 'nach') || undefined;
  const path = `${staffBase(context)}/eintraege`;
  const list = await readEntries(context, query, { order, after, limit: pageSize });
  const kinds = [...offerKinds.map((value) => ({ value, label: context.t(`directory:kind.${value}`) }))];
  return reply.page(
    <EntriesPage
      frame={await deskFrame(context)}
      list={list}
      values={values}
      errors={errors}
      organisations={query.kind === 'organisation'}
      towns={await townOptions(context)}
      kinds={[...kinds, { value: 'organisation', label: context.t('directory:staff.entries.organisations') }]}
      categories={categoryOptions(context, ground)}
      townName={words.town}
      order={order}
      sortHref={(by, descending) =>
        addressWith(path, { ...values, sortierung: by === 'updated' ? '' : by, richtung: descending ? 'ab' : 'auf' })
      }
      first={after && addressWith(path, values)}
      next={list.next && addressWith(path, { ...values, nach: list.next })}
      exports={{ csv: addressWith(`${path}.csv`, values), xlsx: addressWith(`${path}.xlsx`, values) }}
    />,
    Object.keys(errors).length ? 422 : 200,
  );
}

const types: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const exportRoute = (format: ExportFormat) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { context } = request;
  const { ground } = await deskWords(context);
  const { query, errors } = readAddress(request, ground);
  if (Object.keys(errors).length) return reply.refuse(422);
  const pieces = await exportEntries(context, query, format);
  return reply
    .type(types[format])
    .header('content-disposition', `attachment; filename="${query.kind === 'offer' ? 'angebote' : 'organisationen'}.${format}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(pieces));
};

export function entriesRoutes(app: App): void {
  const config = { access: 'directory.edit' } as const;
  app.get(`${root}/eintraege`, { config }, entries);
  app.get(`${root}/eintraege.csv`, { config }, exportRoute('csv'));
  app.get(`${root}/eintraege.xlsx`, { config }, exportRoute('xlsx'));
}
