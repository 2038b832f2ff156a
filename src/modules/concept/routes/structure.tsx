import type { App, FastifyReply } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import type { EditionTree } from '../model/edition.ts';
import { type NodeKind, nodeKinds, usesOf } from '../model/structure.ts';
import type { Posted } from '../pages/editing-parts.tsx';
import { StructurePage } from '../pages/structure.tsx';
import { NodePage } from '../pages/structure-node.tsx';
import { editionTree } from '../service/reading.ts';
import { mayEdit } from '../service/scope.ts';
import { addNode, deleteNode, moveNode, saveNode } from '../service/structure.ts';
import { type Call, conceptBase, errorsOf, getRoute, one, postRoute, refusalStatus, versionOf } from './editing-parts.ts';

const baseOf = ({ context, params }: Pick<Call, 'context' | 'params'>) => `${conceptBase(context)}/${params.edition}`;

async function show(call: Call, posted?: Posted): Promise<FastifyReply> {
  const { context, reply, params } = call;
  const tree = await editionTree(context, params.edition ?? '');
  if (!tree) return reply.refuse(404);
  return reply.page(
    <StructurePage
      tree={tree}
      uses={usesOf(tree)}
      base={baseOf(call)}
      edits={tree.edition.state !== 'superseded' && mayEdit(context)}
      posted={posted}
    />,
    posted ? 422 : 200,
  );
}

const textNames = ['fieldId', 'challengeId', 'title', 'body', 'colour', 'icon', 'rank', 'method', 'evidence', 'source'] as const;
const inputOf = (values: Call['values']) => Object.fromEntries(textNames.map((name) => [name, one(values, name)]));

async function add(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const kind = nodeKinds.find((one_) => one_ === one(values, 'kind'));
  if (!kind) return reply.refuse(400);
  const outcome = await addNode(context, params.edition ?? '', kind, inputOf(values));
  if (outcome.ok) return reply.redirectWithNotice(`${baseOf(call)}/gliederung`, 'success', 'concept:staff.part.added');
  const status = refusalStatus(outcome.code);
  return status
    ? reply.refuse(status)
    : show(call, { form: one(values, 'form'), values, errors: errorsOf(context, outcome, 'title') });
}

interface FoundNode {
  readonly kind: NodeKind;
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly values: Record<string, string>;
}

/** A part of the tree as its form shows it. */
function findNode(tree: EditionTree, id: string): FoundNode | undefined {
  const known = <Part extends { id: string; title: string; version: number; source: string }>(
    kind: NodeKind,
    parts: readonly Part[],
    more: (part: Part) => Record<string, string>,
  ): FoundNode[] =>
    parts
      .filter((part) => part.id === id)
      .map((part) => ({
        kind,
        id,
        title: part.title,
        version: part.version,
        values: { title: part.title, source: part.source, ...more(part) },
      }));
  return [
    ...known('theme', tree.themes, ({ body }) => ({ body })),
    ...known('field', tree.fields, ({ guideline, colour, icon }) => ({
      body: guideline,
      colour: colour ?? '',
      icon: icon ?? '',
    })),
    ...known('challenge', tree.challenges, ({ fieldId, rank, method, evidence }) => ({
      fieldId,
      rank: String(rank ?? ''),
      method,
      evidence,
    })),
    ...known('goal', tree.goals, ({ fieldId, challengeId }) => ({ fieldId, challengeId: challengeId ?? '' })),
  ].at(0);
}

async function showNode(call: Call, posted?: Posted): Promise<FastifyReply> {
  const { context, reply, params } = call;
  const tree = await editionTree(context, params.edition ?? '');
  const node = tree && findNode(tree, params.node ?? '');
  if (!tree || !node) return reply.refuse(404);
  return reply.page(<NodePage {...node} tree={tree} base={baseOf(call)} posted={posted} />, posted ? 422 : 200);
}

const labels: Readonly<Record<string, string>> = {
  title: 'field.title',
  source: 'field.source',
  fieldId: 'field.fieldId',
  challengeId: 'field.challengeId',
};

async function conflictOf(call: Call): Promise<FieldChange[]> {
  const { context, params, values } = call;
  const tree = await editionTree(context, params.edition ?? '');
  const node = tree && findNode(tree, params.node ?? '');
  if (!tree || !node) return [];
  const titles = new Map([...tree.fields, ...tree.challenges].map(({ id, title }) => [id, title]));
  const words = (value: string) => titles.get(value) ?? value;
  return Object.entries(node.values)
    .filter(([field, stored]) => stored !== one(values, field))
    .map(([field, stored]) => ({
      label: context.t(`concept:staff.${labels[field] ?? `part.${field}`}`),
      before: words(stored),
      after: words(one(values, field)),
      lang: 'de',
    }));
}

async function save(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const outcome = await saveNode(context, params.edition ?? '', params.node ?? '', versionOf(values), inputOf(values));
  if (outcome.ok) return reply.redirectWithNotice(`${baseOf(call)}/gliederung`, 'success', 'concept:staff.saved');
  const status = refusalStatus(outcome.code);
  if (status) return reply.refuse(status);
  if (outcome.code === 'concept.changed')
    return showNode(call, { form: 'node', values, errors: {}, conflict: await conflictOf(call) });
  return showNode(call, { form: 'node', values, errors: errorsOf(context, outcome, 'title') });
}

async function move(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const outcome = await moveNode(context, params.edition ?? '', params.node ?? '', one(values, 'richtung') === 'auf' ? -1 : 1);
  if (!outcome.ok) return reply.refuse(refusalStatus(outcome.code) ?? 409);
  return reply.redirectWithNotice(`${baseOf(call)}/gliederung`, 'success', 'concept:staff.moved');
}

async function remove(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const outcome = await deleteNode(context, params.edition ?? '', params.node ?? '', versionOf(values));
  if (outcome.ok) return reply.redirectWithNotice(`${baseOf(call)}/gliederung`, 'success', 'concept:staff.deleted');
  const status = refusalStatus(outcome.code);
  return status
    ? reply.refuse(status)
    : showNode(call, { form: 'node', values: {}, errors: errorsOf(context, outcome, 'title') });
}

/** Themes, fields of action, challenges and goals of an edition. */
export function structureRoutes(app: App): void {
  const at = '/:edition/gliederung';
  getRoute(app, at, 'concept.read', (call) => show(call));
  postRoute(app, at, 'concept.edit', add);
  getRoute(app, `${at}/:node`, 'concept.edit', (call) => showNode(call));
  postRoute(app, `${at}/:node`, 'concept.edit', save);
  postRoute(app, `${at}/:node/ordnen`, 'concept.edit', move);
  postRoute(app, `${at}/:node/loeschen`, 'concept.edit', remove);
}
