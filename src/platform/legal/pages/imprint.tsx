import { DescriptionList, Panel, useView } from '#platform/ui';
import { Address, type Legal, LegalPage, MailLink, PhoneLink } from './parts.tsx';

/** Impressum: § 5 DDG, § 18 MStV. */
export function ImprintPage({ legal }: { legal: Legal }) {
  const { t } = useView();
  return (
    <LegalPage title={t('legal:imprint.title')} missing={!legal}>
      {legal && (
        <Panel>
          <DescriptionList
            items={[
              { term: t('legal:imprint.authority'), value: <bdi lang="de">{legal.authority}</bdi> },
              { term: t('legal:imprint.address'), value: <Address text={legal.address} /> },
              { term: t('legal:imprint.representative'), value: <bdi lang="de">{legal.representative}</bdi> },
              { term: t('legal:imprint.email'), value: <MailLink address={legal.email} /> },
              { term: t('legal:imprint.phone'), value: <PhoneLink number={legal.phone} /> },
              { term: t('legal:imprint.content'), value: <bdi lang="de">{legal.representative}</bdi> },
            ]}
          />
        </Panel>
      )}
    </LegalPage>
  );
}
