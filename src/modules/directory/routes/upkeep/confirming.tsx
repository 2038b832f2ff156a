import { uuidPattern } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import { type FailureCode, failures } from '../../failures.ts';
import type { OfferContent } from '../../model/content.ts';
import { offerFormSchema, offerFormValues } from '../../model/form/offer.ts';
import { type FormValues, text, texts } from '../../model/form/values.ts';
import { applyLinkChange, linkView } from '../../model/visitor-change.ts';
import { ConfirmPage, ExpiredLinkPage } from '../../pages/upkeep/confirm.tsx';
import { LinkCorrectPage } from '../../pages/upkeep/correct.tsx';
import { formChoices } from '../../service/form-choices.ts';
import { readFormGround } from '../../service/ground.ts';
import { type Provider, proposeOwnEdit, readOwn } from '../../service/providing.ts';
import { confirmSeen, providerOf, readAsked, renewLink, reportGone, type Seen } from '../../service/upkeep/answering.ts';
import { askedView } from '../../service/upkeep/asked-view.ts';
import type { Entry, Version } from '../../store/entries.ts';
import { baseOfForm, errorsOf, type ShownEdit } from '../posted.ts';

const address = '/:district/:language/bestaetigen/:token';
// Secrets are too long to guess; this spares the database those who try.
const reading = { config: { access: 'public', limitPerMinute: 60 } } as const;
const writing = { config: { access: 'public', limitPerMinute: 30 } } as const;

/** The page of a secret link: kept nowhere, and told to no other site. */
const secret = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');

const parameter = (request: FastifyRequest, name: string) => text(formValues(request.params), name) ?? '';
const tokenOf = (request: FastifyRequest) => parameter(request, 'token');

const pathOf = (request: FastifyRequest): string => {
  const { tenant, language } = request.context;
  return `/${tenant.slug}/${language.tag}/bestaetigen/${tokenOf(request)}`;
};

function refused(request: FastifyRequest, reply: FastifyReply, code: FailureCode): FastifyReply | Promise<FastifyReply> {
  if (code === 'upkeep.link_expired') return secret(reply).page(<ExpiredLinkPage action={`${pathOf(request)}/neu`} />, 410);
  return secret(reply).refuse(404);
}

/** Offers as they stood on the page, `id version` each. */
function seenIn(values: FormValues): Seen[] {
  return texts(values, 'gesehen').flatMap((one) => {
    const [, id, version] = /^([0-9a-f-]{36}) ([1-9]\d{0,8})$/.exec(one) ?? [];
    return id && uuidPattern.test(id) ? [{ id, version: Number(version) }] : [];
  });
}

/** The page behind the link of a confirmation mail. Reading it changes nothing: mail scanners open links too. */
export function upkeepLinkRoutes(app: App): void {
  app.get(address, reading, async (request, reply) => {
    const { context } = request;
    const after = text(formValues(request.query), 'nach');
    const asked = await readAsked(context, tokenOf(request), after);
    if (!asked.ok) return refused(request, reply, asked.code);
    const path = pathOf(request);
    const { next } = asked.value;
    return secret(reply).page(
      <ConfirmPage
        view={await askedView(context, asked.value)}
        action={path}
        next={next && `${path}?nach=${encodeURIComponent(next)}`}
        first={after === undefined ? undefined : path}
      />,
    );
  });

  app.post(address, writing, async (request, reply) => {
    const { context } = request;
    const token = tokenOf(request);
    const values = formValues(request.body);
    const [right, gone] = [text(values, 'stimmt'), text(values, 'weg')];
    const back = (kind: 'success' | 'warning', key: string) => secret(reply).redirectWithNotice(pathOf(request), kind, key);
    if (gone !== undefined) {
      const said = uuidPattern.test(gone) ? await reportGone(context, token, gone) : undefined;
      if (!said?.ok) return refused(request, reply, said?.code ?? 'upkeep.link_unknown');
      return back('success', 'directory:upkeep.gone_noted');
    }
    const seen = seenIn(values).slice(0, 500);
    const meant = right === undefined ? seen : seen.filter(({ id }) => id === right);
    // A post without a button is nobody's answer.
    const chosen = right !== undefined || text(values, 'alle') !== undefined;
    const answered = await confirmSeen(context, token, chosen ? meant : [], texts(values, 'sprachen').slice(0, 50));
    if (!answered.ok) return refused(request, reply, answered.code);
    const { confirmed, changed } = answered.value;
    if (changed) return back('warning', 'directory:upkeep.changed');
    return confirmed ? back('success', 'directory:upkeep.noted') : back('warning', 'directory:upkeep.nothing_chosen');
  });

  app.post(`${address}/neu`, { config: { access: 'public', limitPerMinute: 5 } }, async (request, reply) => {
    const renewed = await renewLink(request.context, tokenOf(request));
    if (!renewed.ok) return refused(request, reply, renewed.code);
    return secret(reply).redirectWithNotice(pathOf(request), 'success', 'directory:upkeep.renewed');
  });

  correctingRoutes(app);
}

