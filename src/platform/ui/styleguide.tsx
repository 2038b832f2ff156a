import { Alert } from './alert.tsx';
import { Badge } from './badge.tsx';
import { Button, ButtonRow, LinkButton } from './button.tsx';
import { Card, CardList, Facts, IconTiles, TagList, Verdict } from './card.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, SelectField } from './choice-fields.tsx';
import { ExternalLink, MailLink } from './contact-links.tsx';
import { DescriptionList } from './description-list.tsx';
import { Disclosure } from './disclosure.tsx';
import { EmptyState } from './empty-state.tsx';
import { FacetList } from './facet-list.tsx';
import { FileField } from './file-field.tsx';
import { FilterLayout, FilterPanel } from './filter-panel.tsx';
import { Form } from './form.tsx';
import { Icon } from './icon.tsx';
import { type IconName, iconShapes } from './icon-shapes.tsx';
import { LanguageBlock } from './language-block.tsx';
import { LanguageList } from './language-switcher.tsx';
import { PageHeader, Panel, Prose, Section } from './page-header.tsx';
import { Pagination } from './pagination.tsx';
import { Progress } from './progress.tsx';
import { PublicPage } from './public-page.tsx';
import { SearchBar } from './search-bar.tsx';
import { Stepper } from './stepper.tsx';
import { type Samples, samplesFor } from './styleguide-samples.ts';
import { DateField, EmailField, NumberField, TextArea, TextField } from './text-fields.tsx';
import { useView } from './view.tsx';

function Start({ s }: { s: Samples }) {
  return (
    <>
      <PageHeader title={s.question} lead={s.lead} />
      <SearchBar action="#" label={s.question} labelHidden hint={s.hint} />
      <LanguageList />
      <Section title={s.tilesTitle}>
        <IconTiles items={s.tiles} />
      </Section>
    </>
  );
}

function Results({ s }: { s: Samples }) {
  return (
    <Section title={s.parts.offers}>
      <FilterLayout
        filter={
          <FilterPanel action="#" active={2} resetHref="#alle" keep={[{ name: 'q', value: s.hint }]}>
            <FacetList name="ort" legend={s.town} facets={s.towns} open={4} />
            <FacetList name="fuer" legend={s.may} facets={s.mayFacets} />
          </FilterPanel>
        }
      >
        <CardList>
          <Card title={s.offer.title} href="#1" kicker={s.offer.kicker} foot={s.confirmed}>
            <Facts items={s.facts} />
            <Verdict kind="yes">{s.offer.yes}</Verdict>
            <TagList tags={s.tags} />
          </Card>
          <Card title="Offener Sprachkurs der Gemeinde" href="#2" lang="de" dir="ltr" foot={s.confirmed}>
            <Facts items={s.facts.slice(0, 2)} />
            <Verdict kind="maybe">{s.offer.maybe}</Verdict>
          </Card>
          <Card title={s.offer.title} href="#3">
            <Verdict kind="no">{s.offer.no}</Verdict>
          </Card>
        </CardList>
        <Pagination previous="#zurueck" next="#weiter" position={s.results} />
      </FilterLayout>
    </Section>
  );
}

function ProposalForm({ s }: { s: Samples }) {
  const f = s.fields;
  const options = [
    { value: 'yes', label: f.yes, hint: f.nameHint },
    { value: 'maybe', label: f.maybe },
    { value: 'no', label: f.no },
  ];
  return (
    <Section title={s.parts.form}>
      <Panel>
        <Stepper
          steps={s.steps.map((label, index) => ({
            label,
            state: index === 0 ? 'done' : index === 1 ? 'current' : 'upcoming',
            href: '#schritt',
          }))}
        />
        <Form
          action="#"
          files
          values={{
            mail: 'name.example.org',
            about: '<b>"قهوة" & Kaffee</b>',
            kinds: ['maybe'],
            kind: 'no',
            places: 12,
            day: '2026-12-01',
          }}
          errors={{ name: f.nameError, mail: f.mailError }}
        >
          <TextField name="name" label={f.name} hint={f.nameHint} required />
          <EmailField name="mail" label={f.mail} required />
          <TextArea name="about" label={f.about} />
          <DateField name="day" label={f.day} />
          <NumberField name="places" label={f.places} min={0} unit="m²" />
          <SelectField
            name="kind"
            label={f.kind}
            options={[...options, { label: f.kinds, options: [{ value: 'x', label: f.name }] }]}
          />
          <CheckboxGroup name="kinds" label={f.kinds} options={options} />
          <RadioGroup name="free" label={f.kinds} options={options} value="no" inline required />
          <FileField name="file" label={f.file} accept={['.pdf', '.png']} maxMegabytes={5} />
          <Checkbox name="consent" label={f.consent} required />
          <ButtonRow>
            <Button>{f.send}</Button>
            <LinkButton href="#ab">{s.parts.second}</LinkButton>
          </ButtonRow>
        </Form>
      </Panel>
    </Section>
  );
}

