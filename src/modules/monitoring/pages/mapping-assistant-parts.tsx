import type { ComponentChildren } from 'preact';
import { Alert, type Crumb, Section, useView } from '#platform/ui';

/** The file that is being asked about. */
export interface MappedFile {
  readonly fileName: string;
  /** Address of the import: `/intern/recklinghausen/monitoring/einspielen/<id>`. */
  readonly address: string;
  /** Address of all imports. */
  readonly overview: string;
  /** Of the import, so that two people do not answer for one file. */
  readonly version: number;
}

export function useMappingCrumbs({
  overview,
  address,
  fileName,
}: Pick<MappedFile, 'overview' | 'address' | 'fileName'>): readonly Crumb[] {
  const { t } = useView();
  return [
    { label: t('monitoring:staff.nav'), href: overview.replace(/\/einspielen$/, '') },
    { label: t('monitoring:staff.import.title'), href: overview },
    { label: fileName, href: address },
    { label: t('monitoring:staff.mapping.title') },
  ];
}

/** `A`, `B`, …, as spreadsheet programs call their columns. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** Rows that could not be read, with the reason of each. */
export function RejectedRows({ count, list }: { count: number; list: readonly { row: number; code: string; detail: string }[] }) {
  const { t } = useView();
  if (!count) return null;
  return (
    <Alert kind="warning" title={t('monitoring:staff.mapping.rejected', { count })}>
      <ul>
        {list.map(({ row, code, detail }) => (
          <li key={`${row} ${code} ${detail}`}>
            {t('monitoring:staff.mapping.rejected_row', { row, reason: t(`monitoring:staff.mapping.reason.${code}`), detail })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** A part of a form with its heading; its fields stand apart as those of the form do. */
export function FormPart({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <Section title={title}>
      <div class="dk-form">{children}</div>
    </Section>
  );
}
