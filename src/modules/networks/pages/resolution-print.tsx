import { DescriptionList, PrintPage, useView } from '#platform/ui';
import type { Resolution } from '../model/resolution.ts';
import { dayText } from './frame.tsx';
import type { EffectText } from './resolution-form-state.ts';
import { resolutionsBase } from './resolution-list.tsx';
import { CountText, WayText, Wording } from './resolution-parts.tsx';

/** The sheet of a resolution for the file; without the names of who voted how. */
export function ResolutionPrintPage({ resolution, effects }: { resolution: Resolution; effects: readonly EffectText[] }) {
  const { t, language, district } = useView();
  const title = t('networks:staff.resolution.named', { number: resolution.number });
  return (
    <PrintPage title={`${title}: ${resolution.title}`} backHref={`${resolutionsBase(district)}/${resolution.id}`}>
      <p>{title}</p>
      <h1 lang="de">{resolution.title}</h1>
      <DescriptionList
        items={[
          { term: t('networks:staff.resolution.body'), value: resolution.bodyName },
          { term: t('networks:staff.resolution.way'), value: <WayText resolution={resolution} /> },
          { term: t('networks:staff.resolution.item'), value: resolution.agendaItemTitle },
          { term: t('networks:staff.resolution.paper_number'), value: resolution.paperNumber },
          { term: t('networks:staff.resolution.state'), value: t(`networks:staff.resolution.state.${resolution.state}`) },
          {
            term: t('networks:staff.resolution.decided_on'),
            value: resolution.decidedOn && dayText(resolution.decidedOn, language),
          },
          { term: t('networks:staff.resolution.votes'), value: resolution.decidedOn && <CountText resolution={resolution} /> },
          { term: t('networks:staff.resolution.chair_decision'), value: resolution.chairDecision },
        ]}
      />
      <h2>{t('networks:staff.resolution.wording')}</h2>
      <Wording text={resolution.wording} />
      {effects.length > 0 && (
        <>
          <h2>{t('networks:staff.effect.title')}</h2>
          <ul>
            {effects.map(({ label, subject }, index) => (
              <li key={index}>
                {label}: <bdi lang="de">{subject}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </PrintPage>
  );
}