function correctingRoutes(app: App): void {
  const show = async (request: FastifyRequest, reply: FastifyReply, shown: ShownEdit) => {
    const { context } = request;
    const { entry, version, base, values, errors = {}, conflict, status = 200 } = shown;
    const content = version.content as OfferContent;
    const choices = formChoices(context, await readFormGround(context), content.categories);
    return secret(reply).page(
      <LinkCorrectPage
        name={entry.name}
        action={`${pathOf(request)}/${entry.id}`}
        backHref={pathOf(request)}
        base={base}
        values={values}
        errors={errors}
        conflict={conflict}
        choices={{ ...choices, organisations: choices.organisations.filter(({ value }) => value === content.organisation) }}
      />,
      status,
    );
  };

  /** The offer that the holder of the link may correct, or the answer that there is none. */
  const find = async (request: FastifyRequest) => {
    const { context } = request;
    const id = parameter(request, 'offer');
    const link = await providerOf(context, tokenOf(request));
    if (!link.ok) return { code: link.code } as const;
    const found = uuidPattern.test(id) ? await readOwn(context, id, link.value) : undefined;
    if (!found?.ok || found.value.entry.kind !== 'offer' || found.value.entry.publishedVersion === null)
      return { code: 'entry.not_found' } as const;
    return { ...found.value, provider: link.value } as { entry: Entry; version: Version; provider: Provider };
  };

  app.get(`${address}/:offer`, reading, async (request, reply) => {
    const found = await find(request);
    if ('code' in found) return refused(request, reply, found.code);
    const { entry, version } = found;
    const values = offerFormValues(linkView(version.content as OfferContent));
    return show(request, reply, { entry, version, base: version.version, values });
  });

  app.post(`${address}/:offer`, writing, async (request, reply) => {
    const { context } = request;
    const found = await find(request);
    if ('code' in found) return refused(request, reply, found.code);
    const { entry, version, provider } = found;
    const full = version.content as OfferContent;
    const values = formValues(request.body);
    const base = baseOfForm(values, version);
    const again = (changes: Partial<ShownEdit>) => show(request, reply, { entry, version, base, values, ...changes });
    if (text(values, 'more') !== undefined) return again({});
    const parsed = parseForm(offerFormSchema(linkView(full)), values, context.t);
    if (!parsed.ok) return again({ errors: parsed.errors, status: 422 });
    const content = applyLinkChange(full, parsed.data.offer);
    const message = text(values, 'message')?.slice(0, 2000);
    const result = await proposeOwnEdit(context, { entryId: entry.id, base, content, message }, provider);
    if (result.ok) return secret(reply).redirectWithNotice(pathOf(request), 'success', 'directory:upkeep.correction_sent');
    if (result.code === 'entry.not_found') return refused(request, reply, result.code);
    if (result.code === 'version.changed_since') {
      const { theirs, merged } = result.conflict;
      const conflict = merged.conflicts.map((field) => context.t(`directory:field.label.${field}`));
      const fresh = offerFormValues(linkView(merged.content as OfferContent));
      return again({ version: theirs, base: theirs.version, values: fresh, conflict, status: 409 });
    }
    const errors =
      result.code === 'version.nothing_changed'
        ? { _form: context.t('directory:upkeep.nothing_changed') }
        : errorsOf(context, result);
    return again({ errors, status: failures[result.code].status });
  });
}
