import { type ComponentChildren, Fragment } from 'preact';
import { type EmbeddedEntries, OfferCard } from '#modules/directory';
import { Card, CardList, ExternalLink, ForeignText, Icon, useView } from '#platform/ui';
import { stepNames } from '../model/guide/steps.ts';
import { pictureWidths } from '../model/pictures.ts';
import type { Block, Inline } from '../model/text/blocks.ts';

type Of<Type extends Block['type']> = Extract<Block, { type: Type }>;

/** What a text needs around it to be shown. */
export interface TextGround {
  readonly embedded: EmbeddedEntries;
  /** Address of `page:slug`, `offer:slug`, `organisation:slug`; undefined: not public, so the words stand alone. */
  readonly hrefOf: (scheme: 'page' | 'offer' | 'organisation', slug: string) => string | undefined;
  readonly imageHref: (id: string) => string;
  /** Size and maker of a picture, where they are known. */
  readonly imageOf?: (id: string) => { readonly width: number; readonly height: number; readonly credit: string } | undefined;
  /** The text is in another language than the page around it, and so than what is embedded in it. */
  readonly foreign?: boolean;
  /** Rank of the text's own top headings in the page's outline. */
  readonly level?: 2 | 3;
  /** Name of a heading that links of the page lead to. */
  readonly headingId?: (heading: Of<'heading'>) => string | undefined;
  /** Under which a browser remembers the steps that are done; absent: they are only to read. */
  readonly stepsOf?: string;
  /** On public devices no link leads away: where a link's QR code stands on the page; undefined: the words stand alone. */
  readonly outside?: (href: string) => string | undefined;
}

/** A link that leads out of our pages, or to where the page shows it to take along. */
function Outside({ href, ground, children }: { href: string; ground: TextGround; children: ComponentChildren }) {
  if (!ground.outside) return <ExternalLink href={href}>{children}</ExternalLink>;
  const own = ground.outside(href);
  return own ? <a href={own}>{children}</a> : <bdi>{children}</bdi>;
}

function Link({ href, content, ground }: { href: string; content: readonly Inline[]; ground: TextGround }) {
  const words = <Words content={content} ground={ground} />;
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/.exec(href) ?? [];
  if (scheme === 'page' || scheme === 'offer' || scheme === 'organisation') {
    const own = ground.hrefOf(scheme, rest);
    return own ? <a href={own}>{words}</a> : words;
  }
  // Put in by `markTerms`: leads to the explanation at the end of the page.
  if (scheme === 'term')
    return (
      <a class="dk-term" href={`#wort-${rest}`}>
        {words}
      </a>
    );
  if (!ground.outside && (scheme === 'tel' || scheme === 'mailto'))
    return (
      <a href={href}>
        <bdi>{words}</bdi>
      </a>
    );
  return (
    <Outside href={href} ground={ground}>
      {words}
    </Outside>
  );
}

/** A run of words with its marks. */
export function Words({ content, ground }: { content: readonly Inline[]; ground: TextGround }) {
  return (
    <>
      {content.map((part, index) => {
        if (typeof part === 'string') return <Fragment key={index}>{part}</Fragment>;
        if (part.type === 'break') return <br key={index} />;
        if (part.type === 'link') return <Link key={index} href={part.href} content={part.content} ground={ground} />;
        const Mark = part.type === 'strong' ? 'strong' : 'em';
        return (
          <Mark key={index}>
            <Words content={part.content} ground={ground} />
          </Mark>
        );
      })}
    </>
  );
}

