import type { Context } from '#platform/access';
import { uuidPattern } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { FileStore } from '#platform/files';
import { type App, type FastifyReply, type FastifyRequest, type FormErrors, formValues } from '#platform/http';
import { failureText } from '../failures.ts';
import { type ColumnMapping, columnMappingSchema } from '../model/mapping.ts';
import { answerValues, readAnswers } from '../model/mapping-assistant-answers.ts';
import { columnValues, type Faults, mostAsked, readColumnForm, textOf } from '../model/mapping-assistant-columns.ts';
import { MappingAnswersPage } from '../pages/mapping-assistant-answers.tsx';
import { MappingColumnsPage } from '../pages/mapping-assistant-columns.tsx';
import { MappingImpossiblePage } from '../pages/mapping-assistant-list.tsx';
import type { MappedFile } from '../pages/mapping-assistant-parts.tsx';
import { tableSignatures } from '../service/import-mappings.ts';
import {
  type AssistantFailure,
  type Ground,
  groundOf,
  kindOf,
  openColumns,
  openTableOf,
  saveAnswers,
} from '../service/mapping-assistant.ts';
import type { Place } from '../service/mapping-assistant-file.ts';
import { findMapping } from '../store/mapping-assistant.ts';
import { importsBase, mappingListRoutes } from './mapping-assistant-list.tsx';
import { answersProps, placeOptions } from './mapping-assistant-props.ts';

export interface AssistantWiring {
  readonly files: FileStore;
  /** Has the file of an import read again, in the transaction of the answers. */
  readonly readAgain: (trx: Trx, context: Context, importId: string) => Promise<void>;
}

interface Call {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: Context;
  readonly ground: Ground;
  readonly file: MappedFile;
  readonly values: Readonly<Record<string, string>>;
  readonly wiring: AssistantWiring;
}

function refuse(reply: FastifyReply, code: AssistantFailure, address: string): FastifyReply {
  if (code === 'monitoring.not_allowed') return reply.refuse(403);
  if (code === 'monitoring.unknown_import' || code === 'monitoring.unknown_mapping') return reply.refuse(404);
  return reply.redirectWithNotice(address, 'warning', failureText(code));
}

const errorsOf = ({ context }: Call, faults: Faults): FormErrors =>
  Object.fromEntries(Object.entries(faults).map(([field, { key, details }]) => [field, context.t(key, { ...details })]));

/** What could not be opened, as a page that says why. */
function impossible({ context, reply, file }: Call, code: string, detail: string): FastifyReply {
  return reply.page(
    <MappingImpossiblePage file={file} reason={context.t(`monitoring:staff.mapping.problem.${code}`, { detail })} />,
    422,
  );
}

async function showColumns(
  call: Call,
  place: Place,
  again?: { mapping?: ColumnMapping; values?: Record<string, string>; faults?: Faults },
): Promise<FastifyReply> {
  const { context, reply, ground, file, wiring } = call;
  const opened = await openColumns(context, wiring.files, ground, place);
  if (!opened.ok) return refuse(reply, opened.code, file.address);
  if ('code' in opened.value) return impossible(call, opened.value.code, opened.value.detail);
  const { view, remembered } = opened.value;
  const mapping = again?.mapping ?? view.mapping;
  const values = { ...columnValues(mapping), ...again?.values };
  const contents = new Map(view.contents.map((one) => [one.index, one]));
  return reply.page(
    <MappingColumnsPage
      file={file}
      sheets={view.sheets}
      firstRows={view.firstRows}
      headings={[mapping.headerRow, mapping.headerRow + mapping.headerRows - 1]}
      width={view.width}
      columns={mapping.columns.slice(0, mostAsked).map(({ index, heading }) => ({
        index,
        heading,
        examples: (contents.get(index)?.examples ?? []).map((text) => text.slice(0, 40)),
        role: values[`role${index}`] ?? 'ignore',
      }))}
      swapped={view.swapped}
      recognised={view.recognised}
      remembered={remembered?.name}
      places={placeOptions(context, ground.places)}
      values={values}
      errors={again?.faults && errorsOf(call, again.faults)}
    />,
    again?.faults ? 422 : 200,
  );
}

const number = (text: string): number | undefined => (/^\d{1,3}$/.test(text) && Number(text) > 0 ? Number(text) : undefined);

/** Where the employee says the headings are. */
const placeOf = (values: Call['values'], prefix = ''): Place => {
  const name = (field: string) => (prefix ? `${prefix}${field[0]?.toUpperCase()}${field.slice(1)}` : field);
  return {
    sheet: textOf(values, name('sheet')) || undefined,
    headerRow: number(textOf(values, name('headerRow'))),
    headerRows: number(textOf(values, name('headerRows'))),
  };
};

async function postColumns(call: Call): Promise<FastifyReply> {
  const { context, reply, ground, file, values, wiring } = call;
  const shown = placeOf(values, 'shown');
  const opened = await openColumns(context, wiring.files, ground, shown);
  if (!opened.ok) return refuse(reply, opened.code, file.address);
  if ('code' in opened.value) return impossible(call, opened.value.code, opened.value.detail);
  const { view } = opened.value;
  const { mapping, faults } = readColumnForm(view.mapping, values, { contents: view.contents, places: ground.choices.places });
  if (Object.keys(faults).length) return showColumns(call, shown, { values: { ...values }, faults });
  return showAnswers(call, mapping);
}

