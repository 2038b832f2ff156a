import type { ComponentChildren } from 'preact';
import { LinkButton, Prose, publicPath, Section, useView } from '#platform/ui';
import { ombudsOffice } from '../ombuds-office.ts';
import { type Legal, LegalPage, MailLink, PhoneLink } from './parts.tsx';

function OmbudsOffice() {
  return (
    <p lang="de" dir="ltr">
      {ombudsOffice.name}
      <br />
      {ombudsOffice.address}
      <br />
      <MailLink address={ombudsOffice.email} />
    </p>
  );
}

/** Statement on accessibility: § 10b BGG NRW, BITVNRW. */
export function AccessibilityPage({ legal }: { legal: Legal }) {
  const view = useView();
  const { t } = view;
  return (
    <LegalPage title={t('legal:accessibility.title')} missing={!legal}>
      <Prose>
        <p>{t('legal:accessibility.goal')}</p>
        <h2>{t('legal:accessibility.done')}</h2>
        <p>{t('legal:accessibility.done_text')}</p>
        <h2>{t('legal:accessibility.limits')}</h2>
        <p>{t('legal:accessibility.limits_text')}</p>
        <h2>{t('legal:accessibility.report')}</h2>
        <p>{t('legal:accessibility.report_text')}</p>
        <p>
          <LinkButton href={publicPath(view, 'barriere-melden')}>{t('legal:barrier.title')}</LinkButton>
        </p>
        <h2>{t('legal:accessibility.enforcement')}</h2>
        <p>{t('legal:accessibility.enforcement_text')}</p>
        <OmbudsOffice />
      </Prose>
    </LegalPage>
  );
}

export interface BarrierPageProps {
  readonly legal: Legal;
  /** Address of the page with the barrier, for the mail. */
  readonly address: string;
  /** The form, where a district takes reports. */
  readonly children?: ComponentChildren;
}

/** How to report a barrier and until when it is answered: § 10b Abs. 2 Nr. 2 BGG NRW, § 5 BITVNRW. */
export function BarrierPage({ legal, address, children }: BarrierPageProps) {
  const { t } = useView();
  return (
    <LegalPage title={t('legal:barrier.title')} missing={!legal} scripts={children ? ['enhance-forms', 'propose'] : undefined}>
      <Prose>
        <p>{t('legal:barrier.what')}</p>
        <ul>
          <li>{t('legal:barrier.where')}</li>
          <li>{t('legal:barrier.how')}</li>
          <li>{t('legal:barrier.reach')}</li>
        </ul>
      </Prose>
      {children}
      <Section title={t('legal:barrier.deadline')}>
        <Prose>
          <p>{t('legal:barrier.deadline_text')}</p>
          <OmbudsOffice />
        </Prose>
      </Section>
      {legal && (
        <Section title={t('legal:barrier.contact')}>
          <Prose>
            <p>
              <a
                href={`mailto:${legal.email}?subject=${encodeURIComponent(t('legal:barrier.subject'))}&body=${encodeURIComponent(address)}`}
              >
                <bdi dir="ltr">{legal.email}</bdi>
              </a>
            </p>
            <p>
              <PhoneLink number={legal.phone} />
            </p>
          </Prose>
        </Section>
      )}
    </LegalPage>
  );
}
