import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  Confirm,
  Disclosure,
  Form,
  LinkButton,
  LinkList,
  PageHeader,
  Panel,
  Section,
  Table,
  useView,
} from '#platform/ui';
import { type Block, blockKinds, type Edition, type Report } from '../model/report.ts';
import type { PlaceholderFault } from '../model/report-text.ts';
import type { Choices } from '../service/report-viewing.ts';
import { Moment, type Place, PlaceOf, ReportFrame, useBlockFacts } from './report-frame.tsx';

export interface EditingProps {
  readonly base: string;
  readonly report: Report;
  readonly editions: readonly Edition[];
  readonly places: readonly Place[];
  /** Territories that it is written for. */
  readonly about: readonly Place[];
  readonly choices: Choices;
  readonly faults: ReadonlyMap<string, readonly PlaceholderFault[]>;
  readonly mayEdit: boolean;
}

const shortened = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

/** One block with what can be done to it: plain forms, so that it works without a script. */
function BlockPanel({ block, position, props }: { block: Block; position: number; props: EditingProps }) {
  const { t } = useView();
  const { base, report, choices, faults, mayEdit } = props;
  const here = `${base}/${report.id}/bausteine/${block.id}`;
  const kind = t(`monitoring:staff.report.kind.${block.kind}`);
  const name = t('monitoring:staff.report.block', { number: position, kind });
  const facts = useBlockFacts(choices)(block);
  const isText = ([label]: readonly [string, string]) => label === t('monitoring:staff.report.field.text');
  const text = facts.find(isText)?.[1] ?? '';
  const told = facts
    .filter((fact) => !isText(fact))
    .map(([label, value]) => `${label}: ${value}`)
    .join(' · ');
  const wrong = faults.get(block.id) ?? [];
  const move = (direction: 'hoch' | 'runter') => (
    <Button
      small
      look="tertiary"
      name="richtung"
      value={direction}
      label={`${t(`monitoring:staff.report.move.${direction}`)}: ${name}`}
    >
      {t(`monitoring:staff.report.move.${direction}`)}
    </Button>
  );
  return (
    <li id={`b-${block.id}`}>
      <Panel title={name}>
        {text && <p lang="de">{shortened(text)}</p>}
        {told && <p class={text ? 'dk-headline__note' : undefined}>{shortened(told)}</p>}
        {wrong.length > 0 && (
          <Alert kind="warning" title={t('monitoring:staff.report.faults')}>
            <Faults faults={wrong} />
          </Alert>
        )}
        {mayEdit && (
          <div class="dk-block-tools">
            {facts.length > 0 && (
              <LinkButton small href={here} label={`${t('monitoring:staff.report.edit_block')}: ${name}`}>
                {t('monitoring:staff.report.edit_block')}
              </LinkButton>
            )}
            <Form action={`${here}/verschieben`} plain hidden={{ version: report.version }}>
              {position > 1 && move('hoch')} {position < report.blocks.length && move('runter')}
            </Form>
            <LinkButton
              small
              look="tertiary"
              href={`${here}/entfernen`}
              label={`${t('monitoring:staff.report.remove_block')}: ${name}`}
            >
              {t('monitoring:staff.report.remove_block')}
            </LinkButton>
          </div>
        )}
      </Panel>
      {mayEdit && (
        <AddLinks
          base={`${base}/${report.id}`}
          after={block.id}
          place={t('monitoring:staff.report.add_after', { block: name })}
        />
      )}
    </li>
  );
}

export function Faults({ faults }: { faults: readonly PlaceholderFault[] }) {
  const { t } = useView();
  return (
    <ul>
      {faults.map(({ code, raw }) => (
        <li key={raw}>{t(`monitoring:staff.report.fault.${code}`, { raw })}</li>
      ))}
    </ul>
  );
}