async function showAnswers(
  call: Call,
  columns: ColumnMapping | null,
  again?: { values: Record<string, string>; faults: Faults },
): Promise<FastifyReply> {
  const { context, reply, ground, file, wiring } = call;
  const opened = await openTableOf(wiring.files, ground, columns);
  if (!opened.ok) return refuse(reply, opened.code, file.address);
  const { seen, problem, rejected } = opened.value;
  if (problem) {
    // Its page says what is wrong with the file, and no answer would mend it.
    if (!columns) return reply.redirectWithNotice(file.address, 'warning', 'monitoring:staff.mapping.impossible');
    const text = context.t(`monitoring:staff.mapping.problem.${problem.code}`, { detail: problem.detail });
    const first = rejected.list[0];
    const reason = first
      ? ` ${context.t('monitoring:staff.mapping.rejected_row', { row: first.row, reason: context.t(`monitoring:staff.mapping.reason.${first.code}`), detail: first.detail })}`
      : '';
    return showColumns(
      call,
      { sheet: columns.sheet ?? undefined, headerRow: columns.headerRow, headerRows: columns.headerRows },
      { mapping: columns, faults: { _form: { key: 'monitoring:staff.mapping.plain', details: { text: text + reason } } } },
    );
  }
  const signature = await signatureOf(call);
  const remembered = signature ? await context.transaction((trx) => findMapping(trx, signature)) : undefined;
  const title = remembered?.name ?? ground.record.report?.reading.title ?? ground.record.fileName.replace(/\.\w{2,5}$/, '');
  const territoryOf = (name: string) => {
    const found = ground.finder.byName(name);
    return found.kind === 'found' ? found.key : undefined;
  };
  const values =
    again?.values ??
    answerValues(seen, ground.choices, {
      title: title.slice(0, 200),
      remembered: remembered?.mapping.table,
      territoryOf,
      columns,
    });
  return reply.page(
    <MappingAnswersPage
      {...answersProps(context, ground, { seen, columns, values })}
      file={file}
      columns={columns ? JSON.stringify(columns) : undefined}
      rejected={rejected}
      values={values}
      errors={again && errorsOf(call, again.faults)}
    />,
    again ? 422 : 200,
  );
}

async function signatureOf({ context, ground, wiring }: Call): Promise<string | null> {
  const { report } = ground.record;
  if (kindOf(ground.record) === 'table') return report ? (report.signature ?? tableSignatures(report.reading)[0] ?? null) : null;
  const opened = await openColumns(context, wiring.files, ground, {});
  return opened.ok && !('code' in opened.value) ? opened.value.signature : null;
}

function sentColumns(values: Call['values']): ColumnMapping | undefined {
  try {
    return columnMappingSchema.parse(JSON.parse(textOf(values, 'columns')));
  } catch {
    return undefined;
  }
}

async function postAnswers(call: Call): Promise<FastifyReply> {
  const { context, reply, ground, file, values, wiring } = call;
  const columns = kindOf(ground.record) === 'columns' ? sentColumns(values) : null;
  if (columns === undefined) return showColumns(call, {});
  const opened = await openTableOf(wiring.files, ground, columns);
  if (!opened.ok) return refuse(reply, opened.code, file.address);
  const { seen, problem } = opened.value;
  if (problem) return showAnswers(call, columns);
  const { answers, faults } = readAnswers(values, seen, ground.choices);
  if (Object.keys(faults).length) return showAnswers(call, columns, { values: { ...values }, faults });
  const signature = await signatureOf(call);
  if (signature === null) return impossible(call, 'no_signature', '');
  const version = Number(textOf(values, 'version'));
  const saved = await saveAnswers(context, wiring, ground, { version, signature, columns, answers, seen });
  if (saved.ok) return reply.redirectWithNotice(file.address, 'success', 'monitoring:staff.mapping.saved');
  if (saved.code !== 'monitoring.changed') return refuse(reply, saved.code, file.address);
  return showAnswers(call, columns, { values: { ...values }, faults: { _form: { key: failureText(saved.code) } } });
}

/** The mapping assistant of an import, and the list of what was answered. */
export function mappingAssistantRoutes(app: App, wiring: AssistantWiring): void {
  const root = '/intern/:district/monitoring/einspielen';
  const config = { access: 'monitoring.import' } as const;
  const withCall = (handler: (call: Call) => Promise<FastifyReply>) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { context } = request;
    const { id = '' } = request.params as { id?: string };
    if (!uuidPattern.test(id)) return reply.refuse(404);
    const address = `${importsBase(context)}/${id}`;
    const ground = await groundOf(context, id);
    if (!ground.ok) return refuse(reply, ground.code, address);
    const { fileName, version } = ground.value.record;
    const values = formValues(request.body) as Record<string, string>;
    const file = { fileName, address, overview: importsBase(context), version: Number(textOf(values, 'version')) || version };
    return handler({ request, reply, context, ground: ground.value, file, values, wiring });
  };
  app.get(
    `${root}/:id/zuordnung`,
    { config },
    withCall((call) => (kindOf(call.ground.record) === 'table' ? showAnswers(call, null) : showColumns(call, {}))),
  );
  app.post(
    `${root}/:id/zuordnung`,
    { config },
    withCall((call) => {
      const step = textOf(call.values, 'schritt');
      if (step === 'zuordnen' || kindOf(call.ground.record) === 'table') return postAnswers(call);
      if (step === 'spalten') return postColumns(call);
      const columns = step === 'zurueck' ? sentColumns(call.values) : undefined;
      if (columns)
        return showColumns(
          call,
          { sheet: columns.sheet ?? undefined, headerRow: columns.headerRow, headerRows: columns.headerRows },
          { mapping: columns },
        );
      return showColumns(call, placeOf(call.values));
    }),
  );
  mappingListRoutes(app, `${root}/zuordnungen`);
}
