import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, parseForm } from '#platform/http';
import type { Outcome } from '#platform/outcome';
import type { FormValues } from '#platform/ui';
import { type FailureCode, failureText } from '../failures.ts';
import { type Report, reportFields } from '../model/report.ts';
import type { ReportView } from '../model/report-view.ts';
import { periodOf, type Words, wordsOf } from '../model/report-words.ts';
import { type Choice, ReportFormPage, type ReportFormProps } from '../pages/report-form.tsx';
import { type SignFilter, SignPage, signFilters } from '../pages/report-sign.tsx';
import { ReportConfirmPage, ReportPage, ReportsPage } from '../pages/report-staff.tsx';
import { concepts } from '../service/reading.ts';
import { allReports, reportView } from '../service/report-reading.ts';
import {
  closeReport,
  createReport,
  earlierReports,
  editReport,
  publishReport,
  removeReport,
  signOff,
  takeBack,
} from '../service/reports.ts';
import { baseOf, isId } from './report-address.ts';
import { reportDocumentRoutes } from './report-documents.tsx';
import { publicReportRoutes } from './report-public.tsx';
import { editReportSchema, newReportSchema, signSchema } from './report-schemas.ts';

type ReportRequest = FastifyRequest<{ Params: { district: string; report: string }; Body: Record<string, unknown> }>;

const rightsOf = (context: Context) => ({ edit: context.may('concept.edit'), release: context.may('concept.release') });
const wordsFor = (context: Context, view?: ReportView): Words => wordsOf(context.t, context.language, view?.frame.towns ?? []);

/** Answers a failed outcome that belongs to no form. */
function refuse(reply: FastifyReply, code: FailureCode): FastifyReply {
  if (code === 'concept.not_allowed') return reply.refuse(403);
  return reply.refuse(code === 'concept.unknown_report' ? 404 : 409);
}

/** Editions that a report may be about, newest first. */
async function editionChoices(context: Context): Promise<Choice[]> {
  return (await concepts(context)).flatMap(({ concept, editions }) =>
    editions
      .filter(({ state }) => state !== 'draft')
      .map(({ id, title }) => ({ value: id, label: `${concept.title}: ${title}` })),
  );
}

async function earlierChoices(context: Context, report?: Report): Promise<Choice[]> {
  const words = wordsFor(context);
  return (await earlierReports(context, report)).map((one) => ({
    value: one.id,
    label: `${one.title} (${periodOf(one, words)})`,
  }));
}

const formError = (code: FailureCode): string | undefined =>
  code === 'concept.report_previous'
    ? 'previous'
    : code === 'concept.report_edition' || code === 'concept.unknown_edition'
      ? 'edition'
      : undefined;

async function showNew(request: ReportRequest, reply: FastifyReply, more: Partial<ReportFormProps> = {}) {
  const { context } = request;
  const editions = await editionChoices(context);
  const values: FormValues = {
    fields: [...reportFields],
    previous: 'auto',
    edition: String((request.query as { ausgabe?: unknown }).ausgabe ?? ''),
  };
  return reply.page(
    <ReportFormPage
      base={baseOf(context)}
      action={`${baseOf(context)}/berichte/neu`}
      editions={editions}
      earlier={await earlierChoices(context)}
      values={values}
      {...more}
      refusal={more.refusal ?? (editions.length === 0 ? context.t('concept:staff.report.no_edition') : undefined)}
    />,
    more.errors || more.refusal ? 422 : 200,
  );
}

async function create(request: ReportRequest, reply: FastifyReply) {
  const { context, visit } = request;
  const form = parseForm(newReportSchema, request.body, visit.t);
  if (!form.ok) return showNew(request, reply, { values: form.values, errors: form.errors });
  const { edition, previous, ...text } = form.data;
  const previousId = previous === 'auto' ? undefined : previous || null;
  const outcome = await createReport(context, edition, { ...text, previousId });
  if (outcome.ok) {
    return reply.redirectWithNotice(
      `${baseOf(context)}/berichte/${outcome.value}`,
      'success',
      'concept:staff.report.done.created',
    );
  }
  const field = formError(outcome.code);
  if (!field) return refuse(reply, outcome.code);
  return showNew(request, reply, { values: form.values, errors: { [field]: visit.t(failureText(outcome.code)) } });
}

