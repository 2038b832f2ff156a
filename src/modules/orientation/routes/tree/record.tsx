import type { Context } from '#platform/access';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import type { FieldChange } from '#platform/ui';
import { administeredForm, factsForm, managedForm, mirrorForm, placeForm } from '../../model/page-forms.ts';
import { ArchiveConfirmPage } from '../../pages/tree/archive.tsx';
import { FactsPage } from '../../pages/tree/facts.tsx';
import { MirrorPage } from '../../pages/tree/mirror.tsx';
import { PageRecordPage } from '../../pages/tree/record.tsx';
import { paths } from '../../service/addresses.ts';
import { archivePage, restorePage } from '../../service/tree/archiving.ts';
import { confirmPages, type FactsDraft, saveFacts } from '../../service/tree/facts.ts';
import { mirrorPage } from '../../service/tree/mirroring.ts';
import { movePage } from '../../service/tree/moving.ts';
import { mirrorsBelow, type PageView, readPage } from '../../service/tree/reading.ts';
import { frameOf } from '../frame.ts';
import { answerAction, deskOf, errorsOf, idOf, one, plainStatus, root, townOptions } from './parts.ts';

type Again = { readonly values: FormValues; readonly errors: FormErrors };

/** The page of the address as the actor may see it. */
async function viewOf(request: FastifyRequest): Promise<PageView | undefined> {
  const id = idOf(request);
  return id ? await readPage(request.context, id) : undefined;
}

const addressOf = (context: Context, id: string) => `${deskOf(context)}/seite/${id}`;

async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const view = await viewOf(request);
  if (!view) return reply.refuse(404);
  const shown = view.source ?? view;
  const isPublic =
    !view.page.archivedAt &&
    !shown.page.archivedAt &&
    view.languages.some(({ language, published, source }) => language.tag === 'de' && (view.source ? source : published));
  return reply.page(
    <PageRecordPage
      frame={frameOf(context)}
      view={view}
      publicHref={isPublic ? paths.page(context, view.page.slug) : undefined}
      mayAdd={context.may('orientation.publish')}
    />,
  );
}

/** What the form of a page's facts begins with. */
function factsOf({ page, organisation }: PageView): FormValues {
  return {
    slug: page.slug,
    kind: page.kind,
    situations: [...page.situations],
    own: page.mirrorOwn,
    town: page.town ?? '',
    organisation: organisation ?? '',
    formUrl: page.formUrl ?? '',
    checkedOn: page.checkedOn ?? '',
  };
}

/** Theirs against mine, for whoever saves second. */
async function changesOf(context: Context, view: PageView, mine: FormValues): Promise<readonly FieldChange[]> {
  const { t } = context;
  const towns = new Map((await townOptions(context)).map(({ value, label }) => [value, label]));
  const theirs = factsOf(view);
  const shown: Readonly<Record<string, (values: FormValues) => string>> = {
    slug: (values) => one(values, 'slug'),
    kind: (values) => t(`orientation:staff.kind.${one(values, 'kind') || view.page.kind}`),
    situations: (values) =>
      [values.situations ?? []]
        .flat()
        .filter(Boolean)
        .map((situation) => t(`orientation:situation.${situation}`))
        .join(', '),
    town: (values) => towns.get(one(values, 'town')) ?? t('orientation:staff.field.district'),
    organisation: (values) => one(values, 'organisation'),
    form_url: (values) => one(values, 'formUrl'),
    checked_on: (values) => one(values, 'checkedOn'),
  };
  const names = {
    slug: 'slug',
    kind: 'kind',
    situations: 'situations',
    town: 'town',
    organisation: 'organisation',
    form_url: 'formUrl',
    checked_on: 'checkedOn',
  };
  return Object.entries(shown).flatMap(([key, write]) => {
    // A box that is not ticked is not sent at all; any other field that is missing was not in the form.
    if (key !== 'situations' && mine[names[key as keyof typeof names]] === undefined) return [];
    const [before, after] = [write(theirs), write(mine)];
    return before === after ? [] : [{ label: t(`orientation:staff.field.${key}`), before, after }];
  });
}

async function showFacts(request: FastifyRequest, reply: FastifyReply, again?: Again & { readonly changed?: boolean }) {
  const { context } = request;
  const view = await viewOf(request);
  if (!view) return reply.refuse(404);
  if (view.page.archivedAt) return reply.redirect(addressOf(context, view.page.id), 303);
  return reply.page(
    <FactsPage
      frame={frameOf(context)}
      view={view}
      towns={await townOptions(context)}
      values={again?.values ?? factsOf(view)}
      errors={again?.errors ?? {}}
      changes={again?.changed ? await changesOf(context, view, again.values) : undefined}
    />,
    again?.changed ? 409 : again ? 422 : 200,
  );
}

