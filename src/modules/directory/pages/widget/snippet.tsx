import type { InterfaceLanguage, Translate } from '#platform/i18n';
import type { OfferCardView } from '../../service/showing/cards.ts';
import type { Phrase } from '../../service/showing/phrase.ts';
import type { WidgetView } from '../../service/widget.ts';

function Words({ phrase: { text, lang, dir } }: { phrase: Phrase }) {
  return (
    <span lang={lang} dir={dir}>
      {text}
    </span>
  );
}

function Offer({ card, origin }: { card: OfferCardView; origin: string }) {
  const facts = [card.where, card.next ?? card.when, card.languages].filter(Boolean).join(' · ');
  return (
    <li>
      <a href={`${origin}${card.href}`}>
        <Words phrase={card.title} />
      </a>
      <br />
      <Words phrase={card.summary} />
      <br />
      <small>{facts}</small>
    </li>
  );
}

/** Offers as a piece of HTML without a head: no styles, no script, nothing that is loaded from here. */
export function WidgetSnippet({ view, language, t }: { view: WidgetView; language: InterfaceLanguage; t: Translate }) {
  const { title, cards, all, total, district, origin } = view;
  return (
    <section lang={language.htmlLang} dir={language.dir}>
      <h2>{title}</h2>
      {cards.length > 0 ? (
        <ul>
          {cards.map((card) => (
            <Offer key={card.href} card={card} origin={origin} />
          ))}
        </ul>
      ) : (
        <p>{t('directory:widget.none')}</p>
      )}
      <p>
        <a href={all}>{t('directory:widget.all', { count: total })}</a> · {t('directory:widget.from', { district })}
      </p>
    </section>
  );
}
