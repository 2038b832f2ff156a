import { PageHeader, PublicPage, StaffPage, useView } from '#platform/ui';
import { ComparisonCounts, type ComparisonProps, ComparisonTable } from './comparison.tsx';

interface Frame extends ComparisonProps {
  /** Address of the newer edition. */
  readonly editionHref: string;
  readonly conceptTitle: string;
}

function Body(props: Frame) {
  const { t } = useView();
  return (
    <>
      <PageHeader title={t('concept:compared.title')} lead={t('concept:compared.intro')} />
      {props.rows.length === 0 && <p>{t('concept:compared.empty')}</p>}
      {props.rows.length > 0 && (
        <>
          <ComparisonCounts rows={props.rows} />
          <ComparisonTable {...props} />
        </>
      )}
    </>
  );
}

export function StaffComparisonPage(props: Frame & { readonly base: string }) {
  const { t } = useView();
  return (
    <StaffPage
      title={t('concept:compared.title')}
      breadcrumb={[
        { label: t('concept:staff.nav'), href: props.base },
        { label: props.newer, href: props.editionHref },
        { label: t('concept:compared.title') },
      ]}
    >
      <Body {...props} />
    </StaffPage>
  );
}

export function PublicComparisonPage(props: Frame & { readonly start: string }) {
  const { t } = useView();
  return (
    <PublicPage
      title={t('concept:compared.title')}
      breadcrumb={[
        { label: t('directory:start.crumb'), href: props.start },
        { label: props.conceptTitle, href: props.editionHref },
        { label: t('concept:compared.title') },
      ]}
    >
      <Body {...props} />
    </PublicPage>
  );
}
