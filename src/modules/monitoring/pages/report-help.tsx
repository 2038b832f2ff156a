import { Disclosure, Section, Table, useView } from '#platform/ui';
import { parts, words } from '../model/report-placeholder.ts';
import type { Choices } from '../service/report-viewing.ts';

/** The grammar of placeholders, with an example for each of its parts. */
export function PlaceholderHelp({ choices }: { choices: Choices }) {
  const { t } = useView();
  const rows = [
    ...words.map((word) => ({ example: `{{${word}}}`, key: `word.${word}` })),
    { example: '{{bevoelkerung}}', key: 'newest' },
    { example: '{{bevoelkerung#2023}}', key: 'period' },
    { example: '{{bevoelkerung@kreis}}', key: 'territory' },
    { example: '{{bevoelkerung@05562032}}', key: 'key' },
    { example: '{{bevoelkerung[nationality_group=foreign]}}', key: 'breakdown' },
    { example: '{{bevoelkerung.vorher}}', key: 'before' },
    ...parts.map((part) => ({ example: `{{bevoelkerung.${part}}}`, key: `part.${part}` })),
    { example: '{{bevoelkerung[sex=f]@land#2023.vorher.zeit}}', key: 'together' },
  ];
  return (
    <Section title={t('monitoring:staff.report.help.title')} id="platzhalter">
      <p>{t('monitoring:staff.report.help.text')}</p>
      <Table
        caption={t('monitoring:staff.report.help.title')}
        captionHidden
        rows={rows}
        rowKey={({ example }) => example}
        columns={[
          {
            key: 'example',
            label: t('monitoring:staff.report.help.written'),
            rowHeader: true,
            cell: ({ example }) => (
              <code lang="zxx" dir="ltr">
                {example}
              </code>
            ),
          },
          {
            key: 'meaning',
            label: t('monitoring:staff.report.help.meaning'),
            cell: ({ key }) => t(`monitoring:staff.report.help.${key}`),
          },
        ]}
      />
      <Disclosure title={t('monitoring:staff.report.help.keys')}>
        <Table
          caption={t('monitoring:staff.report.help.keys')}
          captionHidden
          rows={choices.indicators}
          rowKey={({ key }) => key}
          columns={[
            {
              key: 'key',
              label: t('monitoring:staff.report.help.key_column'),
              rowHeader: true,
              cell: ({ key }) => <code>{key}</code>,
            },
            { key: 'name', label: t('monitoring:report.indicator'), cell: ({ names }) => names.de },
            {
              key: 'breakdowns',
              label: t('monitoring:staff.report.field.dimension'),
              cell: ({ breakdowns }) => breakdowns.join(', '),
            },
          ]}
        />
      </Disclosure>
      <Disclosure title={t('monitoring:staff.report.help.categories')}>
        <Table
          caption={t('monitoring:staff.report.help.categories')}
          captionHidden
          rows={choices.dimensions.flatMap(({ key, categories }) =>
            categories.slice(0, 40).map(({ code, names }) => ({ text: `${key}=${code}`, name: names.de ?? code })),
          )}
          rowKey={({ text }) => text}
          columns={[
            {
              key: 'text',
              label: t('monitoring:staff.report.help.written'),
              rowHeader: true,
              cell: ({ text }) => <code>{text}</code>,
            },
            { key: 'name', label: t('monitoring:staff.report.help.meaning'), cell: ({ name }) => name },
          ]}
        />
      </Disclosure>
    </Section>
  );
}
