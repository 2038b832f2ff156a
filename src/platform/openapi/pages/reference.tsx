import type { ApiGroup, ApiParameter, JsonSchema } from '#platform/module';
import { Badge, DescriptionList, LinkList, PageHeader, Prose, PublicPage, Section, Table, useView } from '#platform/ui';

export interface OperationView {
  readonly id: string;
  readonly method: string;
  readonly paths: readonly string[];
  /** Translation keys. */
  readonly summary: string;
  readonly description: string | undefined;
  readonly pathParameters: readonly string[];
  readonly parameters: readonly ApiParameter[];
  readonly status: number;
  readonly types: readonly string[];
  readonly example: { readonly addresses: readonly string[]; readonly type: string; readonly text: string } | undefined;
}

export interface OverviewProps {
  readonly groups: readonly {
    readonly group: ApiGroup;
    readonly operations: readonly {
      readonly id: string;
      readonly method: string;
      readonly path: string;
      readonly summary: string;
    }[];
  }[];
}

function Paragraphs({ text }: { text: string }) {
  return (
    <Prose>
      {text.split('\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </Prose>
  );
}

/** An address as it is typed: left to right in every language, broken at its slashes where there is no room. */
function Address({ children }: { children: string }) {
  const parts = children.split(/(?<=\/)/);
  return (
    <code class="dk-api__path" dir="ltr">
      {parts.map((part, index) => (
        <>
          {index > 0 && <wbr />}
          {part}
        </>
      ))}
    </code>
  );
}

/** What interfaces there are, and where each is described. */
export function OverviewPage({ groups }: OverviewProps) {
  const { t } = useView();
  return (
    <PublicPage title={t('openapi:staff.title')} description={t('openapi:staff.lead')} languages="staff">
      <PageHeader title={t('openapi:staff.title')} lead={t('openapi:staff.lead')} />
      <Paragraphs text={t('openapi:staff.text')} />
      <LinkList items={[{ icon: 'download', href: '/api/openapi.json', label: t('openapi:staff.download') }]} />
      {groups.map(({ group, operations }) => (
        <Section key={group.id} title={t(group.title)} id={group.id}>
          <Paragraphs text={t(group.text)} />
          <ul class="dk-api__list">
            {operations.map(({ id, method, path, summary }) => (
              <li key={id}>
                <a href={`/api/${group.id}#${id}`}>{t(summary)}</a>
                <div>
                  <span class="dk-api__method">{method.toUpperCase()}</span> <Address>{path}</Address>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </PublicPage>
  );
}

/** The rule of a parameter in few signs: `integer 1–500`, `json | ndjson`. */
function ruleOf({ type, enum: values, minimum, maximum, pattern, format, default: usual }: JsonSchema): string {
  const range = minimum !== undefined || maximum !== undefined ? ` ${minimum ?? ''}–${maximum ?? ''}` : '';
  const kind = Array.isArray(values) ? values.join(' | ') : `${format ?? type ?? ''}${range}${pattern ? ` ${pattern}` : ''}`;
  return usual === undefined ? kind : `${kind} (${usual})`;
}

function Parameters({ operation }: { operation: OperationView }) {
  const { t } = useView();
  const rows = [
    ...operation.pathParameters.map((name) => ({ name, text: t(`openapi:staff.path.${name}`), rule: '', where: 'path' })),
    ...operation.parameters.map(({ name, description, schema }) => ({
      name,
      text: t(description),
      rule: ruleOf(schema),
      where: 'query',
    })),
  ];
  if (!rows.length) return null;
  return (
    <Table
      caption={t('openapi:staff.parameters')}
      rows={rows}
      rowKey={({ where, name }) => `${where} ${name}`}
      columns={[
        {
          key: 'name',
          label: t('openapi:staff.name'),
          rowHeader: true,
          cell: ({ name, where }) => (
            <code class="dk-api__name" dir="ltr">
              {where === 'path' ? `{${name}}` : name}
            </code>
          ),
        },
        { key: 'text', label: t('openapi:staff.meaning'), cell: ({ text }) => text },
        { key: 'rule', label: t('openapi:staff.rule'), cell: ({ rule }) => (rule ? <code dir="ltr">{rule}</code> : '–') },
      ]}
    />
  );
}

function Example({ operation: { id, example } }: { operation: OperationView }) {
  const { t } = useView();
  if (!example) return null;
  return (
    <figure class="dk-api__example" aria-labelledby={`${id}-example`}>
      <figcaption id={`${id}-example`}>
        {t('openapi:staff.example')}:{' '}
        {example.addresses.map((address, index) => (
          <>
            {index > 0 && ' · '}
            <a href={address}>
              <Address>{address}</Address>
            </a>
          </>
        ))}
      </figcaption>
      {example.text && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
        <pre class="dk-api__text" dir="ltr" tabIndex={0}>
          <code>{example.text}</code>
        </pre>
      )}
    </figure>
  );
}

/** All operations of a subject, each with its parameters and an answer of this installation. */
export function GroupPage({ group, operations }: { group: ApiGroup; operations: readonly OperationView[] }) {
  const { t } = useView();
  const title = t(group.title);
  return (
    <PublicPage
      title={title}
      description={t(group.text).slice(0, 160)}
      languages="staff"
      breadcrumb={[{ label: t('openapi:staff.title'), href: '/api' }, { label: title }]}
    >
      <PageHeader title={title} />
      <Paragraphs text={t(group.text)} />
      <nav aria-label={t('openapi:staff.on_page')}>
        <ul class="dk-api__list">
          {operations.map(({ id, summary }) => (
            <li key={id}>
              <a href={`#${id}`}>{t(summary)}</a>
            </li>
          ))}
          {(group.sections ?? []).map((section) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>{t(section.title)}</a>
            </li>
          ))}
        </ul>
      </nav>
      {operations.map((operation) => (
        <Section key={operation.id} title={t(operation.summary)} id={operation.id}>
          <ul class="dk-api__paths">
            {operation.paths.map((path) => (
              <li key={path}>
                <Badge kind="info">{operation.method.toUpperCase()}</Badge> <Address>{path}</Address>
              </li>
            ))}
          </ul>
          {operation.description && <Paragraphs text={t(operation.description)} />}
          <Parameters operation={operation} />
          <DescriptionList
            items={[
              {
                term: t('openapi:staff.answer'),
                value: (
                  <>
                    {operation.status} {t(`openapi:staff.answer.${operation.status}`)}
                    {operation.types.length > 0 && (
                      <>
                        {': '}
                        <span dir="ltr">{operation.types.join(', ')}</span>
                      </>
                    )}
                  </>
                ),
              },
            ]}
          />
          <Example operation={operation} />
        </Section>
      ))}
      {(group.sections ?? []).map((section) => (
        <Section key={section.id} title={t(section.title)} id={section.id}>
          <Paragraphs text={t(section.text)} />
        </Section>
      ))}
    </PublicPage>
  );
}
