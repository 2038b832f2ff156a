import type { App, FastifyReply } from '#platform/http';
import { parseForm } from '#platform/http';
import type { Outcome } from '#platform/outcome';
import { type FailureCode, failureText } from '../failures.ts';
import { quarterChangeSchema, quarterNameSchema } from '../model/forms.ts';
import { levelOf, parentKeyOf } from '../model/keys.ts';
import { addQuarter, closeQuarter, renameQuarter, reopenQuarter } from '../service/quarters.ts';
import { editPermission } from '../service/scope.ts';
import { refuse, showTown, staffBase, type TownRequest, texts } from './staff.tsx';

/** Refusals that a field of the form can mend. */
const fieldOf: Partial<Record<FailureCode, string>> = {
  'territory.quarter_name': 'name',
  'territory.quarter_taken': 'name',
  'territory.closing_date': 'lastDay',
};

interface Posted {
  readonly quarter: string;
  readonly values: Record<string, string>;
  readonly notice: string;
}

async function answer(
  request: TownRequest,
  reply: FastifyReply,
  outcome: Outcome<unknown, FailureCode>,
  posted: Posted,
): Promise<FastifyReply> {
  const { quarter, values } = posted;
  if (outcome.ok) {
    const address = `${staffBase(request.context)}/${request.params.town}#quartiere`;
    return reply.redirectWithNotice(address, 'success', `territory:staff.quarter.${posted.notice}`);
  }
  const field = fieldOf[outcome.code];
  if (!field) return refuse(reply, outcome.code);
  const errors = { [field]: request.visit.t(failureText(outcome.code)) };
  return showTown(request, reply, { quarterForm: { quarter, values, errors } }, 422);
}

export function staffQuarterRoutes(app: App): void {
  const config = { access: editPermission } as const;

  app.post('/intern/:district/sozialraeume/:town/quartiere', { config }, async (raw, reply) => {
    const request = raw as TownRequest;
    const form = parseForm(quarterNameSchema, request.body, request.visit.t);
    const values = texts(form.values);
    if (!form.ok) return showTown(request, reply, { quarterForm: { quarter: 'neu', values, errors: form.errors } }, 422);
    const outcome = await addQuarter(request.context, request.params.town, form.data.name);
    return answer(request, reply, outcome, { quarter: 'neu', values, notice: 'added' });
  });

  app.post<{ Params: TownRequest['params'] & { quarter: string } }>(
    '/intern/:district/sozialraeume/:town/quartiere/:quarter',
    { config },
    async (raw, reply) => {
      const request = raw as unknown as TownRequest;
      const { quarter: key, town } = raw.params;
      if (levelOf(key) !== 'quartier' || parentKeyOf(key) !== town) return reply.refuse(404);
      const form = parseForm(quarterChangeSchema, request.body, request.visit.t);
      const values = texts(form.values);
      if (!form.ok) return showTown(request, reply, { quarterForm: { quarter: key, values, errors: form.errors } }, 422);
      const { context } = request;
      switch (form.data.aktion) {
        case 'umbenennen':
          return answer(request, reply, await renameQuarter(context, key, form.data.name), {
            quarter: key,
            values,
            notice: 'renamed',
          });
        case 'schliessen':
          return answer(request, reply, await closeQuarter(context, key, form.data.lastDay), {
            quarter: key,
            values,
            notice: 'was_closed',
          });
        case 'oeffnen':
          return answer(request, reply, await reopenQuarter(context, key), { quarter: key, values, notice: 'reopened' });
      }
    },
  );
}
