import { dayOf } from '#platform/days';
import type { App, FastifyReply } from '#platform/http';
import { Confirm, type FieldChange, StaffPage } from '#platform/ui';
import { isId } from '../model/ids.ts';
import { type SettableStatus, settableStatuses } from '../model/vocabulary.ts';
import type { Posted } from '../pages/editing-parts.tsx';
import { RecommendationPage, RecommendationSheet } from '../pages/recommendation.tsx';
import type { Saved } from '../service/editing.ts';
import { addNote, publishNote } from '../service/notes.ts';
import { deleteRecommendation, moveRecommendation, setProgress, setResolution } from '../service/recommendations.ts';
import { type RecommendationRecord, recordOf } from '../service/record.ts';
import { setDependencies, setStatus } from '../service/status.ts';
import {
  type Call,
  conceptBase,
  errorsOf,
  getRoute,
  many,
  one,
  postRoute,
  recordHref,
  refusalStatus,
  versionOf,
} from './editing-parts.ts';

/** Where the history goes on: `<time>_<id>` of the last note shown. */
function readBefore(text: string): { at: Date; id: string } | undefined {
  const [time = '', id = ''] = text.split('_');
  const at = new Date(time);
  return isId(id) && !Number.isNaN(at.getTime()) && at.getFullYear() > 2000 && at.getFullYear() < 3000 ? { at, id } : undefined;
}

export async function showRecord({ context, reply, params, request }: Call, posted?: Posted): Promise<FastifyReply> {
  const query = request.query as Record<string, unknown>;
  const record = await recordOf(context, params.id ?? '', posted ? undefined : readBefore(one(query, 'vor')));
  if (!record) return reply.refuse(404);
  const props = { record, base: conceptBase(context), today: dayOf(context.now()), posted };
  const page = !posted && one(query, 'druck') === '1' ? <RecommendationSheet {...props} /> : <RecommendationPage {...props} />;
  return reply.page(page, posted ? 422 : 200);
}

interface Form {
  readonly name: string;
  /** Field at which a refusal of no field stands. */
  readonly field: string;
  /** What is stored against what was sent, for the second editor. */
  readonly conflict?: (record: RecommendationRecord, call: Call) => FieldChange[];
  readonly save: (call: Call, id: string, version: number) => Promise<Saved<unknown>>;
}

function saving({ name, field, conflict, save }: Form) {
  return async (call: Call): Promise<FastifyReply> => {
    const { context, reply, params, values } = call;
    const id = params.id ?? '';
    const outcome = await save(call, id, versionOf(values));
    if (outcome.ok) return reply.redirectWithNotice(recordHref(context, id), 'success', 'concept:staff.saved');
    const status = refusalStatus(outcome.code);
    if (status) return reply.refuse(status);
    if (outcome.code !== 'concept.changed')
      return showRecord(call, { form: name, values, errors: errorsOf(context, outcome, field) });
    const record = await recordOf(context, id);
    return showRecord(call, {
      form: name,
      values,
      errors: {},
      conflict: record && conflict ? conflict(record, call).filter(({ before, after }) => before !== after) : [],
    });
  };
}

const statusForm: Form = {
  name: 'status',
  field: 'status',
  save: ({ context, values }, id, version) => {
    const status = one(values, 'status');
    if (status !== '' && !settableStatuses.includes(status as SettableStatus))
      return Promise.resolve({ ok: false, code: 'concept.invalid', details: { status: 'http:field.choice' } });
    return setStatus(context, id, version, {
      status: status === '' ? null : (status as SettableStatus),
      reason: one(values, 'reason'),
      public: one(values, 'public') === 'yes',
      into: one(values, 'into') || undefined,
    });
  },
  conflict: ({ recommendation }, { context, values }) => {
    const words = (status: string | null) =>
      status ? context.t(`concept:status.${status}`) : context.t('concept:staff.record.automatic');
    return [
      {
        label: context.t('concept:staff.record.status'),
        before: words(recommendation.manualStatus),
        after: words(one(values, 'status')),
      },
      {
        label: context.t('concept:staff.remark.reason'),
        before: recommendation.statusReason,
        after: one(values, 'reason'),
        lang: 'de',
      },
    ];
  },
};

const progressForm: Form = {
  name: 'progress',
  field: 'progress',
  save: ({ context, values }, id, version) => {
    const typed = one(values, 'progress');
    return setProgress(context, id, version, typed === '' ? null : /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN);
  },
  conflict: ({ recommendation }, { context, values }) => [
    {
      label: context.t('concept:staff.record.progress'),
      before: String(recommendation.manualProgress ?? ''),
      after: one(values, 'progress'),
    },
  ],
};

