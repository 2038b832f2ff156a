import { z } from 'zod';
import { uuidv7 } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import { correctableFields, isCorrectable } from '../model/corrections.ts';
import { fieldText } from '../model/field-text.ts';
import { type FormValues, text } from '../model/form/values.ts';
import { CorrectPage } from '../pages/proposals/correct.tsx';
import { answerStillRight, suggestCorrection } from '../service/correcting.ts';
import { successorOf } from '../service/duplicates/redirects.ts';
import { readFormGround, wordsOf } from '../service/ground.ts';
import { paths } from '../service/showing/addresses.ts';
import { findPublicOffer } from '../store/public-offers.ts';
import { submissionKeyOf } from './posted.ts';

const correctionSchema = z.object({
  feld: z.enum(correctableFields),
  vorschlag: z.string().min(3).max(2000),
});

const slugOf = (request: FastifyRequest) => text(formValues(request.params), 'slug') ?? '';

/**
 * The offer is not public: leads on to the one it was merged into, else "not found". A form that was open during the
 * merge is sent again to where it leads (308), so that nothing that somebody wrote is lost.
 */
async function leadOn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const slug = slugOf(request);
  const successor = await successorOf(request.context, 'offer', slug);
  if (!successor) return reply.refuse(404);
  const address = request.url.replace(`/angebote/${slug}/`, `/angebote/${successor}/`);
  return reply.redirect(address, request.method === 'GET' ? 301 : 308);
}

/** Routes for "this is wrong" and "is this still right?"; no account, no personal data. */
export function correctionRoutes(app: App): void {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    values: FormValues,
    errors: Readonly<Record<string, string>> = {},
    status = 200,
  ) => {
    const { context } = request;
    const slug = slugOf(request);
    const row = await findPublicOffer(context.database.shared, context.tenant.id, slug);
    if (!row) return leadOn(request, reply);
    const words = wordsOf(context, await readFormGround(context));
    const field = text(values, 'feld') ?? '';
    const offerHref = paths.offer(context, row.slug);
    return reply.page(
      <CorrectPage
        name={row.content.name}
        action={`${offerHref}/korrektur`}
        stillRightAction={`${offerHref}/noch-richtig`}
        proposeHref={`${paths.propose(context)}?aendern=${row.slug}`}
        offerHref={offerHref}
        hidden={{ submissionKey: text(values, 'submissionKey') ?? uuidv7() }}
        stillRightHidden={{ submissionKey: uuidv7() }}
        values={values}
        errors={errors}
        fields={correctableFields.map((value) => ({ value, label: context.t(`directory:field.label.${value}`) }))}
        now={isCorrectable(field) ? fieldText('offer', field, row.content[field as keyof typeof row.content], words) : ''}
      />,
      status,
    );
  };

  app.get('/:district/:language/angebote/:slug/korrektur', { config: { access: 'public' } }, (request, reply) => {
    const field = text(formValues(request.query), 'feld') ?? '';
    return show(request, reply, isCorrectable(field) ? { feld: field } : {});
  });

  app.post(
    '/:district/:language/angebote/:slug/korrektur',
    { config: { access: 'public', limitPerMinute: 10 } },
    async (request, reply) => {
      const { context } = request;
      const values = formValues(request.body);
      const parsed = parseForm(correctionSchema, values, context.t);
      if (!parsed.ok) return show(request, reply, values, parsed.errors, 422);
      const offerHref = paths.offer(context, slugOf(request));
      // A filled trap field comes from a machine, which is thanked like everybody else.
      if (text(values, 'leer') === undefined) {
        const { feld: field, vorschlag: suggestion } = parsed.data;
        const result = await suggestCorrection(context, {
          slug: slugOf(request),
          field,
          suggestion,
          submissionKey: submissionKeyOf(values),
        });
        if (!result.ok) return leadOn(request, reply);
      }
      return reply.redirectWithNotice(offerHref, 'success', 'directory:correction.sent');
    },
  );

  app.post(
    '/:district/:language/angebote/:slug/noch-richtig',
    { config: { access: 'public', limitPerMinute: 10 } },
    async (request, reply) => {
      const { context } = request;
      const values = formValues(request.body);
      const answer = text(values, 'antwort');
      const slug = slugOf(request);
      if (answer !== 'ja' && answer !== 'nein')
        return show(request, reply, values, { _form: context.t('directory:correction.again') }, 422);
      const result = await answerStillRight(context, {
        slug,
        stillRight: answer === 'ja',
        submissionKey: submissionKeyOf(values),
      });
      if (!result.ok) return leadOn(request, reply);
      const offerHref = paths.offer(context, slug);
      if (answer === 'ja') return reply.redirectWithNotice(offerHref, 'success', 'directory:correction.still.yes');
      return reply.redirectWithNotice(`${offerHref}/korrektur`, 'info', 'directory:correction.still.no');
    },
  );
}
