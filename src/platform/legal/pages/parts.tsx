import type { ComponentChildren } from 'preact';
import type { DistrictSettings } from '#platform/tenancy';
import { Alert, PageHeader, PublicPage, publicPath, useView } from '#platform/ui';

export type Legal = DistrictSettings['legal'];

/** A legal page; without the district's own details it says so in the first place. */
export function LegalPage({
  title,
  missing,
  scripts,
  children,
}: {
  title: string;
  missing: boolean;
  scripts?: readonly string[] | undefined;
  children: ComponentChildren;
}) {
  const view = useView();
  const { t, district } = view;
  return (
    <PublicPage
      title={title}
      scripts={scripts}
      breadcrumb={[{ label: t('legal:home'), href: district ? publicPath(view) : '/' }, { label: title }]}
    >
      <PageHeader title={title} />
      {missing && (
        <Alert kind="warning" title={t('legal:missing')}>
          <p>{t(district ? 'legal:missing_text' : 'legal:missing_general')}</p>
        </Alert>
      )}
      {children}
    </PublicPage>
  );
}

/** A postal address as it was written, line by line. */
export function Address({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n|, /).map((line, index) => (
        <span key={line}>
          {index > 0 && <br />}
          <bdi lang="de">{line}</bdi>
        </span>
      ))}
    </>
  );
}

export function MailLink({ address }: { address: string }) {
  return (
    <a href={`mailto:${address}`}>
      <bdi dir="ltr">{address}</bdi>
    </a>
  );
}

export function PhoneLink({ number }: { number: string }) {
  return (
    <a href={`tel:${number.replace(/[^+\d]/g, '')}`}>
      <bdi dir="ltr">{number}</bdi>
    </a>
  );
}
