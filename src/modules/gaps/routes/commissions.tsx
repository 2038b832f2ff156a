import { type NetworkFailure, networkFailureText } from '#modules/networks';
import type { Context } from '#platform/access';
import { uuidPattern, uuidv7 } from '#platform/crypto';
import { addDays, dayOf } from '#platform/days';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import { type FailureCode, failureText } from '../failures.ts';
import { commissionForm, commissionStateForm } from '../model/commission-form.ts';
import { addressWith, type CellFilter, readCellFilter } from '../model/filter.ts';
import { CommissionFormPage, CommissionListPage, CommissionRecordPage } from '../pages/commissions.tsx';
import {
  type CommissionGround,
  commission,
  commissionGround,
  readCommission,
  readCommissions,
  setCommissionState,
} from '../service/commissioning.ts';
import { wordsOf } from '../service/words.ts';

const root = '/intern/:district/luecken';
const pageSize = 50;
/** Half a year is what it takes to set something up. */
const usualDays = 182;

const one = (values: FormValues, name: string): string => [values[name]].flat()[0] ?? '';
const idIn = (values: FormValues, name: string) =>
  uuidPattern.test(one(values, name)) ? one(values, name).toLowerCase() : undefined;
const listOf = ({ tenant }: Context) => `/intern/${tenant.slug}/luecken/auftraege`;

const isNetworkCode = (code: FailureCode | NetworkFailure): code is NetworkFailure => code.startsWith('networks.');

const isPlain = (code: string) =>
  ['gaps.not_allowed', 'networks.not_allowed'].includes(code)
    ? 403
    : ['gaps.unknown_cell', 'gaps.unknown_commission', 'networks.unknown_body', 'networks.unknown_task'].includes(code)
      ? 404
      : undefined;

/** The task as it would be written down by somebody who has the board before them. */
function proposed(context: Context, { view }: CommissionGround): FormValues {
  const words = wordsOf(context, view.vocabulary);
  const supply = words.offers(view.offers, view.cell, view.cell.town);
  const reasons = words.reason(view.evidence);
  return {
    title: context.t('gaps:staff.commission.title_of', { cell: words.cellName(view.cell) }).slice(0, 200),
    reason: reasons ? context.t('gaps:staff.gap.sentence', { supply, reasons }) : supply,
    dueOn: addDays(dayOf(context.now()), usualDays),
    owner: '',
  };
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  cell: CellFilter,
  again?: { readonly values: FormValues; readonly errors: FormErrors },
): Promise<FastifyReply> {
  const { context } = request;
  const sent = again?.values ?? formValues(request.query);
  const bodyId = idIn(sent, 'gremium');
  const ground = await commissionGround(context, cell, bodyId);
  if (!ground) return reply.refuse(404);
  return reply.page(
    <CommissionFormPage
      ground={ground}
      words={wordsOf(context, ground.view.vocabulary)}
      id={idIn(again?.values ?? {}, 'id') ?? uuidv7()}
      bodyId={bodyId}
      values={again?.values ?? proposed(context, ground)}
      errors={again?.errors ?? {}}
    />,
    again ? 422 : 200,
  );
}

async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const cell = readCellFilter(formValues(request.body));
  const form = parseForm(commissionForm, request.body, context.t);
  if (!form.ok) return showForm(request, reply, cell, form);
  const { gremium: bodyId, ...draft } = form.data;
  const outcome = await commission(context, cell, { ...draft, id: draft.id.toLowerCase(), bodyId });
  if (outcome.ok)
    return reply.redirectWithNotice(`${listOf(context)}/${outcome.value}`, 'success', 'gaps:staff.commission.added');
  const { code } = outcome;
  const status = isPlain(code);
  if (status) return reply.refuse(status);
  const field = code === 'networks.unknown_owner' ? 'owner' : code === 'gaps.due_before_today' ? 'dueOn' : '_form';
  const text = isNetworkCode(code) ? networkFailureText(code) : failureText(code);
  return showForm(request, reply, cell, { values: form.values, errors: { [field]: context.t(text) } });
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const states = { offen: 'open', erledigt: 'closed' } as const;
  const stand = one(sent, 'stand');
  const state = stand === 'offen' || stand === 'erledigt' ? stand : undefined;
  const after = idIn(sent, 'nach');
  const found = await readCommissions(context, { state: state && states[state] }, after, pageSize);
  const path = listOf(context);
  return reply.page(
    <CommissionListPage
      list={found}
      words={wordsOf(context, found.vocabulary)}
      state={state ?? ''}
      first={after && addressWith(path, { stand: state ?? '' })}
      next={found.next && addressWith(path, { stand: state ?? '', nach: found.next })}
    />,
  );
}

async function showRecord(request: FastifyRequest, reply: FastifyReply, conflict = false): Promise<FastifyReply> {
  const { context } = request;
  const id = idIn(formValues(request.params), 'commission');
  const found = id ? await readCommission(context, id) : undefined;
  if (!found?.ok) return reply.refuse(404);
  const { commission: record, vocabulary } = found.value;
  return reply.page(
    <CommissionRecordPage commission={record} words={wordsOf(context, vocabulary)} conflict={conflict} />,
    conflict ? 409 : 200,
  );
}

async function setState(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idIn(formValues(request.params), 'commission');
  // First of all whether there is such a one: whoever sends nothing at all learns no more.
  if (!id || !(await readCommission(context, id)).ok) return reply.refuse(404);
  const form = parseForm(commissionStateForm, request.body, context.t);
  if (!form.ok) return reply.refuse(422);
  const outcome = await setCommissionState(context, id, form.data.state, form.data.version);
  if (outcome.ok)
    return reply.redirectWithNotice(`${listOf(context)}/${id}`, 'success', `gaps:staff.commission.done.${form.data.state}`);
  if (outcome.code === 'gaps.changed') return showRecord(request, reply, true);
  return reply.refuse(isPlain(outcome.code) ?? 404);
}

/** "Angebot in Auftrag geben", and what became of it. */
export function commissionRoutes(app: App): void {
  const read = { config: { access: 'gaps.read' } } as const;
  const write = { config: { access: 'gaps.commission' } } as const;
  app.get(`${root}/auftrag`, write, (request, reply) => showForm(request, reply, readCellFilter(request.query)));
  app.post(`${root}/auftrag`, write, add);
  app.get(`${root}/auftraege`, read, list);
  app.get(`${root}/auftraege/:commission`, read, (request, reply) => showRecord(request, reply));
  app.post(`${root}/auftraege/:commission`, write, setState);
}
