import { Name, type Territory } from '#modules/territory';
import { Diff, Section, useView, type View } from '#platform/ui';
import type { LineageLink, Note } from '../model/edition.ts';
import { decisions, type noteKinds, statuses, stepStates } from '../model/vocabulary.ts';
import type { PublicRecommendation } from '../service/public-reading.ts';
import { conceptPath, formatDay, German, germanOn } from './public-parts.tsx';

const valueTexts: Readonly<Partial<Record<(typeof noteKinds)[number], { group: string; words: readonly string[] }>>> = {
  status: { group: 'status', words: statuses },
  answer: { group: 'decision', words: decisions },
  step: { group: 'step', words: stepStates },
};

/** "Planned → running" in the reader's words; nothing when the values are no words of ours. */
function changeOf({ kind, from, to }: Note, t: View['t']): string {
  const texts = valueTexts[kind];
  const word = (value: string | null) => (value && texts?.words.includes(value) ? t(`concept:${texts.group}.${value}`) : '');
  return [...new Set([word(from), word(to)])].filter(Boolean).join(' → ');
}

/** What changed and why, newest first; told by office or town, never by a person's name. */
export function Changes({ notes, towns }: { notes: readonly Note[]; towns: readonly Territory[] }) {
  const { t, language } = useView();
  if (notes.length === 0) return null;
  return (
    <Section title={t('concept:public.changes')} id="aenderungen">
      <ol class="dk-card-list">
        {notes.map((note) => {
          const town = towns.find(({ key }) => key === note.town);
          const change = changeOf(note, t);
          return (
            <li key={note.id}>
              <p>
                <strong>
                  <time dateTime={note.createdAt.toISOString()}>{formatDay(note.createdAt, language)}</time>
                </strong>
                {' · '}
                {town ? <Name unit={town} /> : t('concept:public.office')}
                {' · '}
                {t(`concept:note.${note.kind}`)}
                {change && `: ${change}`}
              </p>
              {note.kind === 'text' && note.from !== null && (
                <Diff
                  changes={[{ label: t('concept:note.text'), before: note.from, after: note.to ?? '', ...germanOn(language) }]}
                />
              )}
              {note.text && (
                <p>
                  <German>{note.text}</German>
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function LineageItem({ link, own, view: { concept, editions } }: { link: LineageLink; own: string; view: PublicRecommendation }) {
  const view = useView();
  const { t } = view;
  const back = link.toId === own;
  const number = back ? link.fromNumber : link.toNumber;
  const title = back ? link.fromTitle : link.toTitle;
  const edition = editions.find(({ id }) => id === (back ? link.fromEditionId : link.toEditionId));
  return (
    <li>
      {t(`concept:public.${back ? 'from' : 'to'}.${link.kind}`)}{' '}
      {number !== null && title !== null && (
        <a href={conceptPath(view, concept, String(number))}>
          {number}. <German>{title}</German>
        </a>
      )}
      {edition && (
        <>
          {' ('}
          <German>{edition.title}</German>
          {')'}
        </>
      )}
      {link.reason && (
        <p>
          {t('concept:public.reason')} <German>{link.reason}</German>
        </p>
      )}
    </li>
  );
}

interface LineageProps {
  readonly lineage: readonly LineageLink[];
  readonly view: PublicRecommendation;
}

/** Where the recommendation came from. */
export function Origin({ lineage, view }: LineageProps) {
  const { t } = useView();
  const { id } = view.recommendation;
  const before = lineage.filter(({ toId }) => toId === id);
  if (before.length === 0) return null;
  return (
    <Section title={t('concept:public.before')} id="herkunft">
      <ul class="dk-prose">
        {before.map((link) => (
          <LineageItem key={link.fromId} link={link} own={id} view={view} />
        ))}
      </ul>
    </Section>
  );
}

/** What became of the recommendation. */
export function Whereabouts({ lineage, view }: LineageProps) {
  const { id } = view.recommendation;
  const after = lineage.filter(({ fromId }) => fromId === id);
  if (after.length === 0) return null;
  return (
    <ul class="dk-prose" id="verbleib">
      {after.map((link) => (
        <LineageItem key={link.toId ?? 'end'} link={link} own={id} view={view} />
      ))}
    </ul>
  );
}
