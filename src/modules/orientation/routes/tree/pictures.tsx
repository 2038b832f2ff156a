import type { Context } from '#platform/access';
import { uuidPattern } from '#platform/crypto';
import type { FileStore } from '#platform/files';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
  readUpload,
  uploadOf,
} from '#platform/http';
import { fail } from '#platform/outcome';
import type { FieldChange } from '#platform/ui';
import { changedPictureForm, pictureForm } from '../../model/page-forms.ts';
import { NewPicturePage, PictureListPage, PicturePage } from '../../pages/tree/pictures.tsx';
import {
  addPicture,
  describePicture,
  type PictureTexts,
  pictureBytes,
  pictureMegabytes,
  readPicture,
  readPictures,
  removePicture,
} from '../../service/tree/pictures.ts';
import { frameOf } from '../frame.ts';
import { answerAction, deskOf, idOf, one, plainStatus, root } from './parts.ts';

const pageSize = 24;

const imageBase = ({ context: { tenant } }: FastifyRequest) => `/${tenant.slug}/de/bild`;

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const text = one(sent, 'q').slice(0, 100);
  const from = one(sent, 'nach');
  const after = uuidPattern.test(from) ? from.toLowerCase() : undefined;
  const found = await readPictures(context, { text, after }, pageSize);
  const address = (query: Record<string, string>) => {
    const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
    return `${deskOf(context)}/bilder${search ? `?${search}` : ''}`;
  };
  return reply.page(
    <PictureListPage
      frame={frameOf(context)}
      list={found}
      text={text}
      first={after && address({ q: text })}
      next={found.next && address({ q: text, nach: found.next })}
      imageBase={imageBase(request)}
    />,
  );
}

function showNew(request: FastifyRequest, reply: FastifyReply, values: FormValues = {}, errors?: FormErrors): FastifyReply {
  return reply.page(
    <NewPicturePage frame={frameOf(request.context)} megabytes={pictureMegabytes} values={values} errors={errors ?? {}} />,
    errors ? 422 : 200,
  );
}

async function add(request: FastifyRequest, reply: FastifyReply, files: FileStore): Promise<FastifyReply> {
  const { context } = request;
  const { fields, file, tooLarge } = uploadOf(request);
  const form = parseForm(pictureForm, fields, context.t);
  const missing: FormErrors = file || tooLarge ? {} : { file: context.t('http:field.required') };
  if (!form.ok || missing.file) return showNew(request, reply, form.values, { ...(form.ok ? {} : form.errors), ...missing });
  const outcome =
    tooLarge || !file
      ? fail('file.too_large', { megabytes: pictureMegabytes })
      : await addPicture(context, files, { ...form.data, file });
  if (outcome.ok)
    return reply.redirectWithNotice(`${deskOf(context)}/bilder/${outcome.value}`, 'success', 'orientation:staff.pictures.added');
  return showNew(request, reply, form.values, { file: context.t(`files:failure.${outcome.code}`, outcome.details) });
}

/** What somebody else wrote meanwhile, field by field. */
function changesOf({ t }: Context, { alt, credit }: PictureTexts, sent: FormValues): FieldChange[] {
  const fields = { alt, credit };
  return (['alt', 'credit'] as const).flatMap((field) => {
    const [before, after] = [fields[field], one(sent, field)];
    return before === after ? [] : [{ label: t(`orientation:staff.pictures.${field}`), before, after, lang: 'de' }];
  });
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  again?: { values: FormValues; errors: FormErrors; changed?: boolean },
) {
  const { context } = request;
  const id = idOf(request);
  const view = id && (await readPicture(context, id));
  if (!view) return reply.refuse(404);
  return reply.page(
    <PicturePage
      frame={frameOf(context)}
      view={view}
      imageBase={imageBase(request)}
      values={again?.values ?? { alt: view.picture.alt, credit: view.picture.credit }}
      errors={again?.errors ?? {}}
      changes={again?.changed ? changesOf(context, view.picture, again.values) : undefined}
    />,
    again?.changed ? 409 : again ? 422 : 200,
  );
}

async function describe(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request);
  if (!id) return reply.refuse(404);
  const form = parseForm(changedPictureForm, request.body, context.t);
  if (!form.ok) return show(request, reply, form);
  const outcome = await describePicture(context, id, form.data);
  if (!outcome.ok && outcome.code === 'orientation.changed')
    return show(request, reply, { values: form.values, errors: {}, changed: true });
  return answerAction(reply, outcome, `${deskOf(context)}/bilder/${id}`, 'orientation:staff.pictures.described');
}

async function remove(request: FastifyRequest, reply: FastifyReply, files: FileStore): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request);
  if (!id) return reply.refuse(404);
  const outcome = await removePicture(context, files, id);
  if (outcome.ok) return reply.redirectWithNotice(`${deskOf(context)}/bilder`, 'success', 'orientation:staff.pictures.removed');
  const status = plainStatus(outcome.code);
  if (status) return reply.refuse(status);
  return answerAction(reply, outcome, `${deskOf(context)}/bilder/${id}`, '');
}

/** Pictures of the guide: look, upload, describe, take out. */
export function pictureRoutes(app: App, files: FileStore): void {
  const write = { config: { access: 'orientation.write' } } as const;
  const base = `${root}/bilder`;
  app.get(base, write, list);
  app.get(`${base}/neu`, write, (request, reply) => showNew(request, reply));
  app.post(`${base}/neu`, { ...write, preValidation: readUpload(pictureBytes) }, (request, reply) => add(request, reply, files));
  app.get(`${base}/:id`, write, (request, reply) => show(request, reply));
  app.post(`${base}/:id`, write, describe);
  app.post(`${base}/:id/entfernen`, write, (request, reply) => remove(request, reply, files));
}