const valuesOf = (report: Report): FormValues => ({
  title: report.title,
  startsOn: report.startsOn,
  endsOn: report.endsOn,
  fields: [...report.fields],
  summary: report.summary,
  paperNumber: report.paperNumber,
  committees: report.committees,
  proposal: report.proposal,
  previous: report.previousId ?? '',
});

async function showEdit(request: ReportRequest, reply: FastifyReply, view: ReportView, more: Partial<ReportFormProps> = {}) {
  const { context } = request;
  const { report } = view;
  return reply.page(
    <ReportFormPage
      base={baseOf(context)}
      action={`${baseOf(context)}/berichte/${report.id}/bearbeiten`}
      version={report.version}
      earlier={await earlierChoices(context, report)}
      values={valuesOf(report)}
      {...more}
    />,
    more.errors || more.refusal ? 422 : 200,
  );
}

/** Labels of what two people may have written differently. */
const texts = {
  title: 'concept:staff.report.title_label',
  startsOn: 'concept:staff.report.from',
  endsOn: 'concept:staff.report.to',
  summary: 'concept:staff.report.summary_label',
  paperNumber: 'concept:report.paper_number',
  committees: 'concept:report.committees',
  proposal: 'concept:staff.report.proposal',
} as const;

async function edit(request: ReportRequest, reply: FastifyReply, view: ReportView) {
  const { context, visit } = request;
  const form = parseForm(editReportSchema, request.body, visit.t);
  if (!form.ok) return showEdit(request, reply, view, { values: form.values, errors: form.errors });
  const { previous, version, ...text } = form.data;
  const previousId = previous === 'auto' || previous === '' ? null : previous;
  const outcome = await editReport(context, view.report.id, version, { ...text, previousId });
  const here = `${baseOf(context)}/berichte/${view.report.id}`;
  if (outcome.ok) return reply.redirectWithNotice(here, 'success', 'concept:staff.report.done.edited');
  const field = formError(outcome.code);
  const refusal = visit.t(failureText(outcome.code), outcome.details);
  if (field) return showEdit(request, reply, view, { values: form.values, errors: { [field]: refusal } });
  if (outcome.code !== 'concept.changed') return refuse(reply, outcome.code);
  // Read again: somebody saved between the page and now.
  const now = (await reportView(context, view.report.id)) ?? view;
  const mine = form.data;
  const theirs = (Object.keys(texts) as (keyof typeof texts)[])
    .filter((name) => now.report[name] !== mine[name])
    .map((name) => ({ label: visit.t(texts[name]), before: mine[name], after: now.report[name] }));
  return showEdit(request, reply, now, { values: form.values, refusal, theirs });
}

const filterOf = (value: unknown): SignFilter => signFilters.find((one) => one === value) ?? 'alle';

function showSign(request: ReportRequest, reply: FastifyReply, view: ReportView, filter: SignFilter, refusal?: string) {
  const { context } = request;
  const page = <SignPage base={baseOf(context)} view={view} words={wordsFor(context, view)} filter={filter} refusal={refusal} />;
  return reply.page(page, refusal ? 422 : 200);
}

async function sign(request: ReportRequest, reply: FastifyReply, view: ReportView) {
  const { context, visit } = request;
  const filter = filterOf(request.body?.zeigen);
  const form = parseForm(signSchema, request.body, visit.t);
  if (!form.ok) return showSign(request, reply, view, filter, Object.values(form.errors)[0]);
  const { aktion } = form.data;
  const open = view.items.filter(({ signedOff }) => !signedOff).map(({ content }) => content.number);
  const numbers = aktion === 'all' ? open : form.data.numbers;
  if (numbers.length === 0) return showSign(request, reply, view, filter, visit.t('concept:staff.report.choose_one'));
  const { id } = view.report;
  const outcome = await (aktion === 'back' ? takeBack(context, id, numbers) : signOff(context, id, numbers));
  if (!outcome.ok) {
    if (outcome.code !== 'concept.unknown_recommendation') return refuse(reply, outcome.code);
    return showSign(request, reply, view, filter, visit.t(failureText(outcome.code)));
  }
  const query = filter === 'alle' ? '' : `?zeigen=${filter}`;
  const key = `concept:staff.report.done.${aktion === 'back' ? 'taken_back' : 'signed'}`;
  return reply.redirectWithNotice(`${baseOf(context)}/berichte/${id}/freigabe${query}`, 'success', key);
}

