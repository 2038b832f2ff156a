import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import type { Outcome } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { type RecordKind, type Run, recordKinds } from '../../model/exchange/run.ts';
import type { Source } from '../../model/exchange/source.ts';
import { DecisionsPage } from '../../pages/exchange/decisions.tsx';
import { RunPage, UndoPage } from '../../pages/exchange/run.tsx';
import { bulkDecisions, decide, decideMany } from '../../service/exchange/deciding.ts';
import { discardRun, orderAccept, orderRead, undoRun } from '../../service/exchange/runs.ts';
import { shownRecord, unitLabel } from '../../service/exchange/showing.ts';
import { forgetLastingDecisions, lastingDecisions } from '../../service/exchange/sources.ts';
import { changesOf, viewRun } from '../../service/exchange/viewing.ts';
import type { DirectoryWiring } from '../../wiring.ts';
import { deskFrame, failureSentence, failureStatus, one, peopleOf } from '../staff/parts.ts';
import { deskWords } from '../staff/words.ts';
import { asked, config, forRun, forSource, onePath, runPath, sourceBase } from './parts.ts';

const isKind = (text: string | undefined): text is RecordKind => recordKinds.includes(text as RecordKind);

/** What somebody wants to see first: what is to be decided, else what is new or changed. */
function firstKind({ report: { counts } }: Run): RecordKind {
  return (['doubtful', 'new', 'changed', 'gone', 'rejected'] as const).find((kind) => counts?.[kind]) ?? 'untouched';
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  source: Source,
  run: Run,
  refusal?: { text: string; status: number },
): Promise<FastifyReply> {
  const { context } = request;
  const [art, from] = [asked(request, 'art'), asked(request, 'ab')];
  const kind = isKind(art) ? art : firstKind(run);
  const conflicts = kind === 'changed' && asked(request, 'strittig') === 'ja';
  const after = from && /^-?\d{1,9}$/.test(from) ? Number(from) : undefined;
  const view = await viewRun(context, run, { kind, conflicts, after });
  const { words } = await deskWords(context);
  const base = `${sourceBase(request, source)}/laeufe/${run.id}`;
  const done = run.state === 'done' || run.state === 'undone' ? await changesOf(context, run, from) : undefined;
  const next = view.next === undefined ? undefined : `${base}?art=${kind}${conflicts ? '&strittig=ja' : ''}&ab=${view.next}`;
  return reply.page(
    <RunPage
      frame={await deskFrame(context)}
      source={source}
      run={run}
      view={{ ...view, records: view.records.map((record) => shownRecord(record, words)), next }}
      kind={kind}
      conflicts={conflicts}
      createdBy={run.createdBy ? (await peopleOf(context, [run.createdBy])).get(run.createdBy) : undefined}
      changes={done && { list: done.changes, next: done.next && `${base}?ab=${done.next}` }}
      refusal={refusal?.text}
    />,
    refusal?.status ?? 200,
  );
}

type Work = (context: Context, run: Run, request: FastifyRequest) => Promise<Outcome<undefined, FailureCode>>;

/** Does something to a run and shows it again. */
const act = (work: Work, back: (request: FastifyRequest) => string = () => '') =>
  forRun(async (request, reply, source, run) => {
    const outcome = await work(request.context, run, request);
    if (outcome.ok) return reply.redirect(`${sourceBase(request, source)}/laeufe/${run.id}${back(request)}`, 303);
    return show(request, reply, source, run, {
      text: failureSentence(request.context, outcome),
      status: failureStatus(outcome.code),
    });
  });

