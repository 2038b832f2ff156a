import { z } from 'zod';
import type { Context } from '#platform/access';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  formValues,
  optionalText,
  parseForm,
} from '#platform/http';
import { interfaceLanguages, translator } from '#platform/i18n';
import { CategoriesPage, CategoryPage, type ShownCategory } from '../../pages/staff/categories.tsx';
import {
  addCategory,
  type CategoryFailure,
  moveCategory,
  readCategoryTree,
  renameCategory,
  showCategory,
} from '../../service/categories.ts';
import { categoryName } from '../../service/ground.ts';
import { deskFrame, failureSentence, one, root, staffBase } from './parts.ts';

const name = z
  .string()
  .max(60)
  .refine((text) => !text.includes('\n'), { message: 'directory:field.one_line' });

const addSchema = z.object({ de: name.min(1), parent: optionalText(60) });
const namesSchema = z.object(
  Object.fromEntries(interfaceLanguages.map(({ tag }) => [tag, name.optional()])) as Record<string, z.ZodOptional<typeof name>>,
);

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id;

async function list(
  request: FastifyRequest,
  reply: FastifyReply,
  posted?: { values: Record<string, string>; errors: FormErrors },
): Promise<FastifyReply> {
  const { context } = request;
  const tree = await readCategoryTree(context);
  const shown = (id: string, active: boolean): ShownCategory => ({
    id,
    active,
    name: categoryName(context, tree, id),
    leaves: tree.leavesOf(id).map((leaf) => shown(leaf.id, leaf.active)),
  });
  return reply.page(
    <CategoriesPage
      frame={await deskFrame(context)}
      tops={tree.tops.map(({ id, active }) => shown(id, active))}
      posted={posted}
    />,
    posted ? 422 : 200,
  );
}

const done = (context: Context, reply: FastifyReply, key: string) =>
  reply.redirectWithNotice(`${staffBase(context)}/themen`, 'success', `directory:staff.categories.${key}`);

async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(addSchema, request.body, visit.t);
  const values = { de: one(form.values, 'de'), parent: one(form.values, 'parent') };
  if (!form.ok) return list(request, reply, { values, errors: form.errors });
  const { de, parent } = form.data;
  const outcome = await addCategory(context, { parentId: parent ?? null, names: { de } });
  if (outcome.ok) return done(context, reply, 'added');
  const field = outcome.code === 'category.unknown' ? 'parent' : 'de';
  return list(request, reply, { values, errors: { [field]: failureSentence(context, outcome) } });
}

async function showNames(
  request: FastifyRequest,
  reply: FastifyReply,
  posted?: { values: Record<string, string>; errors: FormErrors },
): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request);
  const tree = await readCategoryTree(context);
  const category = tree.find(id);
  if (!category) return reply.refuse(404);
  const key = `directory:category.${id}`;
  const defaults = interfaceLanguages.flatMap((language) => {
    const text = translator(language)(key);
    return text === key || text === `category.${id}` ? [] : [[language.tag, text] as const];
  });
  return reply.page(
    <CategoryPage
      frame={await deskFrame(context)}
      id={id}
      name={categoryName(context, tree, id)}
      defaults={Object.fromEntries(defaults)}
      values={posted?.values ?? category.names}
      errors={posted?.errors ?? {}}
    />,
    posted ? 422 : 200,
  );
}

async function rename(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(namesSchema, request.body, visit.t);
  const values = Object.fromEntries(interfaceLanguages.map(({ tag }) => [tag, one(form.values, tag)]));
  if (!form.ok) return showNames(request, reply, { values, errors: form.errors });
  const outcome = await renameCategory(context, idOf(request), values);
  return outcome.ok ? done(context, reply, 'renamed') : reply.refuse(404);
}

type Change = (
  context: Context,
  id: string,
  values: ReturnType<typeof formValues>,
) => Promise<{ ok: true } | { ok: false; code: CategoryFailure }>;

const changed = (change: Change, key: string) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { context } = request;
  const outcome = await change(context, idOf(request), formValues(request.body));
  return outcome.ok ? done(context, reply, key) : reply.refuse(404);
};

export function categoriesRoutes(app: App): void {
  const config = { access: 'directory.manage' } as const;
  app.get(`${root}/themen`, { config }, (request, reply) => list(request, reply));
  app.post(`${root}/themen`, { config }, add);
  app.get(`${root}/themen/:id`, { config }, (request, reply) => showNames(request, reply));
  app.post(`${root}/themen/:id`, { config }, rename);
  app.post(
    `${root}/themen/:id/sichtbar`,
    { config },
    changed((context, id, values) => showCategory(context, id, one(values, 'active') === 'yes'), 'changed'),
  );
  app.post(
    `${root}/themen/:id/ordnen`,
    { config },
    changed((context, id, values) => moveCategory(context, id, one(values, 'step') === 'auf' ? -1 : 1), 'changed'),
  );
}
