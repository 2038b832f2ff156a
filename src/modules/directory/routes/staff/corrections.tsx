import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { CorrectionsPage, correctionKinds } from '../../pages/staff/corrections.tsx';
import { readCorrections, settleCorrection } from '../../service/correcting.ts';
import { addressWith, chosen, townOptions } from './inbox.tsx';
import { deskFrame, isId, one, root, staffBase } from './parts.ts';
import { deskWords, labelOf } from './words.ts';

const pageSize = 30;

async function corrections(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const towns = await townOptions(context);
  const kind = chosen(one(sent, 'art'), correctionKinds);
  const town = towns.find(({ value }) => value === one(sent, 'ort'))?.value;
  const after = isId(one(sent, 'nach')) ? one(sent, 'nach') : undefined;
  const values = { art: kind ?? '', ort: town ?? '' };
  const rows = await readCorrections(context, { kind, town, after, limit: pageSize + 1 });
  const shown = rows.slice(0, pageSize);
  const { words } = await deskWords(context);
  const path = `${staffBase(context)}/hinweise`;
  return reply.page(
    <CorrectionsPage
      frame={await deskFrame(context)}
      rows={shown}
      values={values}
      towns={towns}
      townName={words.town}
      fieldLabel={(field) => labelOf(field, words)}
      first={after && addressWith(path, values)}
      next={rows.length > pageSize ? addressWith(path, { ...values, nach: shown.at(-1)?.id }) : undefined}
    />,
  );
}

const settle = (decision: 'applied' | 'dismissed') => async (request: FastifyRequest, reply: FastifyReply) => {
  const { context } = request;
  const { id } = request.params as { id: string };
  if (!isId(id)) return reply.refuse(404);
  const outcome = await settleCorrection(context, id, decision);
  const list = `${staffBase(context)}/hinweise`;
  if (outcome.ok) return reply.redirectWithNotice(list, 'success', `directory:staff.corrections.done_${decision}`);
  if (outcome.code === 'entry.not_found') return reply.refuse(404);
  // The notice carries a key; the sentence of this failure has no details in it.
  return reply.redirectWithNotice(list, 'warning', `directory:staff.failure.${outcome.code}`);
};

export function correctionsRoutes(app: App): void {
  const config = { access: 'directory.review' } as const;
  app.get(`${root}/hinweise`, { config }, corrections);
  app.post(`${root}/hinweise/:id/uebernehmen`, { config }, settle('applied'));
  app.post(`${root}/hinweise/:id/verwerfen`, { config }, settle('dismissed'));
}
