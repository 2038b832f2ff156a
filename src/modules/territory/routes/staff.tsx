import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { type App, type FastifyReply, type FastifyRequest, parseForm } from '#platform/http';
import { findInterfaceLanguage, german } from '#platform/i18n';
import type { Outcome } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import { profileFormSchema } from '../model/forms.ts';
import { type Section, sections, textIn } from '../model/profile.ts';
import { StaffTownPage, type StaffTownProps } from '../pages/staff-town.tsx';
import { StaffTownsPage } from '../pages/staff-towns.tsx';
import { profileToEdit, saveProfile, townsToEdit } from '../service/profiles.ts';
import { editPermission, mayEditAll } from '../service/scope.ts';

export type TownRequest = FastifyRequest<{ Params: { district: string; town: string }; Querystring: { sprache?: string } }>;

export const staffBase = (context: Context): string => `/intern/${context.tenant.slug}/sozialraeume`;

/** The page of a refusal that no form can show: another's town, or none. */
export function refuse(reply: FastifyReply, code: FailureCode): FastifyReply {
  return reply.refuse(code === 'territory.not_allowed' ? 403 : 404);
}

/** The texts of a form for showing them again. */
export function texts(values: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? (value[0] ?? '') : value]),
  );
}

/** Shows the town's editing page, with what a rejected form brings along. */
export async function showTown(
  request: TownRequest,
  reply: FastifyReply,
  more: Pick<StaffTownProps, 'posted' | 'quarterForm'> = {},
  status = 200,
): Promise<FastifyReply> {
  const { context } = request;
  const found = await profileToEdit(context, request.params.town);
  if (!found.ok) return refuse(reply, found.code);
  return reply.page(<StaffTownPage {...pageProps(request)} {...found.value} {...more} />, status);
}

function pageProps({ context, query }: TownRequest) {
  const language = (findInterfaceLanguage(String(query.sprache ?? '')) ?? german).tag;
  return { base: staffBase(context), district: context.tenant.slug, language, today: dayOf(context.now()) };
}

async function postProfile(request: TownRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, visit } = request;
  const { language } = pageProps(request);
  const ags = request.params.town;
  const form = parseForm(profileFormSchema, request.body, visit.t);
  if (!form.ok) return showTown(request, reply, { posted: { values: texts(form.values), errors: form.errors } }, 422);
  const { version, source, ...content } = form.data;
  const take = texts(form.values).nehmen;
  const outcome: Outcome<number, FailureCode> = take
    ? { ok: false, code: 'territory.profile_changed', details: {} }
    : await saveProfile(context, ags, { language, sections: content, source }, version);
  if (outcome.ok)
    return reply.redirectWithNotice(`${staffBase(context)}/${ags}?sprache=${language}`, 'success', 'territory:staff.saved');
  if (outcome.code !== 'territory.profile_changed') return refuse(reply, outcome.code);
  return showConflict(request, reply, {
    content,
    source,
    values: texts(form.values),
    take: sections.find((one) => one === take),
  });
}

interface OwnText {
  readonly content: Readonly<Record<Section, string[]>>;
  readonly source: string;
  readonly values: Record<string, string>;
  /** The section in which the editor gives way to the other's text. */
  readonly take: Section | undefined;
}

/** The second editor sees the other's text beside the own one, which stays in the form; nothing is overwritten. */
async function showConflict(request: TownRequest, reply: FastifyReply, own: OwnText): Promise<FastifyReply> {
  const found = await profileToEdit(request.context, request.params.town);
  if (!found.ok) return refuse(reply, found.code);
  const props = pageProps(request);
  const theirs = textIn(found.value.profile, props.language);
  const { take } = own;
  const content = take ? { ...own.content, [take]: theirs[take] } : own.content;
  const values = take ? { ...own.values, [take]: theirs[take].join('\n') } : own.values;
  const page = (
    <StaffTownPage {...props} {...found.value} posted={{ values, errors: {} }} mine={{ sections: content, source: own.source }} />
  );
  return reply.page(page, 409);
}

export function staffRoutes(app: App): void {
  const config = { access: editPermission } as const;

  app.get<{ Params: { district: string } }>('/intern/:district/sozialraeume', { config }, async (request, reply) => {
    const { context } = request;
    const towns = await townsToEdit(context);
    return reply.page(<StaffTownsPage base={staffBase(context)} towns={towns} mayImport={mayEditAll(context)} />);
  });

  app.get('/intern/:district/sozialraeume/:town', { config }, (request, reply) => showTown(request as TownRequest, reply));
  app.post('/intern/:district/sozialraeume/:town', { config }, (request, reply) => postProfile(request as TownRequest, reply));
}