/** What to do, one after the other. With a script the reader ticks off what is done; the bar says how much that is. */
function Steps({ block, ground }: { block: Of<'steps'>; ground: TextGround }) {
  const { t } = useView();
  const names = stepNames(block.items);
  const list = (
    <ol class="dk-steps" data-steps={ground.stepsOf}>
      {block.items.map((item, index) => (
        <li key={index} data-step={ground.stepsOf && names[index]}>
          <div class="dk-steps__text">
            <Item blocks={item} ground={ground} />
          </div>
        </li>
      ))}
    </ol>
  );
  if (!ground.stepsOf) return list;
  return (
    <>
      {list}
      <div
        class="dk-steps__bar"
        data-progress={t('orientation:steps.progress', { done: '{done}', all: '{all}' })}
        data-clear={t('orientation:steps.clear')}
      >
        <p class="dk-steps__note">{t('orientation:steps.note')}</p>
      </div>
    </>
  );
}

function FormField({ block, ground }: { block: Of<'field'>; ground: TextGround }) {
  return (
    <div class="dk-form-field">
      <dt>
        <span lang="de" dir="ltr">
          {block.label}
        </span>
      </dt>
      <dd>
        <Item blocks={block.content} ground={ground} />
      </dd>
    </div>
  );
}

function DataTable({ block, ground }: { block: Of<'table'>; ground: TextGround }) {
  return (
    <div class="dk-table-scroll">
      <table class="dk-text-table">
        <thead>
          <tr>
            {block.head.map((cell, index) => (
              <th key={index} scope="col">
                <Words content={cell} ground={ground} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index}>
                  <Words content={cell} ground={ground} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A video is a link with its length and size: nothing is fetched from elsewhere before somebody asks for it. */
function Video({ block, ground }: { block: Of<'video'>; ground: TextGround }) {
  const { t } = useView();
  const facts = [
    block.sign ? t('orientation:text.sign_language') : t('orientation:text.video'),
    ...(block.minutes ? [t('orientation:text.minutes', { count: block.minutes })] : []),
    ...(block.megabytes ? [t('orientation:text.megabytes', { count: block.megabytes })] : []),
  ];
  return (
    <p class="dk-video">
      <Icon name="play" size="medium" />
      <span>
        <Outside href={block.url} ground={ground}>
          {block.title}
        </Outside>
        <small>
          {facts.join(' · ')}
          {block.subtitles && !ground.outside && (
            <>
              {' · '}
              <a href={block.subtitles}>{t('orientation:text.subtitles')}</a>
            </>
          )}
        </small>
      </span>
    </p>
  );
}

function OrganisationCard({ block, ground }: { block: Of<'offer' | 'organisation'>; ground: TextGround }) {
  const card = ground.embedded.organisations.get(block.slug);
  if (!card) return null;
  return (
    <Card
      href={ground.outside ? undefined : card.href}
      title={
        <ForeignText lang={card.name.lang} dir={card.name.dir}>
          {card.name.text}
        </ForeignText>
      }
    >
      {card.address.length > 0 && <p>{card.address.map(({ text }) => text).join(', ')}</p>}
      {card.hours.length > 0 && <p>{card.hours.join(' · ')}</p>}
      {card.contacts.length > 0 && (
        <ul class="dk-plain-list">
          {card.contacts.map(({ kind, text, href }) => (
            <li key={kind}>
              {ground.outside ? (
                <bdi>{text}</bdi>
              ) : (
                <a href={href}>
                  <bdi>{text}</bdi>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Shelf({ block, ground }: { block: Of<'offers'>; ground: TextGround }) {
  const { t } = useView();
  const shelf = ground.embedded.categories.get(block.category);
  if (!shelf?.total) return null;
  return (
    <div class="dk-shelf">
      <CardList>
        {shelf.cards.map((card) => (
          <OfferCard key={card.href} card={card} level={3} />
        ))}
      </CardList>
      <p>
        <a href={ground.outside?.(shelf.href) ?? shelf.href}>
          {t('orientation:text.all_offers', { count: shelf.total, category: shelf.name })}
        </a>
      </p>
    </div>
  );
}

/** A picture in the width that fits the screen; its size is said, so that the text below does not jump. */
function Picture({ block, ground }: { block: Of<'image'>; ground: TextGround }) {
  const href = ground.imageHref(block.id);
  const facts = ground.imageOf?.(block.id);
  // Taken out since, or never there.
  if (ground.imageOf && !facts) return null;
  return (
    <figure class="dk-picture">
      <img
        src={`${href}?b=960`}
        srcset={pictureWidths.map((width) => `${href}?b=${width} ${Math.min(width, facts?.width ?? width)}w`).join(', ')}
        sizes="(max-width: 44rem) 92vw, 42rem"
        width={facts?.width}
        height={facts?.height}
        alt={block.alt}
        loading="lazy"
        decoding="async"
      />
      {facts?.credit && <figcaption>{facts.credit}</figcaption>}
    </figure>
  );
}

/** What is embedded speaks the language of the page, whatever the text around it does. */
function Embedding({ ground, children }: { ground: TextGround; children: ComponentChildren }) {
  const { language } = useView();
  if (!ground.foreign) return children;
  return (
    <div lang={language.htmlLang} dir={language.dir}>
      {children}
    </div>
  );
}

function OneBlock({ block, ground }: { block: Block; ground: TextGround }) {
  switch (block.type) {
    case 'heading': {
      const Heading = `h${Math.min(6, block.level + (ground.level ?? 2) - 2)}` as 'h2';
      return (
        <Heading id={ground.headingId?.(block)}>
          <Words content={block.content} ground={ground} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Words content={block.content} ground={ground} />
        </p>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List start={block.start}>
          {block.items.map((item, index) => (
            <li key={index}>
              <Item blocks={item} ground={ground} />
            </li>
          ))}
        </List>
      );
    }
    case 'steps':
      return <Steps block={block} ground={ground} />;
    case 'table':
      return <DataTable block={block} ground={ground} />;
    case 'quote':
      return (
        <blockquote>
          <TextBlocks blocks={block.content} ground={ground} />
        </blockquote>
      );
    case 'note':
      return (
        <div class="dk-note" role="note">
          <TextBlocks blocks={block.content} ground={ground} />
        </div>
      );
    case 'image':
      return <Picture block={block} ground={ground} />;
    case 'video':
      return <Video block={block} ground={ground} />;
    case 'offer': {
      const card = ground.embedded.offers.get(block.slug);
      if (!card) return null;
      return (
        <Embedding ground={ground}>
          <OfferCard card={card} level={3} />
        </Embedding>
      );
    }
    case 'organisation':
      return (
        <Embedding ground={ground}>
          <OrganisationCard block={block} ground={ground} />
        </Embedding>
      );
    case 'offers':
      return (
        <Embedding ground={ground}>
          <Shelf block={block} ground={ground} />
        </Embedding>
      );
    case 'field':
      return <FormField block={block} ground={ground} />;
  }
}

/** Fields of a form stand together in one list of terms and explanations. */
function grouped(blocks: readonly Block[]): (Block | readonly Of<'field'>[])[] {
  const out: (Block | Of<'field'>[])[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    if (block.type !== 'field') out.push(block);
    else if (Array.isArray(last)) last.push(block);
    else out.push([block]);
  }
  return out;
}

/** A point of a list that is one paragraph needs no paragraph. */
function Item({ blocks, ground }: { blocks: readonly Block[]; ground: TextGround }) {
  const [only] = blocks;
  if (blocks.length === 1 && only?.type === 'paragraph') return <Words content={only.content} ground={ground} />;
  return <TextBlocks blocks={blocks} ground={ground} />;
}

/** A page's text. */
export function TextBlocks({ blocks, ground }: { blocks: readonly Block[]; ground: TextGround }) {
  return (
    <>
      {grouped(blocks).map((block, index) =>
        'type' in block ? (
          <OneBlock key={index} block={block} ground={ground} />
        ) : (
          <dl key={index} class="dk-form-fields">
            {block.map((field, at) => (
              <FormField key={at} block={field} ground={ground} />
            ))}
          </dl>
        ),
      )}
    </>
  );
}
