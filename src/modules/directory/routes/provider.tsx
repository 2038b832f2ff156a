import type { Context } from '#platform/access';
import { uuidPattern, uuidv7 } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import { failureKey, failures } from '../failures.ts';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { translationOf } from '../model/field-text.ts';
import { offerFormSchema, offerFormValues } from '../model/form/offer.ts';
import { organisationFormSchema, organisationFormValues } from '../model/form/organisation.ts';
import { type FormValues, text, texts } from '../model/form/values.ts';
import { OwnEditPage } from '../pages/proposals/provider-edit.tsx';
import { OwnListPage, type OwnRow } from '../pages/proposals/provider-list.tsx';
import { formChoices } from '../service/form-choices.ts';
import { readFormGround } from '../service/ground.ts';
import {
  confirmOwn,
  listOwn,
  listOwnOrganisations,
  proposeOwnEdit,
  proposeOwnOffer,
  readOwn,
  withdrawOwn,
} from '../service/providing.ts';
import type { Content } from '../service/reviewing.ts';
import type { Entry } from '../store/entries.ts';
import type { EntryRow } from '../store/entry-list.ts';
import { baseOfForm, errorsOf, type ShownEdit, submissionKeyOf } from './posted.ts';

const access = 'directory.provide';
const pageLength = 50;

const baseOf = ({ tenant }: Context) => `/intern/${tenant.slug}/meine-angebote`;
const valuesOf = (kind: Entry['kind'], content: Content) =>
  kind === 'offer' ? offerFormValues(content as OfferContent) : organisationFormValues(content as OrganisationContent);

