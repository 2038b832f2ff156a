import { german, translator } from '#platform/i18n';
import { asText, isObject, type JsonObject, objects } from '../../../model/exchange/json.ts';
import { joinList, joinParts } from '../../../model/table/cells.ts';

const own = (value: JsonObject | undefined): JsonObject => (isObject(value?.dreiklang) ? value.dreiklang : {});
const t = translator(german);

/** Terms of one kind of link, by the ids that both installations know. */
function codes(service: JsonObject, type: string, which: (value: string) => boolean = () => true): string {
  const found = objects(service.attributes).filter((one) => one.link_type === type && which(asText(one.value)));
  return joinList(
    found.map(({ taxonomy_term: term }) => (isObject(term) ? asText(term.code) || asText(term.name) : '')).filter(Boolean),
  );
}

/** Our own notation beside each schedule, which says more than HSDS can. */
function timeCells(schedules: readonly JsonObject[]): { hours: string; dates: string } {
  const hours = new Set<string>();
  const dates = new Set<string>();
  for (const one of schedules) {
    const { opening_hours: opening, dtstart, minutes, rrule } = own(one);
    const note = asText(one.notes);
    if (asText(opening)) hours.add(joinParts([asText(opening), asText(one.valid_from), asText(one.valid_to), note]));
    else if (asText(dtstart)) dates.add(joinParts([asText(dtstart), asText(minutes), asText(rrule), note]));
  }
  return { hours: joinList([...hours]), dates: joinList([...dates]) };
}

const yesNo = (value: unknown) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : '');

/** The registration stands before what people have to do; it has a field of its own here. */
function howText(text: string, registration: string): string {
  const label = t(`directory:registration.${registration}`);
  return registration && text.startsWith(label) ? text.slice(label.length).replace(/^\. ?/, '') : text;
}

/**
 * What another installation of this software says beyond HSDS, in the words of our table: all of it under the key
 * `dreiklang` of a service, its schedules and its place (decision 27). Undefined: the service has no such key.
 */
export function ownCells(service: JsonObject, location: JsonObject): Record<string, string> | undefined {
  const said = own(service);
  if (!asText(said.district)) return undefined;
  const { municipality, capacity } = said;
  const registration = asText(said.registration);
  const [fee] = objects(service.cost_options);
  const areas = objects(service.service_areas).flatMap((one) => /municipalityKey\/(\d{8})$/.exec(asText(one.uri))?.[1] ?? []);
  return {
    kind: asText(said.kind),
    summary: asText(said.summary),
    organisationKind: asText(own(isObject(service.organization) ? service.organization : undefined).kind),
    categories: codes(service, 'topic'),
    targetGroups: codes(service, 'audience'),
    residence: codes(service, 'eligibility', (value) => value === ''),
    levelMin: codes(service, 'eligibility', (value) => value === 'min'),
    levelMax: codes(service, 'eligibility', (value) => value === 'max'),
    town: isObject(municipality) ? asText(municipality.ags) : '',
    areaServed: joinList(areas),
    quarter: asText(said.quarter),
    visibility: own(location).precision === 'area' ? 'partial' : '',
    accessibility: joinList(
      objects(location.accessibility)
        .map((one) => asText(one.description))
        .filter(Boolean),
    ),
    ...timeCells(objects(service.schedules)),
    breaks: joinList(objects(said.breaks).map((one) => joinParts([asText(one.from), asText(one.to), asText(one.reason)]))),
    languages: joinList(
      objects(said.languages).map((one) =>
        joinParts([asText(one.code), asText(one.opening_hours), asText(one.mode), asText(one.note)]),
      ),
    ),
    fee: asText(fee?.option),
    feeNote: asText(fee?.amount_description),
    registration,
    how: howText(asText(service.application_process), registration),
    url: asText(said.registration_url),
    ...(isObject(capacity) ? { total: asText(capacity.total), free: asText(capacity.free) } : {}),
    waiting: asText(said.waiting),
    childcare: yesNo(said.childcare),
    gender: asText(said.gender),
    // Without a page of its own a service names ours; that is no address of the provider.
    ...(asText(service.url) === asText(said.page) ? { website: '' } : {}),
  };
}
