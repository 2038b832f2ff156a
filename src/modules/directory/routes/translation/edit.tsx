import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, type FormErrors, formValues } from '#platform/http';
import type { InterfaceLanguage } from '#platform/i18n';
import type { FormValues } from '../../model/form/values.ts';
import { offerTranslatableFields, translatableFields } from '../../model/translation/fields.ts';
import { TranslatePage } from '../../pages/staff/translation/edit.tsx';
import { readTranslation, saveTranslation, type TranslationDesk, type WrittenText } from '../../service/translation/editing.ts';
import { deskFrame, failureSentence, failureStatus, isId, one, root, staffBase, versionNumber } from '../staff/parts.ts';
import { tongueOf } from './board.tsx';

interface Shown {
  readonly values?: FormValues;
  readonly errors?: FormErrors;
  readonly warning?: string;
  readonly status?: number;
}

const valuesOf = (desk: TranslationDesk): FormValues =>
  Object.fromEntries(desk.fields.flatMap(({ field, text }) => (text === undefined ? [] : [[`text.${field}`, text]])));

/** Texts of a posted form; fields that it did not have stay out, so that nothing disappears unseen. */
function writtenOf(sent: FormValues): WrittenText[] {
  return offerTranslatableFields
    .filter((field) => sent[`text.${field}`] !== undefined)
    .map((field) => {
      const text = one(sent, `text.${field}`).trim();
      // A text field of one line that somebody pasted two into is mended rather than refused.
      const mended = translatableFields[field].lines ? text : text.replaceAll(/\s*[\r\n]+\s*/g, ' ');
      return { field, text: mended, checked: one(sent, `geprueft.${field}`) === 'yes' };
    });
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  target: { readonly entry: string; readonly tongue: InterfaceLanguage },
  shown: Shown = {},
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readTranslation(context, target.entry, target.tongue.tag);
  if (!found.ok) return reply.refuse(404);
  return reply.page(
    <TranslatePage
      frame={await deskFrame(context)}
      tongue={target.tongue}
      desk={found.value}
      values={shown.values ?? valuesOf(found.value)}
      errors={shown.errors ?? {}}
      warning={shown.warning}
    />,
    shown.status ?? 200,
  );
}

function targetOf(request: FastifyRequest): { entry: string; tongue: InterfaceLanguage } | undefined {
  const { sprache, entry } = request.params as { sprache?: string; entry?: string };
  const tongue = tongueOf(sprache);
  return tongue && isId(entry) ? { tongue, entry } : undefined;
}

const errorsOf = ({ t }: Context, details: object): FormErrors =>
  Object.fromEntries(
    Object.entries(details).map(([field, key]) => {
      const name = field.replace(/^text\./, '') as keyof typeof translatableFields;
      return [field, t(String(key), { count: translatableFields[name]?.maximum ?? 0 })];
    }),
  );

async function save(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const target = targetOf(request);
  if (!target) return reply.refuse(404);
  const sent = formValues(request.body);
  const written = writtenOf(sent);
  const saved = await saveTranslation(context, {
    entryId: target.entry,
    tag: target.tongue.tag,
    base: versionNumber(one(sent, 'base')),
    written,
  });
  if (saved.ok) {
    const address = `${staffBase(context)}/uebersetzungen/${target.tongue.tag}/${target.entry}`;
    return reply.redirectWithNotice(address, 'success', 'directory:staff.translations.saved');
  }
  if (saved.code === 'entry.not_found') return reply.refuse(404);
  const values = sent;
  if (saved.code === 'translation.invalid')
    return show(request, reply, target, { values, errors: errorsOf(context, saved.details), status: 422 });
  const warning =
    saved.code === 'version.changed_since' ? context.t('directory:staff.translations.conflict') : failureSentence(context, saved);
  return show(request, reply, target, { values, warning, status: failureStatus(saved.code) });
}

export function translateRoutes(app: App): void {
  const config = { access: 'directory.edit' } as const;
  const path = `${root}/uebersetzungen/:sprache/:entry`;
  app.get(path, { config }, (request, reply) => {
    const target = targetOf(request);
    return target ? show(request, reply, target) : reply.refuse(404);
  });
  app.post(path, { config }, save);
}
