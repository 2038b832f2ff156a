import { type Option, useView } from '#platform/ui';
import { situations } from '../../model/situations.ts';
import type { NamedPage, TreePlace } from '../../service/tree/reading.ts';

/** A page by its name, as a link for those who may open it. */
export function PageName({ base, one }: { base: string; one: NamedPage }) {
  return one.open ? <a href={`${base}/seite/${one.page.id}`}>{one.title}</a> : <span>{one.title}</span>;
}

/** The tree as choices of a select: levels are told by dashes, which are read out as little as possible. */
export function placeOptions(tree: readonly TreePlace[], except: ReadonlySet<string> = new Set()): Option[] {
  return tree
    .filter(({ page, title }) => !except.has(page.id) && title !== '…')
    .map(({ page, title, depth }) => ({ value: page.id, label: `${'– '.repeat(depth - 1)}${title}` }));
}

export function useSituationOptions(): Option[] {
  const { t } = useView();
  return situations.map((situation) => ({ value: situation, label: t(`orientation:situation.${situation}`) }));
}