function rowOf(context: Context): (entry: EntryRow) => OwnRow {
  const date = new Intl.DateTimeFormat(context.language.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (entry) => ({
    id: entry.id,
    name: entry.name,
    editHref: `${baseOf(context)}/${entry.id}`,
    state: entry.publishedVersion === null ? (entry.waiting ? 'new' : 'none') : entry.waiting ? 'waiting' : 'public',
    confirmed:
      entry.confirmedOn === null
        ? context.t('directory:staff.provider.never')
        : date.format(new Date(`${entry.confirmedOn}T00:00Z`)),
    selectable: entry.publishedVersion !== null,
  });
}

async function choicesFor(context: Context, kept: readonly string[] = []) {
  const own = await listOwnOrganisations(context);
  return {
    ...formChoices(context, await readFormGround(context), kept),
    organisations: own.map(({ slug, name }) => ({ value: slug, label: name })),
  };
}

/** Routes of provider accounts: the own entries, their editing, new offers, "all still right". */
export function providerRoutes(app: App): void {
  const base = '/intern/:district/meine-angebote';

  app.get(base, { config: { access } }, async ({ context, query }, reply) => {
    const after = text(formValues(query), 'nach');
    const { organisations, offers } = await listOwn(context, after, pageLength + 1);
    const page = offers.slice(0, pageLength);
    const next = offers.length > pageLength ? page.at(-1)?.cursor : undefined;
    return reply.page(
      <OwnListPage
        organisations={organisations.map(rowOf(context))}
        offers={page.map(rowOf(context))}
        newHref={`${baseOf(context)}/neu`}
        confirmAction={`${baseOf(context)}/bestaetigen`}
        nextHref={next ? `${baseOf(context)}?nach=${encodeURIComponent(next)}` : undefined}
      />,
    );
  });

  app.post(`${base}/bestaetigen`, { config: { access } }, async ({ context, body }, reply) => {
    const ids = texts(formValues(body), 'entries').filter((id) => uuidPattern.test(id));
    const confirmed = await confirmOwn(context, ids.slice(0, 500));
    return reply.redirectWithNotice(
      baseOf(context),
      confirmed ? 'success' : 'warning',
      confirmed ? 'directory:staff.provider.confirmed' : 'directory:staff.provider.confirm.none',
    );
  });

  const showNew = async (
    request: FastifyRequest,
    reply: FastifyReply,
    values: FormValues,
    errors: Readonly<Record<string, string>> = {},
    status = 200,
  ) => {
    const { context } = request;
    const choices = await choicesFor(context);
    const [only] = choices.organisations;
    const filled =
      choices.organisations.length === 1 && only && !text(values, 'organisation')
        ? { ...values, organisation: only.value }
        : values;
    const page = (
      <OwnEditPage
        kind="offer"
        action={`${baseOf(context)}/neu`}
        listHref={baseOf(context)}
        hidden={{ submissionKey: text(values, 'submissionKey') ?? uuidv7() }}
        values={filled}
        errors={errors}
        choices={choices}
      />
    );
    return reply.page(page, status);
  };

  app.get(`${base}/neu`, { config: { access } }, (request, reply) => showNew(request, reply, {}));

  app.post(`${base}/neu`, { config: { access } }, async (request, reply) => {
    const { context } = request;
    const values = formValues(request.body);
    if (text(values, 'more') !== undefined) return showNew(request, reply, values);
    const parsed = parseForm(offerFormSchema(), values, context.t);
    if (!parsed.ok) return showNew(request, reply, values, parsed.errors, 422);
    const result = await proposeOwnOffer(context, {
      content: parsed.data.offer,
      message: text(values, 'message')?.slice(0, 2000),
      submissionKey: submissionKeyOf(values),
    });
    if (result.ok) return reply.redirectWithNotice(baseOf(context), 'success', 'directory:staff.provider.submitted');
    if (result.code === 'entry.not_found') return reply.refuse(404);
    return showNew(request, reply, values, errorsOf(context, result), failures[result.code].status);
  });

  const idOf = (request: FastifyRequest) => {
    const id = text(formValues(request.params), 'id') ?? '';
    return uuidPattern.test(id) ? id : undefined;
  };

  const showEdit = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { entry, version, base: from, values, errors = {}, conflict, status = 200 }: ShownEdit,
  ) => {
    const { context } = request;
    const href = `${baseOf(context)}/${entry.id}`;
    const kept = entry.kind === 'offer' ? (version.content as OfferContent).categories : [];
    const page = (
      <OwnEditPage
        kind={entry.kind}
        name={entry.name}
        action={href}
        listHref={baseOf(context)}
        hidden={{ base: from }}
        values={values}
        errors={errors}
        choices={await choicesFor(context, kept)}
        withdrawAction={
          version.state === 'proposed' && version.authorKind === 'provider'
            ? `${href}/zurueckziehen/${version.version}`
            : undefined
        }
        rejection={version.state === 'rejected' ? (version.reason ?? '') : undefined}
        conflict={conflict}
      />
    );
    return reply.page(page, status);
  };

  app.get(`${base}/:id`, { config: { access } }, async (request, reply) => {
    const id = idOf(request);
    const found = id ? await readOwn(request.context, id) : undefined;
    if (!found?.ok) return reply.refuse(404);
    const { entry, version } = found.value;
    return showEdit(request, reply, { entry, version, base: version.version, values: valuesOf(entry.kind, version.content) });
  });

  app.post(`${base}/:id`, { config: { access } }, async (request, reply) => {
    const { context } = request;
    const id = idOf(request);
    const found = id ? await readOwn(context, id) : undefined;
    if (!found?.ok) return reply.refuse(404);
    const { entry, version } = found.value;
    const values = formValues(request.body);
    const from = baseOfForm(values, version);
    const again = (changes: Partial<ShownEdit>) => showEdit(request, reply, { entry, version, base: from, values, ...changes });
    if (text(values, 'more') !== undefined) return again({});
    const parsed =
      entry.kind === 'offer'
        ? parseForm(offerFormSchema(version.content), values, context.t)
        : parseForm(organisationFormSchema(version.content), values, context.t);
    if (!parsed.ok) return again({ errors: parsed.errors, status: 422 });
    const content: Content = 'offer' in parsed.data ? parsed.data.offer : parsed.data;
    const result = await proposeOwnEdit(context, {
      entryId: entry.id,
      base: from,
      content,
      message: text(values, 'message')?.slice(0, 2000),
    });
    if (result.ok) return reply.redirectWithNotice(baseOf(context), 'success', 'directory:staff.provider.submitted');
    if (result.code === 'entry.not_found') return reply.refuse(404);
    if (result.code === 'version.changed_since') {
      const { theirs, merged } = result.conflict;
      const { t } = context;
      const conflict = merged.conflicts.map((field) => t(`directory:field.label.${translationOf(field)?.field ?? field}`));
      return again({
        version: theirs,
        base: theirs.version,
        values: valuesOf(entry.kind, merged.content),
        conflict,
        status: 409,
      });
    }
    return again({ errors: errorsOf(context, result), status: failures[result.code].status });
  });

  app.post(`${base}/:id/zurueckziehen/:version`, { config: { access } }, async (request, reply) => {
    const { context } = request;
    const id = idOf(request);
    const version = Number(/^\d{1,9}$/.exec(text(formValues(request.params), 'version') ?? '')?.[0] ?? 0);
    const result = id ? await withdrawOwn(context, id, version) : undefined;
    if (!result || (!result.ok && result.code === 'entry.not_found')) return reply.refuse(404);
    if (!result.ok) return reply.redirectWithNotice(baseOf(context), 'warning', failureKey(result.code));
    return reply.redirectWithNotice(baseOf(context), 'success', 'directory:staff.provider.withdrawn');
  });
}