function Marks({ s }: { s: Samples }) {
  return (
    <Section title={s.parts.marks}>
      <Panel>
        <ButtonRow>
          <Badge>{s.offer.kicker}</Badge>
          <Badge kind="info" icon="info">
            {s.offer.kicker}
          </Badge>
          <Badge kind="success">{s.offer.kicker}</Badge>
          <Badge kind="warning">{s.offer.kicker}</Badge>
          <Badge kind="danger">{s.offer.kicker}</Badge>
        </ButtonRow>
        <Progress label={s.parts.marks} value={3} max={5} />
      </Panel>
      <Panel title={s.parts.buttons}>
        <ButtonRow>
          <Button>{s.fields.send}</Button>
          <Button look="secondary" icon="print">
            {s.parts.second}
          </Button>
          <Button look="tertiary">{s.parts.second}</Button>
          <Button look="danger">{s.parts.action}</Button>
          <Button disabled>{s.fields.send}</Button>
          <LinkButton href="#klein" small icon="download">
            {s.parts.second}
          </LinkButton>
        </ButtonRow>
      </Panel>
      <Panel>
        <ButtonRow>
          {(Object.keys(iconShapes) as IconName[]).map((name) => (
            <Icon key={name} name={name} size="large" label={name} />
          ))}
        </ButtonRow>
      </Panel>
    </Section>
  );
}

/** Every component of the public pages in its states, on one page; the browser tests look at it in both directions and both themes. */
export function StyleGuide() {
  const { language } = useView();
  const s = samplesFor(language.dir);
  return (
    <PublicPage
      title={s.question}
      breadcrumb={[{ label: s.parts.second, href: '#start' }, { label: s.parts.offers, href: '#liste' }, { label: s.question }]}
    >
      <Start s={s} />
      <Results s={s} />
      <Section title={s.parts.detail}>
        <Panel>
          <Prose>
            <p>{s.text}</p>
            <LanguageBlock lang="de" dir="ltr">
              Dieser Absatz steht auf jeder Seite auf Deutsch, mit <a href="#verweis">einem Verweis</a>.
            </LanguageBlock>
            <LanguageBlock lang="ti" dir="ltr">
              ትግርኛ
            </LanguageBlock>
          </Prose>
          <DescriptionList
            items={[
              ...s.details,
              { term: 'Web', value: <ExternalLink href="https://example.org/" /> },
              { term: 'E-Mail', value: <MailLink address="ki@example.org" /> },
            ]}
          />
          <DescriptionList items={[...s.details].slice(0, 1)} stacked />
          <div>
            <Disclosure title={s.parts.messages} open>
              {s.text}
            </Disclosure>
            <Disclosure title={s.parts.second}>{s.text}</Disclosure>
          </div>
        </Panel>
      </Section>
      <ProposalForm s={s} />
      <Section title={s.parts.messages}>
        <Alert kind="success" title={s.fields.yes}>
          {s.text}
        </Alert>
        <Alert kind="info">{s.text}</Alert>
        <Alert kind="warning">{s.text}</Alert>
        <Alert kind="danger">{s.text}</Alert>
      </Section>
      <Marks s={s} />
      <Section title={s.parts.second}>
        <EmptyState level={3} title={s.parts.empty} actions={<LinkButton href="#alle">{s.parts.second}</LinkButton>}>
          {s.text}
        </EmptyState>
      </Section>
    </PublicPage>
  );
}