function AddLinks({ base, after, place }: { base: string; after: string; place: string }) {
  const { t } = useView();
  return (
    <Disclosure title={place} tight>
      <ul class="dk-tags">
        {blockKinds.map((kind) => (
          <li key={kind}>
            <a href={`${base}/bausteine/neu?art=${kind}&nach=${after}`}>{t(`monitoring:staff.report.kind.${kind}`)}</a>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** A report with its blocks and editions. */
export function ReportPage(props: EditingProps) {
  const { base, report, editions, places, about, mayEdit } = props;
  const { t } = useView();
  const here = `${base}/${report.id}`;
  const first = about[0];
  return (
    <ReportFrame base={base} title={report.title} way={[{ label: report.title }]}>
      <PageHeader
        title={report.title}
        lead={<PlaceOf of={report} places={places} />}
        actions={mayEdit && <LinkButton href={`${here}/bearbeiten`}>{t('monitoring:staff.report.edit')}</LinkButton>}
      />
      {about.length === 0 && <Alert kind="danger" title={t('monitoring:staff.failure.unknown_place')} />}
      {first && (
        <LinkList
          items={about.map(({ slug, names }) => ({
            icon: 'forward',
            label: t('monitoring:staff.report.preview_of', { place: names.de ?? slug }),
            href: `${here}/vorschau?ort=${slug}`,
          }))}
        />
      )}
      <Section title={t('monitoring:staff.report.blocks')} id="bausteine">
        {mayEdit && <AddLinks base={here} after="" place={t('monitoring:staff.report.add_first')} />}
        {report.blocks.length === 0 && <p>{t('monitoring:staff.report.no_blocks')}</p>}
        <ol class="dk-blocks">
          {report.blocks.map((block, index) => (
            <BlockPanel key={block.id} block={block} position={index + 1} props={props} />
          ))}
        </ol>
      </Section>
      <Section title={t('monitoring:staff.report.editions')} id="ausgaben">
        <p>{t('monitoring:staff.report.editions_text')}</p>
        {editions.length > 0 && <Editions base={base} editions={editions} mayEdit={mayEdit} />}
        {mayEdit && (
          <ButtonRow>
            {first && <LinkButton href={`${here}/einfrieren`}>{t('monitoring:staff.report.freeze')}</LinkButton>}
            {editions.length === 0 && (
              <LinkButton look="tertiary" href={`${here}/loeschen`}>
                {t('monitoring:staff.report.remove')}
              </LinkButton>
            )}
          </ButtonRow>
        )}
      </Section>
    </ReportFrame>
  );
}

function Editions({ base, editions, mayEdit }: { base: string; editions: readonly Edition[]; mayEdit: boolean }) {
  const { t } = useView();
  return (
    <Table
      caption={t('monitoring:staff.report.editions')}
      captionHidden
      rows={editions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'at',
          label: t('monitoring:staff.report.frozen'),
          rowHeader: true,
          cell: ({ id, frozenAt }) => (
            <a href={`${base}/ausgaben/${id}`}>
              <Moment at={frozenAt} />
            </a>
          ),
        },
        { key: 'title', label: t('monitoring:staff.report.field.name'), cell: ({ title }) => title },
        {
          key: 'public',
          label: t('monitoring:staff.report.public'),
          cell: (edition) => (
            <>
              {edition.public && <Badge kind="success">{t('monitoring:staff.report.is_public')}</Badge>}{' '}
              {mayEdit && <PublishForm base={base} edition={edition} />}
            </>
          ),
        },
      ]}
    />
  );
}

export function PublishForm({ base, edition }: { base: string; edition: Edition }) {
  const { t } = useView();
  return (
    <Form action={`${base}/ausgaben/${edition.id}/oeffentlich`} plain hidden={{ public: edition.public ? 'no' : 'yes' }}>
      <Button small look="secondary">
        {t(edition.public ? 'monitoring:staff.report.withdraw' : 'monitoring:staff.report.publish')}
      </Button>
    </Form>
  );
}

/** Asks before a report is frozen or removed, or a block taken out. */
export function ReportConfirmPage(props: {
  base: string;
  report: Report;
  what: 'freeze' | 'remove' | 'remove_block';
  block?: Block;
}) {
  const { base, report, what, block } = props;
  const { t } = useView();
  const here = `${base}/${report.id}`;
  const name = block ? t(`monitoring:staff.report.kind.${block.kind}`) : report.title;
  const question = t(`monitoring:staff.report.confirm.${what}`, { name });
  const action = {
    freeze: `${here}/einfrieren`,
    remove: `${here}/loeschen`,
    remove_block: `${here}/bausteine/${block?.id}/entfernen`,
  };
  return (
    <ReportFrame base={base} title={question} way={[{ label: report.title, href: here }, { label: question }]}>
      <Confirm
        question={question}
        action={action[what]}
        hidden={{ version: report.version }}
        confirmLabel={t(`monitoring:staff.report.${what}`)}
        cancelHref={here}
        danger={what !== 'freeze'}
      >
        <p>{t(`monitoring:staff.report.confirm.${what}_text`)}</p>
      </Confirm>
    </ReportFrame>
  );
}
