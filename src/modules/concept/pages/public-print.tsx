import { DescriptionList, LinkButton, PrintPage, QrImage, useView } from '#platform/ui';
import { countingSteps } from '../model/rules.ts';
import { conceptPath, formatDay, German, GermanProse, StatusMark } from './public-parts.tsx';
import { factsOf, type RecommendationPageProps } from './public-recommendation.tsx';

/** The recommendation on one sheet. */
export function RecommendationPrint(props: RecommendationPageProps) {
  const view = useView();
  const { t, language } = view;
  const { recommendation, concept, from } = props.view;
  const { number, title, summary, wording, status, progress, steps } = recommendation;
  const base = conceptPath(view, concept, String(number));
  return (
    <PrintPage
      title={title}
      backHref={base}
      tools={
        <LinkButton href={`${base}/blatt.pdf`} icon="download">
          {t('concept:public.pdf')}
        </LinkButton>
      }
      foot={
        <p>
          <German>
            {concept.title}, {from.edition.title}
          </German>
        </p>
      }
    >
      <p>{t('concept:public.number', { number })}</p>
      <h1>
        <German>{title}</German>
      </h1>
      <p>
        <StatusMark status={status} />
        {progress !== null && ` · ${t('concept:public.percent', { percent: progress })}`}
      </p>
      <GermanProse text={summary} />
      {wording && (
        <>
          <h2>{t('concept:public.wording')}</h2>
          <GermanProse text={wording} />
        </>
      )}
      <DescriptionList items={factsOf(props, view)} />
      {countingSteps(steps).length > 0 && (
        <>
          <h2>{t('concept:public.steps')}</h2>
          <ul>
            {countingSteps(steps).map((step) => (
              <li key={step.id}>
                <German>{step.title}</German> ({t(`concept:step.${step.state}`)}
                {step.dueOn && `, ${formatDay(step.dueOn, language)}`})
              </li>
            ))}
          </ul>
        </>
      )}
      <QrImage src={`${base}/qr.svg`} alt={t('concept:public.qr_alt', { address: props.address })} />
      <p>
        {t('concept:public.short')} <bdi dir="ltr">{props.address}</bdi>
      </p>
    </PrintPage>
  );
}