type WithView = (request: ReportRequest, reply: FastifyReply, view: ReportView) => Promise<FastifyReply> | FastifyReply;

/** Answers for a report that the actor may read; anything else that the address says is "not found". */
function withReport(answer: WithView, openOnly = false) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = request as ReportRequest;
    const view = isId(own.params.report) ? await reportView(own.context, own.params.report) : undefined;
    if (!view) return reply.refuse(404);
    // A page of work on a closed report leads back to it: somebody closed it meanwhile.
    if (openOnly && view.report.state === 'closed') {
      const here = `${baseOf(own.context)}/berichte/${view.report.id}`;
      return reply.redirectWithNotice(here, 'warning', failureText('concept.report_closed'));
    }
    return answer(own, reply, view);
  };
}

function done(request: ReportRequest, reply: FastifyReply, path: string, outcome: Outcome<unknown, FailureCode>, key: string) {
  if (!outcome.ok) return refuse(reply, outcome.code);
  return reply.redirectWithNotice(`${baseOf(request.context)}/berichte${path}`, 'success', `concept:staff.report.done.${key}`);
}

/** Reports: periods, sign-off, closing, documents; what is public for everybody. */
export function reportRoutes(app: App): void {
  const all = '/intern/:district/konzept/berichte';
  const one = `${all}/:report`;
  const read = { config: { access: 'concept.read' } } as const;
  const write = { config: { access: 'concept.edit' } } as const;
  const release = { config: { access: 'concept.release' } } as const;

  app.get(all, read, async (request, reply) => {
    const { context } = request;
    const reports = await allReports(context);
    return reply.page(
      <ReportsPage base={baseOf(context)} reports={reports} words={wordsFor(context)} rights={rightsOf(context)} />,
    );
  });
  app.get(`${all}/neu`, write, (request, reply) => showNew(request as ReportRequest, reply));
  app.post(`${all}/neu`, write, (request, reply) => create(request as ReportRequest, reply));
  app.get(
    one,
    read,
    withReport(({ context }, reply, view) =>
      reply.page(<ReportPage base={baseOf(context)} view={view} words={wordsFor(context, view)} rights={rightsOf(context)} />),
    ),
  );
  app.get(
    `${one}/bearbeiten`,
    write,
    withReport((request, reply, view) => showEdit(request, reply, view), true),
  );
  app.post(`${one}/bearbeiten`, write, withReport(edit, true));
  app.get(
    `${one}/freigabe`,
    write,
    withReport(
      (request, reply, view) => showSign(request, reply, view, filterOf((request.query as { zeigen?: unknown }).zeigen)),
      true,
    ),
  );
  app.post(`${one}/freigabe`, write, withReport(sign, true));
  const confirm = (what: 'close' | 'remove') =>
    withReport(
      ({ context }, reply, view) => reply.page(<ReportConfirmPage base={baseOf(context)} view={view} what={what} />),
      true,
    );
  app.get(`${one}/loeschen`, write, confirm('remove'));
  app.post(
    `${one}/loeschen`,
    write,
    withReport(
      async (request, reply, { report }) => done(request, reply, '', await removeReport(request.context, report.id), 'removed'),
      true,
    ),
  );
  app.get(`${one}/abschliessen`, release, confirm('close'));
  app.post(
    `${one}/abschliessen`,
    release,
    withReport(async (request, reply, { report }) =>
      done(request, reply, `/${report.id}`, await closeReport(request.context, report.id), 'closed'),
    ),
  );
  app.post(
    `${one}/oeffentlich`,
    release,
    withReport(async (request, reply, { report }) => {
      const wanted = request.body?.public === 'yes';
      const outcome = await publishReport(request.context, report.id, wanted);
      return done(request, reply, `/${report.id}`, outcome, wanted ? 'published' : 'withdrawn');
    }),
  );
  reportDocumentRoutes(app);
  publicReportRoutes(app);
}
