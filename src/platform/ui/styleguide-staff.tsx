import { Button, ButtonRow, LinkButton } from './button.tsx';
import { SelectField } from './choice-fields.tsx';
import { Diff } from './diff.tsx';
import { FieldRow, FieldSet } from './field-set.tsx';
import { Figure, FigureRow } from './figure.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Form } from './form.tsx';
import { PageHeader, Panel, Section } from './page-header.tsx';
import { Pagination } from './pagination.tsx';
import { Progress } from './progress.tsx';
import { ScopeSelector } from './scope-selector.tsx';
import { StaffPage } from './staff-page.tsx';
import { StateMark, type WorkState } from './state-mark.tsx';
import { type Column, Table } from './table.tsx';
import { Tabs } from './tabs.tsx';
import { DateField, TextField } from './text-fields.tsx';

interface Row {
  readonly field: string;
  readonly title: string;
  readonly towns: string;
  readonly done: number;
  readonly steps: number;
  readonly due: string;
  readonly state: WorkState;
  readonly word: string;
}

const rows: readonly Row[] = [
  {
    field: 'Wohnen',
    title: 'Mietführerschein in jeder Kommune',
    towns: '7 von 13',
    done: 3,
    steps: 5,
    due: '31.03.2027',
    state: 'running',
    word: 'läuft',
  },
  {
    field: 'Institutionen',
    title: 'Mehrsprachiger Bereich für die Erstorientierung',
    towns: '13 von 13',
    done: 4,
    steps: 4,
    due: '30.06.2026',
    state: 'done',
    word: 'erledigt',
  },
  {
    field: 'Gesundheit',
    title: 'Bestandsaufnahme der Pflegeberatung',
    towns: '4 von 13',
    done: 1,
    steps: 4,
    due: '30.09.2026',
    state: 'late',
    word: 'überfällig',
  },
  {
    field: 'Arbeit',
    title: 'Sprachförderung neben der Arbeit',
    towns: '0 von 13',
    done: 0,
    steps: 6,
    due: '31.12.2027',
    state: 'planned',
    word: 'geplant',
  },
  {
    field: 'Bildung',
    title: 'Elternbriefe in einfacher Sprache',
    towns: '2 von 13',
    done: 2,
    steps: 3,
    due: '31.01.2027',
    state: 'waiting',
    word: 'wartet',
  },
];

const columns: readonly Column<Row>[] = [
  { key: 'field', label: 'Handlungsfeld', cell: (row) => row.field, sortHref: '#feld' },
  {
    key: 'title',
    label: 'Empfehlung',
    cell: (row) => <a href={`#${row.field}`}>{row.title}</a>,
    rowHeader: true,
    sortHref: '#titel',
  },
  { key: 'towns', label: 'Kommunen', cell: (row) => row.towns, numeric: true },
  {
    key: 'steps',
    label: 'Schritte',
    cell: (row) => <Progress label={`Schritte: ${row.title}`} value={row.done} max={row.steps} compact />,
  },
  { key: 'due', label: 'Frist', cell: (row) => row.due, numeric: true, sortHref: '#frist', sorted: 'ascending' },
  { key: 'state', label: 'Stand', cell: (row) => <StateMark state={row.state}>{row.word}</StateMark> },
];

const states: readonly WorkState[] = ['draft', 'planned', 'running', 'waiting', 'late', 'done', 'stopped'];

/** Every component of the staff pages, on one page. */
export function StaffStyleGuide() {
  return (
    <StaffPage title="Umsetzung" breadcrumb={[{ label: 'Konzept', href: '#konzept' }, { label: 'Umsetzung' }]}>
      <PageHeader
        title="Umsetzung des Integrationskonzepts"
        lead="Ausgabe 2025"
        actions={
          <ScopeSelector
            choices={[
              { level: 'district', href: '#kreis', current: true },
              { level: 'town', href: '#kommune', current: false },
              { level: 'quarter', current: false },
            ]}
          />
        }
      />
      <FigureRow>
        <Figure value="19" label="Empfehlungen" href="#alle" note="Stand heute" />
        <Figure value="11" label="laufen" href="#laufend" state="running" />
        <Figure value="3" label="überfällig" href="#spaet" state="late" />
        <Figure value="62 %" label="Schritte erledigt" href="#schritte" />
      </FigureRow>
      <Section
        title="Empfehlungen"
        actions={
          <LinkButton href="#excel" small icon="download">
            Als Tabelle
          </LinkButton>
        }
      >
        <Tabs
          label="Ansichten"
          items={[
            { label: 'Alle', href: '#alle', current: true, count: 19 },
            { label: 'Meine', href: '#meine', current: false, count: 4 },
            { label: 'Archiv', href: '#archiv', current: false },
          ]}
        />
        <FilterBar action="#" values={{ stand: 'late' }} resetHref="#alle">
          <TextField name="q" label="Suchwort" />
          <SelectField name="stand" label="Stand" empty="alle" options={states.map((value) => ({ value, label: value }))} />
        </FilterBar>
        <Table
          caption="Empfehlungen, nach Frist sortiert"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.title}
          selection={{ name: 'ids', form: 'sammel', value: (row) => row.title, label: (row) => `${row.title} auswählen` }}
        />
        <Form action="#" id="sammel" plain>
          <ButtonRow>
            <Button small look="secondary" icon="check">
              Ausgewählte abschließen
            </Button>
          </ButtonRow>
        </Form>
        <Pagination next="#weiter" position="1–5 von 19" />
      </Section>
      <Section title="Viele Spalten">
        <Table
          caption="Empfehlungen je Kommune"
          captionHidden
          wide
          columns={[
            ...columns,
            ...['Gütersloh', 'Verl', 'Steinhagen', 'Harsewinkel', 'Rietberg'].map((town) => ({
              key: town,
              label: town,
              cell: (row: Row) => row.done,
              numeric: true,
            })),
          ]}
          rows={rows}
          rowKey={(row) => row.title}
        />
      </Section>
      <Section title="Stände">
        <Panel>
          <ButtonRow>
            {states.map((state) => (
              <StateMark key={state} state={state}>
                {state}
              </StateMark>
            ))}
          </ButtonRow>
        </Panel>
      </Section>
      <Section title="Vorschlag zum Sprachcafé">
        <Panel>
          <Diff
            changes={[
              { label: 'Name', before: 'Sprachcafé', after: 'Sprachcafé' },
              { label: 'Zeit', before: 'Dienstag 16–18 Uhr', after: 'Mittwoch 16–19 Uhr' },
              { label: 'العنوان', before: 'مقهى اللغة', after: 'مقهى اللغة المفتوح', lang: 'ar', dir: 'rtl' },
            ]}
          />
        </Panel>
        <Panel title="Neuer Schritt">
          <Form action="#" id="schritt">
            <TextField name="title" label="Bezeichnung" hint="Was ist am Ende anders?" required />
            <FieldSet legend="Zeitraum" hint="Ein Ende darf fehlen.">
              <FieldRow>
                <DateField name="from" label="Von" required />
                <DateField name="to" label="Bis" />
                <DateField name="at" label="Uhrzeit" kind="time" />
              </FieldRow>
            </FieldSet>
            <ButtonRow>
              <Button>Schritt speichern</Button>
              <LinkButton href="#ab">Abbrechen</LinkButton>
            </ButtonRow>
          </Form>
        </Panel>
      </Section>
    </StaffPage>
  );
}