const resolutionForm: Form = {
  name: 'resolution',
  field: 'resolutionId',
  save: ({ context, values }, id, version) => setResolution(context, id, version, one(values, 'resolutionId') || null),
  conflict: ({ recommendation, resolutions }, { context, values }) => {
    const words = (id: string | null) => resolutions.find((resolution) => resolution.id === id)?.title ?? '';
    return [
      {
        label: context.t('concept:staff.record.resolution'),
        before: words(recommendation.resolutionId),
        after: words(one(values, 'resolutionId')),
        lang: 'de',
      },
    ];
  },
};

const needsForm: Form = {
  name: 'needs',
  field: 'needs',
  save: ({ context, values }, id, version) => setDependencies(context, id, version, many(values, 'needs')),
  conflict: ({ recommendation, tree }, { context, values }) => {
    const words = (ids: readonly string[]) =>
      tree.recommendations
        .filter(({ id }) => ids.includes(id))
        .map(({ number, title }) => `${number} ${title}`)
        .join('\n');
    return [
      {
        label: context.t('concept:staff.record.needs'),
        before: words(recommendation.needs),
        after: words(many(values, 'needs')),
        lang: 'de',
      },
    ];
  },
};

async function move(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const outcome = await moveRecommendation(context, params.id ?? '', one(values, 'richtung') === 'auf' ? -1 : 1);
  if (outcome.ok) return reply.redirectWithNotice(recordHref(context, params.id ?? ''), 'success', 'concept:staff.moved');
  return reply.refuse(refusalStatus(outcome.code) ?? 409);
}

async function askDelete({ context, reply, params }: Call, error?: string): Promise<FastifyReply> {
  const record = await recordOf(context, params.id ?? '');
  if (!record) return reply.refuse(404);
  const { number, title, version } = record.recommendation;
  const href = recordHref(context, params.id ?? '');
  const question = context.t('concept:staff.record.delete_question', { name: `${number} ${title}` });
  return reply.page(
    <StaffPage
      title={question}
      breadcrumb={[{ label: `${number} ${title}`, href }, { label: context.t('concept:staff.delete') }]}
    >
      <Confirm
        question={question}
        action={`${href}/loeschen`}
        hidden={{ version }}
        confirmLabel={context.t('concept:staff.delete')}
        cancelHref={href}
        danger
      >
        <p>{error ?? context.t('concept:staff.record.delete_text')}</p>
      </Confirm>
    </StaffPage>,
    error ? 422 : 200,
  );
}

async function remove(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const record = await recordOf(context, params.id ?? '');
  const outcome = await deleteRecommendation(context, params.id ?? '', versionOf(values));
  if (outcome.ok)
    return reply.redirectWithNotice(
      `${conceptBase(context)}/${record?.tree.edition.id ?? ''}`,
      'success',
      'concept:staff.deleted',
    );
  const status = refusalStatus(outcome.code);
  return status ? reply.refuse(status) : askDelete(call, errorsOf(context, outcome, '_form')._form ?? '');
}

async function report(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const id = params.id ?? '';
  const town = one(values, 'town') || null;
  const outcome = await addNote(context, id, { text: one(values, 'text'), public: one(values, 'public') === 'yes', town });
  const back = town === null ? recordHref(context, id) : `${recordHref(context, id)}/orte/${town}`;
  if (outcome.ok) return reply.redirectWithNotice(back, 'success', 'concept:staff.note.saved');
  const status = refusalStatus(outcome.code);
  return status ? reply.refuse(status) : showRecord(call, { form: 'note', values, errors: errorsOf(context, outcome, 'text') });
}

async function publish({ context, reply, params, values }: Call): Promise<FastifyReply> {
  const id = params.id ?? '';
  const outcome = await publishNote(context, id, params.note ?? '', one(values, 'public') === 'yes');
  if (!outcome.ok) return reply.refuse(refusalStatus(outcome.code) ?? 409);
  return reply.redirectWithNotice(`${recordHref(context, id)}#verlauf`, 'success', 'concept:staff.saved');
}

/** The record of a recommendation, and the forms on it. */
export function recommendationRoutes(app: App): void {
  const at = '/empfehlung/:id';
  getRoute(app, at, 'concept.read', (call) => showRecord(call));
  postRoute(app, `${at}/stand`, 'concept.edit', saving(statusForm));
  postRoute(app, `${at}/fortschritt`, 'concept.edit', saving(progressForm));
  postRoute(app, `${at}/beschluss`, 'concept.edit', saving(resolutionForm));
  postRoute(app, `${at}/voraussetzungen`, 'concept.edit', saving(needsForm));
  postRoute(app, `${at}/ordnen`, 'concept.edit', move);
  getRoute(app, `${at}/loeschen`, 'concept.edit', (call) => askDelete(call));
  postRoute(app, `${at}/loeschen`, 'concept.edit', remove);
  postRoute(app, `${at}/bericht`, 'concept.answer', report);
  postRoute(app, `${at}/verlauf/:note`, 'concept.answer', publish);
}
