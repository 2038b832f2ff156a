import { uuidPattern, uuidv7 } from '#platform/crypto';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import { newPageForm } from '../../model/page-forms.ts';
import { readTreeFilter } from '../../model/tree-filter.ts';
import { dropSides, steps } from '../../model/tree-moves.ts';
import { ArchiveListPage } from '../../pages/tree/archive.tsx';
import { NewPagePage } from '../../pages/tree/new-page.tsx';
import { TreePage } from '../../pages/tree/tree.tsx';
import { addPage } from '../../service/tree/adding.ts';
import { movePage, type Wish } from '../../service/tree/moving.ts';
import { readArchive, readPlaces, readTree } from '../../service/tree/reading.ts';
import { townsToAddIn } from '../../service/tree/rights.ts';
import { frameOf } from '../frame.ts';
import { answerAction, deskOf, errorsOf, one, plainStatus, root, townOptions } from './parts.ts';

async function tree(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const frame = frameOf(context);
  const ordering = frame.manages && one(sent, 'ordnen') === '1';
  // Pages are ordered where all of them are seen.
  const filter = readTreeFilter(ordering ? {} : sent);
  const view = await readTree(context, filter);
  return reply.page(
    <TreePage
      frame={frame}
      view={view}
      filter={filter}
      towns={await townOptions(context)}
      ordering={ordering}
      mayAdd={context.may('orientation.publish')}
    />,
  );
}

/** What the form wants: a button's step, or where a page was dropped. */
function readWish(values: FormValues): { readonly id: string; readonly wish: Wish } | undefined {
  const [word, moved = ''] = one(values, 'schritt').split(' ');
  const step = steps.find((known) => known === word);
  if (step) return uuidPattern.test(moved) ? { id: moved.toLowerCase(), wish: { step } } : undefined;
  const [id, targetId] = [one(values, 'seite').toLowerCase(), one(values, 'ziel').toLowerCase()];
  const side = dropSides.find((known) => known === one(values, 'wo'));
  if (!side || !uuidPattern.test(id) || !uuidPattern.test(targetId)) return undefined;
  return { id, wish: { targetId, side } };
}

async function order(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const wanted = readWish(formValues(request.body));
  if (!wanted) return reply.refuse(422);
  const outcome = await movePage(context, wanted.id, wanted.wish);
  return answerAction(reply, outcome, `${deskOf(context)}?ordnen=1#s-${wanted.id}`, 'orientation:staff.tree.moved');
}

async function showNew(
  request: FastifyRequest,
  reply: FastifyReply,
  again?: { readonly values: FormValues; readonly errors: FormErrors },
): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const mayAddIn = townsToAddIn(context);
  const towns = await townOptions(context, mayAddIn);
  const [only] = towns;
  const under = one(sent, 'unter');
  const townRequired = mayAddIn !== 'district';
  const kept = one(again?.values ?? {}, 'id').toLowerCase();
  return reply.page(
    <NewPagePage
      frame={frameOf(context)}
      id={uuidPattern.test(kept) ? kept : uuidv7()}
      tree={await readPlaces(context)}
      towns={towns}
      townRequired={townRequired}
      values={
        again?.values ?? { kind: 'page', parent: under, town: townRequired && towns.length === 1 ? (only?.value ?? '') : '' }
      }
      errors={again?.errors ?? {}}
    />,
    again ? 422 : 200,
  );
}

async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const form = parseForm(newPageForm, request.body, context.t);
  if (!form.ok) return showNew(request, reply, form);
  const { parent: parentId, ...draft } = form.data;
  const outcome = await addPage(context, { ...draft, parentId });
  if (outcome.ok)
    return reply.redirectWithNotice(`${deskOf(context)}/seite/${outcome.value}/de`, 'success', 'orientation:staff.new.added');
  const status = plainStatus(outcome.code);
  if (status) return reply.refuse(status);
  return showNew(request, reply, { values: form.values, errors: errorsOf(context, outcome) });
}

async function archive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  return reply.page(<ArchiveListPage frame={frameOf(context)} pages={await readArchive(context)} />);
}

/** The tree of pages: reading, ordering, adding. */
export function treeRoutes(app: App): void {
  const write = { config: { access: 'orientation.write' } } as const;
  const publish = { config: { access: 'orientation.publish' } } as const;
  const manage = { config: { access: 'orientation.manage' } } as const;
  app.get(root, write, tree);
  app.post(`${root}/ordnen`, manage, order);
  app.get(`${root}/neu`, publish, (request, reply) => showNew(request, reply));
  app.post(`${root}/neu`, publish, add);
  app.get(`${root}/archiv`, write, archive);
}
