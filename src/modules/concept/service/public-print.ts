import type { Territory } from '#modules/territory';
import { nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { compilePdf, qrSvg } from '#platform/documents';
import { german } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { countingSteps } from '../model/rules.ts';
import type { PublicRecommendation } from './public-reading.ts';

/** Short permanent address of a recommendation; without the concept's name for the district's own. */
export function shortAddress({ publicUrl, tenant }: Pick<Context, 'publicUrl' | 'tenant'>, view: PublicRecommendation): string {
  const { concept, recommendation } = view;
  const own = concept.territory === tenant.ags ? '' : `${concept.slug}/`;
  return `${publicUrl}/${tenant.slug}/e/${own}${recommendation.number}`;
}

/** A recommendation as an accessible PDF (PDF/UA-1): its words are German, the labels in the language of the visit. */
export async function recommendationPdf(
  context: Context,
  view: PublicRecommendation,
  territories: readonly Territory[],
): Promise<Buffer> {
  const { t, language } = context;
  const { recommendation: one, from, concept } = view;
  const day = (value: string) =>
    new Intl.DateTimeFormat(language.locale, { dateStyle: 'long', timeZone: 'Europe/Berlin' }).format(new Date(value));
  const own = (label: string, ...lines: (string | false | null | undefined)[]) => ({
    label,
    german: false,
    lines: lines.filter(Boolean),
  });
  const words = (label: string, ...lines: (string | false | null | undefined)[]) => ({
    label,
    german: true,
    lines: lines.filter(Boolean),
  });
  const rows = [
    own(t('concept:public.status'), t(`concept:status.${one.status}`)),
    own(t('concept:public.progress.title'), one.progress !== null && t('concept:public.percent', { percent: one.progress })),
    words(t('concept:public.field'), from.fields.find(({ id }) => id === one.fieldId)?.title),
    words(t('concept:public.goal'), from.goals.find(({ id }) => id === one.goalId)?.title),
    words(t('concept:public.facet.zielgruppe'), one.targetGroups.join(', ')),
    own(t('concept:public.space'), one.levels.map((level) => t(`concept:level.${level}`)).join(', ')),
    words(t('concept:public.places'), territories.map((unit) => nameIn(unit, german.tag)).join(', ')),
    words(t('concept:public.stakeholders'), ...one.stakeholders.map(({ name }) => name)),
    own(t('concept:public.responsible'), one.responsibilities.map((each) => t(`concept:responsibility.${each}`)).join(', ')),
    own(t('concept:public.facet.frist'), one.timeFrame && t(`concept:time.${one.timeFrame}`)),
    words(t('concept:public.funding'), one.fundingReservation),
    words(t('concept:public.contact'), one.contact),
  ].filter(({ lines }) => lines.length > 0);
  const steps = countingSteps(one.steps).map((step) => [
    step.title,
    t(`concept:step.${step.state}`),
    (step.doneOn ?? step.dueOn) ? day((step.doneOn ?? step.dueOn) as string) : '–',
  ]);
  const address = shortAddress(context, view);
  const data = {
    germanTag: german.tag,
    summary: one.summary,
    wordingTitle: t('concept:public.wording'),
    wording: one.wording,
    rows,
    stepsTitle: t('concept:public.steps'),
    stepsHead: [t('concept:public.step'), t('concept:public.status'), t('concept:public.due')],
    steps,
    sender: tenantName(context.tenant, language),
    note: t('concept:public.number', { number: one.number }),
    source: `${concept.title}, ${from.edition.title}`,
    date: day(dayOf(context.now())),
    pageLabel: t('concept:public.page', { page: '{page}', pages: '{pages}' }),
    address,
    qr: qrSvg(address, { title: t('concept:public.qr_alt', { address }) }),
    qrLabel: t('concept:public.short'),
  };
  return compilePdf({ root: 'src/modules/concept/typst', main: 'recommendation.typ' }, data, {
    language,
    title: one.title,
    format: 'a4',
    accent: context.tenant.settings.accent,
    createdAt: context.now(),
  });
}
