import { z } from 'zod';
import { type App, type FastifyReply, type FastifyRequest, parseForm } from '#platform/http';
import { failureText } from '../failures.ts';
import { eachTown } from '../model/report.ts';
import { ReportConfirmPage, ReportPage } from '../pages/report-editing.tsx';
import { ReportFormPage, type ReportFormProps, ReportsPage } from '../pages/report-list.tsx';
import { PreviewPage } from '../pages/report-shown.tsx';
import { reportFormats } from '../service/report-files.ts';
import { subjects } from '../service/report-reading.ts';
import {
  allReports,
  choices,
  draftDocument,
  draftFile,
  faultsOf,
  type ReportView,
  reportView,
} from '../service/report-viewing.ts';
import { createReport, editReport, freezeReport, removeReport } from '../service/reports.ts';
import { drawingFor } from './profile.tsx';
import { afterwards, withReport } from './report-answers.ts';
import { blockRoutes } from './report-blocks.tsx';
import { editionRoutes } from './report-editions.tsx';
import { one, refuseReport, reportsBase, reportsRoot, versionOf } from './report-paths.ts';
import { sendReport } from './report-sending.ts';

const territory = z.string().max(80);
const title = z.string().min(1).max(200);
const newSchema = z.object({ title, territory, beginning: z.enum(['town', 'district', 'empty']) });
const editSchema = z.object({ title, territory, version: z.coerce.number().int().positive() });

async function showForm(request: FastifyRequest, reply: FastifyReply, props: Partial<ReportFormProps>) {
  const { context } = request;
  const values = { territory: eachTown, beginning: 'town', ...props.report };
  const page = (
    <ReportFormPage
      base={reportsBase(context)}
      places={await subjects(context)}
      values={{
        title: '',
        territory: values.territory,
        beginning: values.beginning,
        ...(props.report && { title: props.report.title }),
      }}
      {...props}
    />
  );
  return reply.page(page, props.errors || props.theirs ? 422 : 200);
}

async function create(request: FastifyRequest, reply: FastifyReply) {
  const { context, visit } = request;
  const form = parseForm(newSchema, request.body, visit.t);
  if (!form.ok) return showForm(request, reply, { values: form.values, errors: form.errors });
  const outcome = await createReport(context, form.data);
  if (outcome.ok)
    return reply.redirectWithNotice(
      `${reportsBase(context)}/${outcome.value}`,
      'success',
      'monitoring:staff.report.done.created',
    );
  if (outcome.code !== 'monitoring.unknown_place') return refuseReport(reply, outcome.code);
  return showForm(request, reply, { values: form.values, errors: { territory: visit.t(failureText(outcome.code)) } });
}

async function edit(request: FastifyRequest, reply: FastifyReply, { report }: ReportView) {
  const { context, visit } = request;
  const form = parseForm(editSchema, request.body, visit.t);
  if (!form.ok) return showForm(request, reply, { report, values: form.values, errors: form.errors });
  const { version, ...input } = form.data;
  const outcome = await editReport(context, report.id, version, input);
  const here = `${reportsBase(context)}/${report.id}`;
  if (outcome.ok) return reply.redirectWithNotice(here, 'success', 'monitoring:staff.report.done.saved');
  if (outcome.code === 'monitoring.unknown_place')
    return showForm(request, reply, { report, values: form.values, errors: { territory: visit.t(failureText(outcome.code)) } });
  if (outcome.code !== 'monitoring.changed') return refuseReport(reply, outcome.code);
  const theirs = (await reportView(context, report.id))?.report ?? report;
  return showForm(request, reply, { report, values: form.values, theirs });
}

async function show(request: FastifyRequest, reply: FastifyReply, view: ReportView) {
  const { context } = request;
  const { report, about, editions } = view;
  return reply.page(
    <ReportPage
      base={reportsBase(context)}
      report={report}
      editions={editions}
      places={await subjects(context)}
      about={about}
      choices={await choices(context)}
      faults={await faultsOf(context, report.blocks, about)}
      mayEdit={context.may('monitoring.report')}
    />,
  );
}

/** Territory of a report that a query asks for; the first one when it asks for none. */
const chosen = ({ about }: ReportView, request: FastifyRequest) => {
  const slug = one(request.query, 'ort');
  return slug ? about.find((each) => each.slug === slug) : about[0];
};

/** Reports for staff: compose, look at, freeze. */
export function reportRoutes(app: App): void {
  const path = `${reportsRoot}/:report`;
  const read = { config: { access: 'monitoring.read' } } as const;
  const write = { config: { access: 'monitoring.report' } } as const;

  app.get(reportsRoot, read, async ({ context }, reply) => {
    const places = await subjects(context);
    const mayEdit = context.may('monitoring.report');
    return reply.page(
      <ReportsPage base={reportsBase(context)} {...(await allReports(context))} places={places} mayEdit={mayEdit} />,
    );
  });
  app.get(`${reportsRoot}/neu`, write, (request, reply) => showForm(request, reply, {}));
  app.post(`${reportsRoot}/neu`, write, create);
  app.get(path, read, withReport(show));
  app.get(
    `${path}/bearbeiten`,
    write,
    withReport((request, reply, { report }) => showForm(request, reply, { report })),
  );
  app.post(`${path}/bearbeiten`, write, withReport(edit));

  app.get(
    `${path}/vorschau`,
    read,
    withReport(async (request, reply, view) => {
      const about = chosen(view, request);
      if (!about) return reply.refuse(404);
      const document = await draftDocument(request.context, view.report, about);
      const base = reportsBase(request.context);
      return reply.page(<PreviewPage base={base} report={view.report} document={document} draw={drawingFor('de')} />);
    }),
  );
  for (const format of reportFormats)
    app.get(
      `${path}/bericht.${format}`,
      read,
      withReport(async (request, reply, view) => {
        const about = chosen(view, request);
        if (!about) return reply.refuse(404);
        const content = await draftFile(request.context, view.report, about, format);
        return sendReport(reply, `${view.report.slug}-${about.slug}-entwurf`, format, content);
      }),
    );

  const confirm = (what: 'freeze' | 'remove') =>
    withReport((request, reply, { report }) =>
      reply.page(<ReportConfirmPage base={reportsBase(request.context)} report={report} what={what} />),
    );
  app.get(`${path}/einfrieren`, write, confirm('freeze'));
  app.post(
    `${path}/einfrieren`,
    write,
    withReport(async (request, reply, { report }) => {
      const outcome = await freezeReport(request.context, report.id, versionOf(request.body));
      return afterwards(request, reply, report, outcome, { done: 'frozen', anchor: '#ausgaben' });
    }),
  );
  app.get(`${path}/loeschen`, write, confirm('remove'));
  app.post(
    `${path}/loeschen`,
    write,
    withReport(async (request, reply, { report }) => {
      const outcome = await removeReport(request.context, report.id);
      if (!outcome.ok) return afterwards(request, reply, report, outcome, { done: '' });
      return reply.redirectWithNotice(reportsBase(request.context), 'success', 'monitoring:staff.report.done.removed');
    }),
  );
  blockRoutes(app);
  editionRoutes(app);
}
