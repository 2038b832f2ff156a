import { uuidv7 } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, parseForm } from '#platform/http';
import { failureText } from '../failures.ts';
import { type Block, type BlockKind, blockKinds } from '../model/report.ts';
import { blockForm, blockValues, emptyBlock } from '../model/report-form.ts';
import { type BlockFormProps, BlockPage } from '../pages/report-block.tsx';
import { ReportConfirmPage } from '../pages/report-editing.tsx';
import { choices, faultsOf, type ReportView, reportView } from '../service/report-viewing.ts';
import { addBlock, editBlock, moveBlock, type ReportOutcome, removeBlock } from '../service/reports.ts';
import { afterwards, withReport } from './report-answers.ts';
import { one, refuseReport, reportsBase, reportsRoot, versionOf } from './report-paths.ts';

type WithBlock = (
  request: FastifyRequest,
  reply: FastifyReply,
  view: ReportView,
  block: Block,
) => Promise<FastifyReply> | FastifyReply;

function withBlock(answer: WithBlock) {
  return withReport((request, reply, view) => {
    const { block: id } = request.params as { block: string };
    const block = view.report.blocks.find((each) => each.id === id);
    return block ? answer(request, reply, view, block) : reply.refuse(404);
  });
}

type Own = Pick<BlockFormProps, 'kind' | 'values'> & Partial<BlockFormProps>;

async function showForm(request: FastifyRequest, reply: FastifyReply, { report }: Pick<ReportView, 'report'>, own: Own) {
  const { context } = request;
  const page = <BlockPage base={reportsBase(context)} report={report} choices={await choices(context)} {...own} />;
  return reply.page(page, own.errors || own.conflict ? 422 : 200);
}

/** Saves what a form sent: placeholders that cannot be meant are told at the field, missing figures only on the report. */
async function save(
  request: FastifyRequest,
  reply: FastifyReply,
  view: ReportView,
  form: { readonly kind: BlockKind; readonly block?: Block; readonly after?: string },
) {
  const { context, visit, body } = request;
  const { kind, block: stored, after = '' } = form;
  const id = stored?.id ?? uuidv7();
  const parsed = parseForm(blockForm(kind, id), body, visit.t);
  const again = { kind, values: parsed.values, block: stored, after };
  if (!parsed.ok) return showForm(request, reply, view, { ...again, errors: parsed.errors });
  const { block, version } = parsed.data;
  const faults = (await faultsOf(context, [block], view.about)).get(id)?.filter(({ code }) => code !== 'missing') ?? [];
  if (faults.length > 0) {
    const said = faults.map(({ code, raw }) => visit.t(`monitoring:staff.report.fault.${code}`, { raw })).join(' ');
    return showForm(request, reply, view, {
      ...again,
      errors: { [kind === 'text' || kind === 'heading' ? 'text' : 'title']: said },
    });
  }
  const { report } = view;
  const outcome: ReportOutcome = stored
    ? await editBlock(context, report.id, version, block)
    : await addBlock(context, report.id, version, block, after || null);
  if (outcome.ok) return afterwards(request, reply, report, outcome, { done: 'saved', anchor: `#b-${id}` });
  if (outcome.code === 'monitoring.too_many_blocks')
    return showForm(request, reply, view, { ...again, errors: { title: visit.t(failureText(outcome.code)) } });
  if (outcome.code !== 'monitoring.changed') return refuseReport(reply, outcome.code);
  // Read again: somebody saved between the page and now. Saving once more keeps what stands in the form.
  const now = (await reportView(context, report.id)) ?? view;
  const theirs = now.report.blocks.find((each) => each.id === id);
  return showForm(request, reply, now, { ...again, conflict: { mine: block, theirs, removed: stored !== undefined && !theirs } });
}

/** Somebody took the block out while it was edited: what was typed becomes a new one, at the end, if its author still wants it. */
function keepRemoved(request: FastifyRequest, reply: FastifyReply, view: ReportView, kind: BlockKind) {
  const parsed = parseForm(blockForm(kind, uuidv7()), request.body, request.visit.t);
  const again = { kind, values: parsed.values, after: view.report.blocks.at(-1)?.id ?? '' };
  if (!parsed.ok) return showForm(request, reply, view, { ...again, errors: parsed.errors });
  return showForm(request, reply, view, { ...again, conflict: { mine: parsed.data.block, theirs: undefined, removed: true } });
}

const kindOf = (text: string): BlockKind | undefined => blockKinds.find((kind) => kind === text);

/** Blocks of a report: add, edit, move, take out; each a plain form. */
export function blockRoutes(app: App): void {
  const all = `${reportsRoot}/:report/bausteine`;
  const write = { config: { access: 'monitoring.report' } } as const;

  app.get(
    `${all}/neu`,
    write,
    withReport((request, reply, view) => {
      const kind = kindOf(one(request.query, 'art'));
      const after = one(request.query, 'nach');
      if (!kind || (after && !view.report.blocks.some(({ id }) => id === after))) return reply.refuse(404);
      return showForm(request, reply, view, { kind, values: emptyBlock(kind), after });
    }),
  );
  app.post(
    `${all}/neu`,
    write,
    withReport((request, reply, view) => {
      const kind = kindOf(one(request.body, 'art'));
      return kind ? save(request, reply, view, { kind, after: one(request.body, 'nach') }) : reply.refuse(404);
    }),
  );
  app.get(
    `${all}/:block`,
    write,
    withBlock((request, reply, view, block) =>
      showForm(request, reply, view, { kind: block.kind, block, values: blockValues(block) }),
    ),
  );
  app.post(
    `${all}/:block`,
    write,
    withReport((request, reply, view) => {
      const { block: id } = request.params as { block: string };
      const block = view.report.blocks.find((each) => each.id === id);
      if (block) return save(request, reply, view, { kind: block.kind, block });
      const kind = kindOf(one(request.body, 'art'));
      return kind ? keepRemoved(request, reply, view, kind) : reply.refuse(404);
    }),
  );
  app.post(
    `${all}/:block/verschieben`,
    write,
    withBlock(async (request, reply, { report }, block) => {
      const by = one(request.body, 'richtung') === 'hoch' ? -1 : 1;
      const outcome = await moveBlock(request.context, report.id, versionOf(request.body), block.id, by);
      return afterwards(request, reply, report, outcome, { done: 'moved', anchor: `#b-${block.id}` });
    }),
  );
  app.get(
    `${all}/:block/entfernen`,
    write,
    withBlock((request, reply, { report }, block) =>
      reply.page(<ReportConfirmPage base={reportsBase(request.context)} report={report} what="remove_block" block={block} />),
    ),
  );
  app.post(
    `${all}/:block/entfernen`,
    write,
    withBlock(async (request, reply, { report }, block) => {
      const outcome = await removeBlock(request.context, report.id, versionOf(request.body), block.id);
      return afterwards(request, reply, report, outcome, { done: 'block_removed', anchor: '#bausteine' });
    }),
  );
}
