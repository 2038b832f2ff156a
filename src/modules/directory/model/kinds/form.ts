import type { OfferContent, OrganisationContent } from '../content.ts';
import { type FormValues, fieldsOf, rowNumbers, text, texts } from '../form/values.ts';
import { canonicalHours } from '../opening-hours.ts';

/** The parts of the forms that belong to one kind of entry: reading, writing, and where an error is shown. */

/** One thing a line; undefined when nothing is there, so that the content has no empty list. */
function lines(values: FormValues, name: string): string[] | undefined {
  const found = (text(values, name) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return found.length ? found : undefined;
}

const chosen = (values: FormValues, name: string): string[] | undefined => {
  const found = texts(values, name);
  return found.length ? found : undefined;
};

/** A number of hours, `1,5` or `1.5`; anything else NaN, which is refused at the field. */
function hoursNumber(values: FormValues, name: string): number | undefined {
  const value = text(values, name)?.replace(',', '.');
  if (value === undefined) return undefined;
  return /^\d{1,2}(?:\.\d)?$/.test(value) ? Number(value) : Number.NaN;
}

const filled = <T extends object>(part: T): T | undefined =>
  Object.values(part).some((value) => value !== undefined) ? part : undefined;

const projectTexts = [
  'since',
  'until',
  'fundedBy',
  'results',
  'transfer',
  'evaluation',
  'evaluationUrl',
  'askRole',
  'askPhone',
  'askEmail',
] as const;
const volunteeringTexts = ['task', 'per', 'effortNote', 'training', 'insurance', 'expenses', 'certificate', 'newcomers'] as const;

const textsOf = (values: FormValues, prefix: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, text(values, `${prefix}.${name}`)]));

/** How many languages a form asks for that are welcome. */
export const languageRows = 4;

function welcomeLanguages(values: FormValues): string[] | undefined {
  const found = rowNumbers(values, 'volunteering.languages').flatMap(
    (number) => text(values, `volunteering.languages.${number}`) ?? [],
  );
  return found.length ? [...new Set(found)] : undefined;
}

/** What only the chosen kind has; what a form holds of another kind is left out. */
export function readKindFields(values: FormValues): Record<'project' | 'volunteering' | 'professional', unknown> {
  const kind = text(values, 'kind');
  return {
    project:
      kind === 'project'
        ? filled({ ...textsOf(values, 'project', projectTexts), partners: lines(values, 'project.partners') })
        : undefined,
    volunteering:
      kind === 'volunteering'
        ? filled({
            ...textsOf(values, 'volunteering', volunteeringTexts),
            hours: hoursNumber(values, 'volunteering.hours'),
            skills: lines(values, 'volunteering.skills'),
            languages: welcomeLanguages(values),
          })
        : undefined,
    professional:
      kind === 'contact'
        ? filled({
            profession: text(values, 'professional.profession'),
            accepting: text(values, 'professional.accepting'),
            billing: chosen(values, 'professional.billing'),
            appointment: chosen(values, 'professional.appointment'),
          })
        : undefined,
  };
}

/** The field under which an error of a kind's part is shown. */
export const kindFieldOf = (path: string): string =>
  path
    .replace(/^(project\.partners|volunteering\.skills|professional\.(?:billing|appointment))\.\d+$/, '$1')
    .replace(/^volunteering\.languages$/, 'volunteering.languages.0');

type Values = Record<string, string | string[]>;

export function kindFieldValues({ project, volunteering, professional }: OfferContent): Values {
  const nested = (prefix: string, fields: Readonly<Record<string, string | number | readonly string[] | undefined>>) =>
    fieldsOf(Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, value])));
  const { languages = [], skills, hours, ...duty } = volunteering ?? {};
  return {
    ...nested('project', { ...project, partners: project?.partners?.join('\n') }),
    ...nested('volunteering', {
      ...duty,
      hours: hours === undefined ? undefined : String(hours).replace('.', ','),
      skills: skills?.join('\n'),
    }),
    ...nested('volunteering.languages', Object.fromEntries(languages.map((code, row) => [row, code]))),
    ...nested('professional', professional ?? {}),
  };
}

const germanHours = /(?:^|[^A-Za-z])(?:Di|Mi|Do|So|Uhr)(?![a-z])/;

/** Opening hours as people write them, German day names too. */
const readHours = (typed: string | undefined) =>
  typed !== undefined && germanHours.test(typed) ? canonicalHours(typed.replaceAll(/ ?Uhr/g, '')) : typed;

const pointFields = ['topic', 'role', 'phone', 'email', 'room', 'hours'] as const;

function usedPoints(values: FormValues): number[] {
  return rowNumbers(values, 'contactPoints').filter((number) =>
    pointFields.some((name) => text(values, `contactPoints.${number}.${name}`) !== undefined),
  );
}

/** Tasks, contact points and hours of an institution; its place is read like an offer's. */
export function readInstitution(values: FormValues): Record<'tasks' | 'contactPoints' | 'hours', unknown> {
  const points = usedPoints(values).map((number) => {
    const field = (name: string) => text(values, `contactPoints.${number}.${name}`);
    return {
      topic: field('topic'),
      role: field('role'),
      phone: field('phone'),
      email: field('email'),
      room: field('room'),
      hours: readHours(field('hours')),
    };
  });
  return {
    tasks: lines(values, 'tasks'),
    contactPoints: points.length ? points : undefined,
    hours: readHours(text(values, 'hours')),
  };
}

export function institutionFieldOf(path: string, values: FormValues): string {
  const point = /^contactPoints\.(\d+)(.*)$/.exec(path);
  if (point) return `contactPoints.${usedPoints(values)[Number(point[1])] ?? 0}${point[2] || '.topic'}`;
  return path.replace(/^tasks\.\d+$/, 'tasks').replace(/^place\.accessibility\.\d+$/, 'place.accessibility');
}

export function institutionValues({ tasks, contactPoints = [], place, hours }: OrganisationContent): Values {
  return {
    ...fieldsOf({ tasks: tasks?.join('\n'), hours }),
    ...fieldsOf(Object.fromEntries(Object.entries(place ?? {}).map(([name, value]) => [`place.${name}`, value]))),
    ...Object.assign(
      {},
      ...contactPoints.map((point, row) =>
        fieldsOf(Object.fromEntries(pointFields.map((name) => [`contactPoints.${row}.${name}`, point[name]]))),
      ),
    ),
  };
}
