import { Disclosure, Section, useView } from '#platform/ui';
import type { Resolution } from '../model/resolution.ts';
import { dayText } from './frame.tsx';
import { Wording } from './resolution-parts.tsx';

/** What a body decided and shows, on its public page. */
export function PublicResolutions({ rows }: { rows: readonly Resolution[] }) {
  const { t, language } = useView();
  return (
    <Section title={t('networks:resolutions')} id="beschluesse">
      {rows.map(({ id, number, title, wording, state, decidedOn }) => (
        <Disclosure key={id} title={`${number} · ${title}`}>
          <p>
            {t(`networks:vote.result.${state === 'passed' ? 'passed' : 'rejected'}`)}
            {decidedOn && `, ${dayText(decidedOn, language)}`}
          </p>
          <Wording text={wording} />
        </Disclosure>
      ))}
    </Section>
  );
}
