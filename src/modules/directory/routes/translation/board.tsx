import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { findInterfaceLanguage, type InterfaceLanguage } from '#platform/i18n';
import { offerTranslatableFields, translationTags } from '../../model/translation/fields.ts';
import { BoardPage } from '../../pages/staff/translation/board.tsx';
import { type FilterChoices, LanguagesPage } from '../../pages/staff/translation/overview.tsx';
import { type BoardFilter, readBoard, readLanguages, readOrganisations } from '../../service/translation/board.ts';
import { addressWith, chosen, townOptions } from '../staff/inbox.tsx';
import { deskFrame, isId, one, root, staffBase } from '../staff/parts.ts';

const states = ['missing', 'outdated', 'machine', 'current'] as const;
const perPage = 50;

export const tongues: readonly InterfaceLanguage[] = translationTags.flatMap((tag) => findInterfaceLanguage(tag) ?? []);

/** The language of an address; German and unknown ones are none. */
export const tongueOf = (tag: unknown): InterfaceLanguage | undefined => tongues.find((one) => one.tag === tag);

export async function scopeChoices(context: Context): Promise<FilterChoices> {
  const organisations = await readOrganisations(context);
  return {
    towns: await townOptions(context),
    organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
  };
}

/** Filters of an address that name something there is, as the form shows them and as the store takes them. */
export function scopeOf(
  sent: ReturnType<typeof formValues>,
  { towns, organisations }: FilterChoices,
): { values: Record<string, string>; filter: BoardFilter } {
  const town = chosen(
    one(sent, 'ort'),
    towns.flatMap((option) => ('value' in option ? option.value : [])),
  );
  const organisationId = chosen(
    one(sent, 'organisation'),
    organisations.flatMap((option) => ('value' in option ? option.value : [])),
  );
  const all = one(sent, 'eintraege') === 'alle';
  return {
    values: { ort: town ?? '', organisation: organisationId ?? '', eintraege: all ? 'alle' : '' },
    filter: { publicOnly: !all, town, organisationId: isId(organisationId) ? organisationId : undefined },
  };
}

async function overview(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const choices = await scopeChoices(context);
  const { values, filter } = scopeOf(formValues(request.query), choices);
  const base = `${staffBase(context)}/uebersetzungen`;
  return reply.page(
    <LanguagesPage
      frame={await deskFrame(context)}
      languages={tongues}
      counts={await readLanguages(context, filter)}
      values={values}
      href={(tag, state) => addressWith(`${base}/${tag}`, { ...values, stand: state })}
      {...choices}
    />,
  );
}

async function board(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const tongue = tongueOf((request.params as { sprache?: string }).sprache);
  if (!tongue) return reply.refuse(404);
  const sent = formValues(request.query);
  const choices = await scopeChoices(context);
  const scope = scopeOf(sent, choices);
  const state = chosen(one(sent, 'stand'), states);
  const field = chosen(one(sent, 'feld'), offerTranslatableFields);
  const values = { stand: state ?? '', feld: field ?? '', ...scope.values };
  const after = one((request.query ?? {}) as Record<string, unknown>, 'nach') || undefined;
  const path = `${staffBase(context)}/uebersetzungen/${tongue.tag}`;
  const found = await readBoard(context, scope.filter, { tag: tongue.tag, field, state, after, limit: perPage });
  return reply.page(
    <BoardPage
      frame={await deskFrame(context)}
      tongue={tongue}
      board={found}
      fields={offerTranslatableFields}
      values={values}
      href={(changes) => addressWith(path, { ...values, ...changes })}
      first={after && addressWith(path, values)}
      next={found.next && addressWith(path, { ...values, nach: found.next })}
      {...choices}
    />,
  );
}

export function boardRoutes(app: App): void {
  const config = { access: 'directory.edit' } as const;
  app.get(`${root}/uebersetzungen`, { config }, overview);
  app.get(`${root}/uebersetzungen/:sprache`, { config }, board);
}
