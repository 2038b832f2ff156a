import type { FileStore } from '#platform/files';
import { type App, parseForm, readUpload, uploadOf } from '#platform/http';
import { fail } from '#platform/outcome';
import { paperFormSchema } from '../model/meeting-forms.ts';
import { addPaper, paperBytes, paperMegabytes, readPaper, removePaper } from '../service/papers.ts';
import { answerOnMeeting, showMeeting } from './meeting-agenda.tsx';
import { idOf, refOf, sendPrivately } from './meeting-parts.ts';

/** Papers of a meeting: add, download, take out. */
export function paperRoutes(app: App, files: FileStore): void {
  const base = '/intern/:district/gremien/:body/sitzungen/:meeting/unterlagen';
  const edit = { config: { access: 'networks.edit' } } as const;

  app.post(base, { ...edit, preValidation: readUpload(paperBytes) }, async (request, reply) => {
    const { context } = request;
    const { fields, file, tooLarge } = uploadOf(request);
    const form = parseForm(paperFormSchema, fields, context.t);
    const missing = file ? {} : { file: context.t('http:field.required') };
    if (!form.ok || (!file && !tooLarge)) {
      const errors = { ...(form.ok ? {} : form.errors), ...missing };
      return showMeeting(request, reply, { form: 'paper', values: form.values, errors });
    }
    const outcome =
      tooLarge || !file
        ? fail('file.too_large', { megabytes: paperMegabytes })
        : await addPaper(context, files, refOf(request), { ...form.data, file });
    const part = { anchor: 'unterlagen', notice: 'networks:staff.papers.added', form: 'paper', field: 'file' } as const;
    return answerOnMeeting(request, reply, outcome, part);
  });

  app.get(`${base}/:paper`, { config: { access: 'networks.read' } }, async (request, reply) => {
    const paper = await readPaper(request.context, refOf(request), idOf(request, 'paper'));
    const stored = paper.ok ? await files.get(paper.value.fileKey) : undefined;
    if (!paper.ok || !stored) return reply.refuse(404);
    return sendPrivately(reply, paper.value.mediaType, paper.value.fileName, stored.body);
  });

  app.post(`${base}/:paper/entfernen`, edit, async (request, reply) => {
    const outcome = await removePaper(request.context, files, refOf(request), idOf(request, 'paper'));
    return answerOnMeeting(request, reply, outcome, { anchor: 'unterlagen', notice: 'networks:staff.papers.removed' });
  });
}