async function saveFactsForm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const view = await viewOf(request);
  if (!view) return reply.refuse(404);
  const { rights, page } = view;
  const facts = parseForm(factsForm, request.body, context.t);
  const administered = rights.administers ? parseForm(administeredForm, request.body, context.t) : undefined;
  const managed = rights.manages ? parseForm(managedForm, request.body, context.t) : undefined;
  const parts = [facts, ...(administered ? [administered] : []), ...(managed ? [managed] : [])];
  const errors = Object.assign({}, ...parts.map((part) => (part.ok ? {} : part.errors))) as FormErrors;
  if (!facts.ok || administered?.ok === false || managed?.ok === false)
    return showFacts(request, reply, { values: facts.values, errors });
  const draft: FactsDraft = {
    ...facts.data,
    ...(administered && {
      administered: {
        slug: administered.data.slug,
        kind: administered.data.kind ?? page.kind,
        situations: administered.data.situations,
        mirrorOwn: administered.data.own,
      },
    }),
    ...(managed && { managed: managed.data }),
  };
  const outcome = await saveFacts(context, page.id, draft);
  if (outcome.ok) return reply.redirectWithNotice(addressOf(context, page.id), 'success', 'orientation:staff.facts.saved');
  if (outcome.code === 'orientation.changed')
    return showFacts(request, reply, { values: facts.values, errors: {}, changed: true });
  const status = plainStatus(outcome.code);
  if (status) return reply.refuse(status);
  return showFacts(request, reply, { values: facts.values, errors: errorsOf(context, outcome) });
}

async function hang(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request);
  if (!id) return reply.refuse(404);
  const form = parseForm(placeForm, request.body, context.t);
  if (!form.ok) return reply.refuse(422);
  const outcome = await movePage(context, id, { parentId: form.data.parent });
  return answerAction(reply, outcome, addressOf(context, id), 'orientation:staff.tree.moved');
}

async function confirm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request);
  if (!id) return reply.refuse(404);
  const isRight = one(formValues(request.body), 'stand') !== 'nein';
  const outcome = await confirmPages(context, [id], isRight);
  const notice = isRight ? 'orientation:staff.record.confirm_done' : 'orientation:staff.record.unconfirm_done';
  return answerAction(reply, outcome, addressOf(context, id), notice);
}

async function askArchive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const view = await viewOf(request);
  if (!view) return reply.refuse(404);
  if (!view.rights.administers) return reply.refuse(403);
  if (view.page.archivedAt) return reply.redirect(addressOf(context, view.page.id), 303);
  const { below, mirrors } = await mirrorsBelow(context, view);
  return reply.page(<ArchiveConfirmPage frame={frameOf(context)} view={view} below={below} mirrors={mirrors} />);
}

async function archive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request);
  if (!id) return reply.refuse(404);
  const rules = { mit: 'with', hoch: 'up' } as const;
  const said = one(formValues(request.body), 'unterseiten');
  const rule = said === 'mit' || said === 'hoch' ? rules[said] : undefined;
  const outcome = await archivePage(context, id, rule);
  const undecided = !outcome.ok && outcome.code === 'orientation.children_undecided';
  const address = addressOf(context, id);
  return answerAction(reply, outcome, undecided ? `${address}/archivieren` : address, 'orientation:staff.archive.done');
}

async function restore(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request);
  if (!id) return reply.refuse(404);
  const outcome = await restorePage(context, id, one(formValues(request.body), 'unterseiten') === 'mit');
  return answerAction(reply, outcome, addressOf(context, id), 'orientation:staff.archive.restored');
}

async function showMirror(request: FastifyRequest, reply: FastifyReply, again?: Again): Promise<FastifyReply> {
  const { context } = request;
  const view = await viewOf(request);
  if (!view) return reply.refuse(404);
  if (!view.rights.manages) return reply.refuse(403);
  if (view.page.archivedAt || view.source)
    return reply.redirectWithNotice(
      addressOf(context, view.page.id),
      'warning',
      `orientation:staff.failure.${view.source ? 'mirror_of_mirror' : 'archived'}`,
    );
  return reply.page(
    <MirrorPage
      frame={frameOf(context)}
      view={view}
      towns={await townOptions(context)}
      values={again?.values ?? { parent: 'own', own: 'after' }}
      errors={again?.errors ?? {}}
    />,
    again ? 422 : 200,
  );
}

async function mirror(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request);
  if (!id) return reply.refuse(404);
  const form = parseForm(mirrorForm, request.body, context.t);
  if (!form.ok) return showMirror(request, reply, form);
  const { towns, branch, parent: parentId, own } = form.data;
  const outcome = await mirrorPage(context, id, { towns, branch: branch === 'yes', parentId, own });
  if (outcome.ok)
    return outcome.value
      ? reply.redirectWithNotice(`${addressOf(context, id)}#spiegel`, 'success', 'orientation:staff.mirror.done')
      : reply.redirectWithNotice(`${addressOf(context, id)}#spiegel`, 'info', 'orientation:staff.mirror.nothing');
  const status = plainStatus(outcome.code);
  if (status) return reply.refuse(status);
  const errors = errorsOf(context, outcome);
  return showMirror(request, reply, {
    values: form.values,
    errors: errors.town ? { towns: errors.town } : errors,
  });
}

/** A page's own page, and what can be done with it. */
export function recordRoutes(app: App): void {
  const page = `${root}/seite/:id`;
  const write = { config: { access: 'orientation.write' } } as const;
  const publish = { config: { access: 'orientation.publish' } } as const;
  const manage = { config: { access: 'orientation.manage' } } as const;
  app.get(page, write, show);
  app.get(`${page}/angaben`, write, (request, reply) => showFacts(request, reply));
  app.post(`${page}/angaben`, write, saveFactsForm);
  app.post(`${page}/einhaengen`, manage, hang);
  app.post(`${page}/bestaetigen`, publish, confirm);
  app.get(`${page}/archivieren`, publish, askArchive);
  app.post(`${page}/archivieren`, publish, archive);
  app.post(`${page}/zurueckholen`, publish, restore);
  app.get(`${page}/spiegeln`, manage, (request, reply) => showMirror(request, reply));
  app.post(`${page}/spiegeln`, manage, mirror);
}
