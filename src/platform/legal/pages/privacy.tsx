import { Prose, useView } from '#platform/ui';
import { type Legal, LegalPage, MailLink } from './parts.tsx';

const supervisor = {
  name: 'Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen (LDI NRW)',
  address: 'Kavalleriestraße 2–4, 40213 Düsseldorf',
  email: 'poststelle@ldi.nrw.de',
};

/** What the program itself does with data; the same list as docs/privacy.md, for visitors. */
const parts = ['visit', 'search', 'cookies', 'proposals', 'feedback', 'messages', 'counts', 'accounts', 'others'] as const;

/** Privacy notice: Art. 13 and 14 GDPR. */
export function PrivacyPage({ legal }: { legal: Legal }) {
  const { t } = useView();
  return (
    <LegalPage title={t('legal:privacy.title')} missing={!legal}>
      <Prose>
        <h2>{t('legal:privacy.responsible')}</h2>
        <p>{legal ? <bdi lang="de">{legal.authority}</bdi> : t('legal:privacy.responsible_missing')}</p>
        {legal && (
          <p>
            {t('legal:privacy.officer')} <bdi lang="de">{legal.privacyOfficer}</bdi>
          </p>
        )}
        {parts.map((part) => (
          <>
            <h2 key={part}>{t(`legal:privacy.${part}`)}</h2>
            <p>{t(`legal:privacy.${part}_text`)}</p>
          </>
        ))}
        <h2>{t('legal:privacy.rights')}</h2>
        <p>{t('legal:privacy.rights_text')}</p>
        <p lang="de" dir="ltr">
          {supervisor.name}
          <br />
          {supervisor.address}
          <br />
          <MailLink address={supervisor.email} />
        </p>
      </Prose>
    </LegalPage>
  );
}
