import { z } from 'zod';
import { readPostcode } from '#modules/territory';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import { findLanguage } from '#platform/i18n';
import type { FormErrors, FormValues } from '#platform/ui';
import { countedTown } from '../../model/demand/demand.ts';
import { type MissingOffer, MissingOfferPage } from '../../pages/demand/outside.tsx';
import type { Asker, DemandCounter } from '../../service/demand/counting.ts';
import { demandVocabulary } from '../../service/demand/supply.ts';
import type { SearchAddress, SearchPage } from '../../service/searching.ts';
import { paths } from '../../service/showing/addresses.ts';
import { groundOf } from '../../service/showing/ground.ts';

const missingSchema = z.object({
  thema: z.string().regex(/^[a-z0-9-]{2,60}$/),
  sprache: z
    .string()
    .refine((code) => code === '' || findLanguage(code) !== undefined, { message: 'http:field.choice' })
    .default(''),
  plz: z
    .string()
    .refine((typed) => typed === '' || readPostcode(typed) !== undefined, { message: 'http:field.format' })
    .default(''),
});

/** What tells one asker from another for an hour; never stored. */
export const askerOf = (request: FastifyRequest): Asker => ({
  address: request.ip,
  userAgent: String(request.headers['user-agent'] ?? ''),
});

async function formOf(context: Context, values: FormValues = {}, errors: FormErrors = {}): Promise<MissingOffer> {
  const { topics, languages } = await demandVocabulary(context);
  return {
    action: paths.missing(context),
    topics: topics.map(({ id, name }) => ({ id, name })),
    languages: languages.filter(({ id }) => id !== 'deu'),
    values,
    errors,
  };
}

/** The form below a search that found nothing, or that began at a postcode elsewhere. */
export async function missingOffer(
  context: Context,
  address: SearchAddress,
  { total, place }: Pick<SearchPage, 'total' | 'place'>,
): Promise<MissingOffer | undefined> {
  if (total && !place?.outside) return undefined;
  const plz = place?.kind === 'postcode' ? place.typed : address.plz;
  const { topics, topOf } = await demandVocabulary(context);
  const [topic = ''] = address.thema.flatMap((id) => topOf(id) ?? id).filter((id) => topics.some((one) => one.id === id));
  const language = address.sprache[0] ?? (context.language.id === 'deu' ? '' : context.language.id);
  return formOf(context, { thema: topic, sprache: language, plz: plz ?? '' });
}

/** "What do you miss?", without an account, without free text, without JavaScript. */
export function outsideRoutes(app: App, demand: DemandCounter): void {
  const address = '/:district/:language/fehlt-mir';
  const show = async (reply: FastifyReply, context: Context, values: FormValues = {}, errors: FormErrors = {}) =>
    reply.page(<MissingOfferPage missing={await formOf(context, values, errors)} />, Object.keys(errors).length ? 422 : 200);

  app.get(address, { config: { access: 'public' } }, ({ context }, reply) => show(reply, context));
  app.post(address, { config: { access: 'public', limitPerMinute: 10 } }, async (request, reply) => {
    const { context } = request;
    const form = parseForm(missingSchema, request.body, context.t);
    if (!form.ok) return show(reply, context, formValues(request.body), form.errors);
    const { thema: topic, sprache: language, plz } = form.data;
    const { topics } = await demandVocabulary(context);
    if (!topics.some(({ id }) => id === topic))
      return show(reply, context, form.values, { thema: context.t('http:field.choice') });
    const town = countedTown(readPostcode(plz), (await groundOf(context)).towns);
    await demand.outside(context, { topic, language, town }, askerOf(request));
    return reply.redirectWithNotice(paths.search(context), 'success', 'directory:outside.thanks');
  });
}
