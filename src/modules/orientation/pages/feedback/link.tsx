import { LinkList, publicPath, useView } from '#platform/ui';

/** At the end of a list: what is missing here may be said. */
export function MissingLink({ list, query = '' }: { list: 'ankommen' | 'suche'; query?: string }) {
  const view = useView();
  const said = query ? `?${new URLSearchParams({ q: query })}` : '';
  const href = `${publicPath(view, `${list}/rueckmeldung`)}${said}`;
  return <LinkList items={[{ icon: 'edit', label: view.t('orientation:feedback.missing'), href }]} />;
}
