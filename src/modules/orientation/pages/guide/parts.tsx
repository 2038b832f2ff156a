import { ForeignText, Icon, useView } from '#platform/ui';
import type { FoundTerm } from '../../model/guide/terms.ts';
import type { PageLink, Wording } from '../../service/guide/links.ts';

/** Words in the language they are in. */
export function Said({ words }: { words: Wording }) {
  return (
    <ForeignText lang={words.lang} dir={words.dir}>
      {words.text}
    </ForeignText>
  );
}

/** How to reach somebody, each way for itself. */
export function ContactLinks({ contacts }: { contacts: readonly { kind: string; text: string; href: string }[] }) {
  return (
    <ul class="dk-plain-list">
      {contacts.map(({ kind, text, href }) => (
        <li key={kind}>
          <a href={href}>
            <bdi>{text}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Pages of the guide to go on to, each with what it says. */
export function PageLinks({ pages, summaries = true }: { pages: readonly PageLink[]; summaries?: boolean }) {
  return (
    <ul class="dk-page-links">
      {pages.map(({ href, title, summary, kind }) => (
        <li key={href}>
          <a href={href}>
            <Icon name={kind === 'form' ? 'edit' : kind === 'situation' ? 'check' : 'forward'} />
            <Said words={title} />
          </a>
          {summaries && summary.text && (
            <p>
              <Said words={summary} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The parts of the page, for long texts. */
export function Contents({ outline, words }: { outline: readonly { id: string; text: string }[]; words: Wording }) {
  const { t } = useView();
  if (!outline.length) return null;
  return (
    <nav class="dk-contents" aria-labelledby="auf-dieser-seite">
      <h2 id="auf-dieser-seite">{t('orientation:page.contents')}</h2>
      <ol lang={words.lang} dir={words.dir}>
        {outline.map(({ id, text }) => (
          <li key={id}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

type ShownTerm = FoundTerm & { readonly lang?: string | undefined; readonly dir?: 'ltr' | 'rtl' | undefined };

/** The words of the text that are explained; their links lead here, and a script shows the explanation on the spot. */
export function Terms({ terms, words }: { terms: readonly ShownTerm[]; words: Wording }) {
  const { t } = useView();
  if (!terms.length) return null;
  return (
    <section class="dk-section dk-words" aria-labelledby="woerter">
      <h2 class="dk-section__title" id="woerter">
        {t('orientation:page.words')}
      </h2>
      <dl>
        {terms.map(({ id, word, explanation, lang, dir }) => (
          <div key={id} id={`wort-${id}`}>
            <dt lang={words.lang} dir={words.dir}>
              {word}
            </dt>
            <dd lang={lang} dir={dir}>
              {explanation}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
