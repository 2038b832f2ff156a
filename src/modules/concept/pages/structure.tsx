import {
  Badge,
  Button,
  ButtonRow,
  DescriptionList,
  Disclosure,
  EmptyState,
  Form,
  LinkButton,
  PageHeader,
  Section,
  StaffPage,
  useView,
} from '#platform/ui';
import type { Challenge, EditionTree, Field, Goal, Theme } from '../model/edition.ts';
import type { NodeKind } from '../model/structure.ts';
import { formState, German, type Posted } from './editing-parts.tsx';
import { NodeFields } from './structure-node.tsx';

export interface StructurePageProps {
  readonly tree: EditionTree;
  readonly uses: ReadonlyMap<string, number>;
  readonly base: string;
  readonly edits: boolean;
  readonly posted?: Posted | undefined;
}

type Part = Theme | Field | Challenge | Goal;

/** Its rank decides the place, not the buttons. */
const isRanked = (part: Part): boolean => 'rank' in part && part.rank !== null;

function Tools({
  part,
  address,
  first,
  last,
  deletable,
}: {
  part: Part;
  address: string;
  first: boolean;
  last: boolean;
  deletable: boolean;
}) {
  const { t } = useView();
  const label = (key: string) => t(`concept:staff.part.${key}_named`, { title: part.title });
  const at = `${address}/${part.id}`;
  return (
    <Form action={`${at}/ordnen`} plain hidden={{ version: part.version }} id={`p${part.id.slice(-8)}`}>
      <ButtonRow>
        <LinkButton href={at} icon="edit" look="tertiary" small label={label('edit')}>
          {t('concept:staff.part.edit')}
        </LinkButton>
        <Button name="richtung" value="auf" icon="up" look="tertiary" small disabled={first} label={label('up')}>
          {t('concept:staff.up')}
        </Button>
        <Button name="richtung" value="ab" icon="down" look="tertiary" small disabled={last} label={label('down')}>
          {t('concept:staff.down')}
        </Button>
        {deletable && (
          <Button formAction={`${at}/loeschen`} icon="close" look="tertiary" small label={label('delete')}>
            {t('concept:staff.delete')}
          </Button>
        )}
      </ButtonRow>
    </Form>
  );
}

function Parts({ kind, parts, props }: { kind: NodeKind; parts: readonly Part[]; props: StructurePageProps }) {
  const { t } = useView();
  const { tree, uses, base, edits } = props;
  if (parts.length === 0) return null;
  return (
    <>
      <h3>{t(`concept:staff.part.${kind}s`)}</h3>
      <DescriptionList
        stacked
        items={parts.map((part, index) => ({
          term: 'rank' in part && part.rank !== null ? `${part.rank}. ${part.title}` : part.title,
          value: (
            <>
              {(uses.get(part.id) ?? 0) > 0 && (
                <p class="kern-hint">{t('concept:staff.part.uses', { count: uses.get(part.id) ?? 0 })}</p>
              )}
              {edits && (
                <Tools
                  part={part}
                  address={`${base}/gliederung`}
                  first={index === 0 || isRanked(part)}
                  last={index === parts.length - 1 || isRanked(part)}
                  deletable={tree.edition.state === 'draft' && !uses.has(part.id)}
                />
              )}
            </>
          ),
        }))}
      />
    </>
  );
}

function AddPart({ kind, props, fieldId }: { kind: NodeKind; props: StructurePageProps; fieldId?: string }) {
  const { t } = useView();
  const name = fieldId ? `${kind}-${fieldId}` : kind;
  const form = formState(props.posted, name, { fieldId: fieldId ?? '' });
  return (
    <Disclosure title={t(`concept:staff.part.add_${kind}`)} open={form.open}>
      <Form
        action={`${props.base}/gliederung`}
        id={name}
        values={form.values}
        errors={form.errors}
        hidden={{ kind, form: name, ...(fieldId ? { fieldId } : {}) }}
      >
        <NodeFields kind={kind} tree={props.tree} fieldId={fieldId} choosesField={false} />
        <ButtonRow>
          <Button icon="plus">{t(`concept:staff.part.add_${kind}`)}</Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

function FieldPart({ field, index, props }: { field: Field; index: number; props: StructurePageProps }) {
  const { t } = useView();
  const { tree, uses, base, edits, posted } = props;
  const challenges = tree.challenges.filter(({ fieldId }) => fieldId === field.id);
  const goals = tree.goals.filter(({ fieldId }) => fieldId === field.id);
  const hangs = challenges.length + goals.length + (uses.get(field.id) ?? 0);
  return (
    <Disclosure
      title={`${field.title} (${t('concept:staff.part.uses', { count: uses.get(field.id) ?? 0 })})`}
      open={posted?.form.endsWith(field.id)}
    >
      {field.guideline && (
        <p>
          <German>{field.guideline}</German>
        </p>
      )}
      {edits && (
        <Tools
          part={field}
          address={`${base}/gliederung`}
          first={index === 0}
          last={index === tree.fields.length - 1}
          deletable={tree.edition.state === 'draft' && hangs === 0}
        />
      )}
      <Parts kind="challenge" parts={challenges} props={props} />
      {edits && <AddPart kind="challenge" props={props} fieldId={field.id} />}
      <Parts kind="goal" parts={goals} props={props} />
      {edits && <AddPart kind="goal" props={props} fieldId={field.id} />}
      {edits && (
        <ButtonRow>
          <LinkButton href={`${base}/empfehlung-neu?feld=${field.id}`} icon="plus">
            {t('concept:staff.form.new')}
          </LinkButton>
        </ButtonRow>
      )}
    </Disclosure>
  );
}

/** Core themes, fields of action, their challenges and goals, in order. */
export function StructurePage(props: StructurePageProps) {
  const { t } = useView();
  const { tree, base, edits } = props;
  const title = t('concept:staff.structure.title');
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: t('concept:staff.concepts.title'), href: base.replace(/\/[^/]+$/, '') },
        { label: tree.edition.title, href: base },
        { label: title },
      ]}
    >
      <PageHeader
        title={title}
        kicker={
          <>
            <bdi>{tree.edition.title}</bdi> <Badge>{t(`concept:edition.${tree.edition.state}`)}</Badge>
          </>
        }
        lead={t('concept:staff.structure.lead')}
      />
      <Section title={t('concept:staff.part.fields')}>
        {tree.fields.length === 0 && (
          <EmptyState title={t('concept:staff.structure.empty')}>
            <p>{t('concept:staff.structure.empty_text')}</p>
          </EmptyState>
        )}
        {tree.fields.map((field, index) => (
          <FieldPart key={field.id} field={field} index={index} props={props} />
        ))}
        {edits && <AddPart kind="field" props={props} />}
      </Section>
      <Section title={t('concept:staff.structure.themes')}>
        <Parts kind="theme" parts={tree.themes} props={props} />
        {edits && <AddPart kind="theme" props={props} />}
      </Section>
    </StaffPage>
  );
}
