import { z } from 'zod';
import { type App, type FastifyReply, type FormErrors, type FormValues, parseForm } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import { pageOf } from '../model/board.ts';
import { readBoardAddress } from '../model/board-address.ts';
import { adoptionOf, decisionTable, tallyOf, townTallies } from '../model/matrix.ts';
import { filteredTownRows, lateByTown, townRows } from '../model/town-view.ts';
import { adoptionStatuses, decisions } from '../model/vocabulary.ts';
import { TownAnswerPage } from '../pages/town-answer.tsx';
import { TownViewPage, TownViewsPage } from '../pages/town-view.tsx';
import { saveAdoption } from '../service/adoptions.ts';
import { backTo, editionRoot, errorsOf, forEdition, frameOf, type ViewCall, viewRoute } from './board-parts.ts';

const pageSize = 50;

function towns(call: ViewCall): FastifyReply {
  const { ground, reply } = call;
  const { recommendations } = ground.tree;
  const keys = ground.towns.map(({ key }) => key);
  const tallies = townTallies(recommendations, keys, decisionTable(recommendations, keys));
  const late = lateByTown(recommendations, ground.today);
  return reply.page(
    <TownViewsPage
      frame={frameOf(call)}
      towns={ground.towns.map((town, index) => ({
        ...town,
        tally: tallies[index] ?? tallyOf([]),
        late: late.get(town.key) ?? 0,
      }))}
    />,
  );
}

function townHref(path: string, values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();
  return query ? `${path}?${query}` : path;
}

function town(call: ViewCall): FastifyReply {
  const { ground, reply, params, query, base } = call;
  const found = ground.towns.find(({ key }) => key === params.town);
  if (!found) return reply.refuse(404);
  const { tree, today } = ground;
  const { filter, page: asked } = readBoardAddress(
    query,
    tree.fields.map(({ key }) => key),
    [],
  );
  const decision = decisions.find((one) => one === query.antwort);
  const all = townRows(tree.recommendations, found.key, today);
  const inField = filteredTownRows(all, { fieldId: tree.fields.find(({ key }) => key === filter.field)?.id });
  const rows = filteredTownRows(inField, { decision });
  const slice = pageOf(rows, asked, query.druck === undefined ? pageSize : 5000);
  const values = { feld: filter.field ?? '', antwort: decision ?? '' };
  const path = `${base}/orte/${found.key}`;
  const page = (number: number) => townHref(path, { ...values, seite: number > 1 ? String(number) : '' });
  return reply.page(
    <TownViewPage
      frame={frameOf(call)}
      town={found}
      tally={tallyOf(inField.map((row) => row.decision))}
      rows={slice.items}
      count={rows.length}
      from={slice.from}
      to={slice.to}
      previous={slice.page > 1 ? page(slice.page - 1) : undefined}
      next={slice.page < slice.pages ? page(slice.page + 1) : undefined}
      filter={values}
      answers={ground.answers(found.key)}
      back={page(slice.page)}
    />,
  );
}

const schema = z.object({
  decision: z.enum(decisions),
  status: z.union([z.literal('').transform(() => null), z.enum(adoptionStatuses)]).default(null),
  note: z.string().max(2000).default(''),
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

async function answer(call: ViewCall): Promise<FastifyReply> {
  const { request, reply, context, ground, base, params } = call;
  const item = ground.tree.recommendations.find(({ id }) => id === params.recommendation);
  const found = ground.towns.find(({ key }) => key === params.town);
  if (!item || !found) return reply.refuse(404);
  const parsed = parseForm(schema, request.body, context.t);
  const sent = backTo(base, parsed.values.back);
  const back = sent === base ? `${base}/orte/${found.key}` : sent;
  const now = adoptionOf(item, found.key);
  const again = (errors: FormErrors, changes: readonly FieldChange[] = []) =>
    reply.page(
      <TownAnswerPage
        frame={frameOf(call)}
        item={item}
        town={found}
        version={now?.version ?? 0}
        values={parsed.values}
        errors={errors}
        changes={changes}
        back={back}
      />,
      422,
    );
  if (!parsed.ok) return again(parsed.errors);
  const { version, ...typed } = parsed.data;
  const outcome = await saveAdoption(context, item.id, found.key, version, { ...typed, contact: now?.contact ?? '' });
  if (outcome.ok) return reply.redirectWithNotice(back, 'success', 'concept:staff.view.answered');
  if (outcome.code === 'concept.not_allowed') return reply.refuse(403);
  if (outcome.code !== 'concept.changed') return again(errorsOf(context, outcome, { _form: 'decision' }));
  return again(
    {},
    changesOf(call, { decision: now?.decision ?? 'undecided', status: now?.status ?? '', note: now?.note ?? '' }, parsed.values),
  );
}

/** What is stored now against what was typed. */
function changesOf({ context: { t } }: ViewCall, now: FormValues, typed: FormValues): FieldChange[] {
  const word = (group: string, value: unknown) => (value ? t(`concept:${group}.${String(value)}`) : '');
  return [
    {
      label: t('concept:staff.view.answer'),
      before: word('decision', now.decision),
      after: word('decision', typed.decision),
    },
    { label: t('concept:staff.view.own_status'), before: word('status', now.status), after: word('status', typed.status) },
    { label: t('concept:staff.view.note'), before: String(now.note ?? ''), after: String(typed.note ?? ''), lang: 'de' },
  ];
}

export function townViewRoutes(app: App): void {
  viewRoute(app, '/orte', towns, true);
  viewRoute(app, '/orte/:town', town, true);
  app.post(`${editionRoot}/orte/:town/:recommendation`, { config: { access: 'concept.answer' } }, forEdition(answer, true));
}
