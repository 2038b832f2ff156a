import { z } from 'zod';
import { type App, type FastifyReply, type FastifyRequest, formValues, type ParsedForm, parseForm } from '#platform/http';
import type { Outcome } from '#platform/outcome';
import { Confirm, StaffPage } from '#platform/ui';
import type { FailureCode } from '../failures.ts';
import { decisionForm, enteredVoteForm, versionForm } from '../model/resolution-form.ts';
import type { RecordForm } from '../pages/resolution-form-state.ts';
import { resolutionRecord } from '../service/resolution-reading.ts';
import { decideResolution, publishResolution, withdrawResolution } from '../service/resolutions.ts';
import { closeLetter, enterVote, startLetter } from '../service/voting.ts';
import type { NetworksWiring } from '../wiring.ts';
import { one } from './parts.ts';
import { idOf, plainRefusal, resolutionsOf, sentence, showRecord } from './resolution-parts.tsx';

const root = '/intern/:district/beschluesse/:resolution';
const config = { config: { access: 'networks.edit' } } as const;

/** Fields of the decision by the refusals that they can mend. */
const fields: Readonly<Record<string, string>> = {
  'networks.votes_exceed_seats': 'yes',
  'networks.seats_unknown': 'chairDecision',
  'networks.outcome_unexplained': 'chairDecision',
  'networks.decided_in_future': 'decidedOn',
  'networks.unknown_member': 'member',
};

/** A form of one button. */
const anyForm = z.object({});

/** What is done with a resolution besides its wording: decided, withdrawn, shown, sent around, voted on, closed. */
export function resolutionChangeRoutes(app: App, { effects }: Pick<NetworksWiring, 'effects'>): void {
  /** A POST about one resolution that comes back to its record. */
  function change<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    kind: RecordForm['kind'],
    notice: string,
    work: (request: FastifyRequest, id: string, data: z.output<Schema>) => Promise<Outcome<unknown, FailureCode>>,
  ): void {
    app.post(`${root}/${path}`, config, async (request: FastifyRequest, reply: FastifyReply) => {
      const { context } = request;
      const id = idOf(request, 'resolution');
      const record = id ? await resolutionRecord(context, id) : undefined;
      if (!id || !record?.ok) return reply.refuse(404);
      if (!record.value.mayEdit) return reply.refuse(403);
      const form = parseForm(schema, request.body, context.t) as ParsedForm<z.output<Schema>>;
      if (!form.ok)
        return showRecord(request, reply, effects, id, {
          kind,
          values: form.values,
          errors: kind === 'notice' ? { _form: Object.values(form.errors)[0] ?? '' } : form.errors,
        });
      const outcome = await work(request, id, form.data);
      if (outcome.ok) return reply.redirectWithNotice(`${resolutionsOf(context)}/${id}`, 'success', notice);
      const status = plainRefusal(outcome.code);
      if (status) return reply.refuse(status);
      const field = kind === 'notice' ? undefined : fields[outcome.code];
      const errors = { [field ?? '_form']: sentence(context, outcome) };
      return showRecord(request, reply, effects, id, { kind: field ? kind : 'notice', values: form.values, errors });
    });
  }

  change('entscheiden', decisionForm, 'decision', 'networks:staff.decision.saved', ({ context }, id, data) => {
    const { yes, no, abstain, version, ...rest } = data;
    return decideResolution(context, effects, id, { ...rest, count: { yes, no, abstain } }, version);
  });
  change('umlauf', versionForm, 'notice', 'networks:staff.letter.started', ({ context }, id, { version }) =>
    startLetter(context, id, version),
  );
  change('schliessen', anyForm, 'notice', 'networks:staff.letter.closed', ({ context }, id) => closeLetter(context, effects, id));
  change('stimmen', enteredVoteForm, 'vote', 'networks:staff.letter.entered', ({ context }, id, { member, vote, remark }) =>
    enterVote(context, id, member, vote, remark),
  );
  change('veroeffentlichen', anyForm, 'notice', 'networks:staff.saved', ({ context, body }, id) =>
    publishResolution(context, id, one(formValues(body), 'public') === 'yes'),
  );
  change('zurueckziehen', anyForm, 'notice', 'networks:staff.resolution.withdrawn', ({ context }, id) =>
    withdrawResolution(context, id),
  );

  app.get(`${root}/zurueckziehen`, config, async (request, reply) => {
    const { context } = request;
    const id = idOf(request, 'resolution');
    const found = id ? await resolutionRecord(context, id) : undefined;
    if (!found?.ok) return reply.refuse(404);
    const { resolution, mayEdit } = found.value;
    if (!mayEdit) return reply.refuse(403);
    const address = `${resolutionsOf(context)}/${resolution.id}`;
    const question = context.t('networks:staff.resolution.withdraw_question', { number: resolution.number });
    return reply.page(
      <StaffPage title={question}>
        <Confirm
          question={question}
          action={`${address}/zurueckziehen`}
          confirmLabel={context.t('networks:staff.resolution.withdraw')}
          cancelHref={address}
          danger
        >
          <p>{context.t('networks:staff.resolution.withdraw_text')}</p>
        </Confirm>
      </StaffPage>,
    );
  });
}