/** Choices of a page of records: `d.<position>` what it is, `s.<position>.<field>` which side. */
function choicesOf(request: FastifyRequest): Parameters<typeof decide>[2] {
  const values = formValues(request.body);
  const positions = one(values, 'positionen')
    .split(',')
    .filter((text) => /^\d{1,9}$/.test(text))
    .slice(0, 100)
    .map(Number);
  return positions.map((position) => {
    const decision = one(values, `d.${position}`);
    const prefix = `s.${position}.`;
    const fields = Object.keys(values).filter((name) => name.startsWith(prefix));
    return {
      position,
      decision: decision === '' || decision === 'offen' || decision === 'keep' ? null : decision,
      fields: Object.fromEntries(fields.map((name) => [name.slice(prefix.length), one(values, name)])),
    };
  });
}

const backToList = (request: FastifyRequest): string => {
  const values = formValues(request.body);
  const art = one(values, 'art');
  const from = one(values, 'ab');
  const query = new URLSearchParams({
    ...(isKind(art) ? { art } : {}),
    ...(one(values, 'strittig') === 'ja' ? { strittig: 'ja' } : {}),
    ...(/^\d{1,9}$/.test(from) ? { ab: from } : {}),
  });
  return `?${query}`;
};

const decideAll: Work = async (context, run, request) => {
  const wanted = one(formValues(request.body), 'was');
  const known = bulkDecisions.find((name) => name === wanted);
  return known ? decideMany(context, run.id, known) : { ok: false, code: 'exchange.state', details: {} };
};

async function showDecisions(request: FastifyRequest, reply: FastifyReply, source: Source): Promise<FastifyReply> {
  const { context } = request;
  const { lines, next } = await lastingDecisions(context, source, asked(request, 'ab'));
  const { words } = await deskWords(context);
  const fields = (decisions: Readonly<Record<string, string>>, side: string) =>
    Object.keys(decisions).flatMap((unit) => (decisions[unit] === side ? [unitLabel(unit, words)] : []));
  return reply.page(
    <DecisionsPage
      frame={await deskFrame(context)}
      source={source}
      lines={lines.map(({ decisions, ...line }) => ({
        ...line,
        ours: fields(decisions, 'ours'),
        theirs: fields(decisions, 'theirs'),
      }))}
      next={next && `${sourceBase(request, source)}/entscheidungen?ab=${encodeURIComponent(next)}`}
    />,
  );
}

async function forget(request: FastifyRequest, reply: FastifyReply, source: Source): Promise<FastifyReply> {
  const done = await forgetLastingDecisions(request.context, source, one(formValues(request.body), 'satz'));
  if (!done) return reply.refuse(404);
  return reply.redirectWithNotice(
    `${sourceBase(request, source)}/entscheidungen`,
    'success',
    'directory:staff.exchange.forgotten',
  );
}

/** Runs of a source: what they would do, and what is done with them. */
export function runRoutes(app: App, { files }: Pick<DirectoryWiring, 'files'>): void {
  app.get(
    runPath,
    { config },
    forRun((request, reply, source, run) => show(request, reply, source, run)),
  );
  app.post(
    `${runPath}/lesen`,
    { config },
    act((context, run) => orderRead(context, run.id)),
  );
  app.post(
    `${runPath}/uebernehmen`,
    { config },
    act((context, run) => orderAccept(context, run.id)),
  );
  app.post(
    `${runPath}/verwerfen`,
    { config },
    act((context, run) => discardRun(context, files, run.id)),
  );
  app.post(
    `${runPath}/entscheiden`,
    { config },
    act((context, run, request) => decide(context, run.id, choicesOf(request)), backToList),
  );
  app.post(`${runPath}/alle`, { config }, act(decideAll, backToList));
  app.get(
    `${runPath}/zuruecknehmen`,
    { config },
    forRun(async (request, reply, source, run) =>
      reply.page(<UndoPage frame={await deskFrame(request.context)} source={source} run={run} />),
    ),
  );
  app.post(
    `${runPath}/zuruecknehmen`,
    { config },
    act((context, run) => undoRun(context, run.id)),
  );
  app.get(`${onePath}/entscheidungen`, { config }, forSource(showDecisions));
  app.post(`${onePath}/entscheidungen`, { config }, forSource(forget));
}
