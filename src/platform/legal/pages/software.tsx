import { PageHeader, Prose, PublicPage, publicPath, Section, Table, useView } from '#platform/ui';
import type { Package } from '../software.ts';

/** The program's licence and what it is built on. */
export function SoftwarePage({ packages }: { packages: readonly Package[] }) {
  const view = useView();
  const { t, district } = view;
  return (
    <PublicPage
      title={t('legal:software.title')}
      breadcrumb={[{ label: t('legal:home'), href: district ? publicPath(view) : '/' }, { label: t('legal:software.title') }]}
    >
      <PageHeader title={t('legal:software.title')} />
      <Prose>
        <p>{t('legal:software.licence')}</p>
        <p>{t('legal:software.fonts')}</p>
      </Prose>
      <Section title={t('legal:software.packages')}>
        <Table
          caption={t('legal:software.packages')}
          captionHidden
          rows={packages}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', label: t('legal:software.name'), cell: ({ name }) => <bdi dir="ltr">{name}</bdi>, rowHeader: true },
            { key: 'version', label: t('legal:software.version'), cell: ({ version }) => <bdi dir="ltr">{version}</bdi> },
            { key: 'licence', label: t('legal:software.licence_of'), cell: ({ licence }) => <bdi dir="ltr">{licence}</bdi> },
          ]}
        />
      </Section>
    </PublicPage>
  );
}
