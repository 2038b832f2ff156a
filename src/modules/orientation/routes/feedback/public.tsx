import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import { BarrierPage } from '#platform/legal';
import type { Crumb } from '#platform/ui';
import { answerDueOn } from '../../model/feedback/deadline.ts';
import { barrierForm, feedbackForm } from '../../model/feedback/forms.ts';
import { BarrierForm, BarrierSentPage, FeedbackPage } from '../../pages/feedback/form.tsx';
import { paths } from '../../service/addresses.ts';
import { type GiveFailure, type GivenFeedback, giveFeedback } from '../../service/feedback/giving.ts';
import type { FormGuard } from '../../service/feedback/guard.ts';
import { guideOf } from '../../service/guide.ts';
import { formId, one, puzzleHref } from './posted.ts';

/** What a form is about, and where one comes from. */
interface Subject {
  readonly kind: 'page' | 'categories' | 'search';
  readonly slug: string | null;
  readonly pageId: string | null;
  readonly query: string;
  readonly about: { readonly title: string; readonly lang?: string | undefined; readonly dir?: 'ltr' | 'rtl' | undefined };
  readonly back: string;
  readonly action: string;
  readonly crumbs: readonly Crumb[];
}

type FindSubject = (request: FastifyRequest) => Promise<Subject | undefined>;
type Sent = { readonly values: FormValues; readonly errors: FormErrors; readonly status: 422 | 429 };

const guideCrumb = (context: Context): Crumb => ({ label: context.t('orientation:nav.guide'), href: paths.guide(context) });

const ofPage: FindSubject = async ({ context, params }) => {
  const { slug } = params as { slug: string };
  const page = (await guideOf(context)).bySlug.get(slug)?.page;
  if (!page) return undefined;
  const back = paths.page(context, page.slug);
  const foreign = page.language === context.language.tag ? {} : ({ lang: page.language, dir: 'ltr' } as const);
  return {
    kind: 'page',
    slug: page.slug,
    pageId: page.id,
    query: '',
    about: { title: page.title, ...foreign },
    back,
    action: `${back}/rueckmeldung`,
    crumbs: [guideCrumb(context), { label: page.title, href: back }],
  };
};

const ofGuide: FindSubject = async ({ context }) => {
  const crumb = guideCrumb(context);
  const back = paths.guide(context);
  const about = { title: crumb.label };
  return {
    kind: 'categories',
    slug: null,
    pageId: null,
    query: '',
    about,
    back,
    action: `${back}/rueckmeldung`,
    crumbs: [crumb],
  };
};

const ofSearch: FindSubject = async ({ context, query: asked }) => {
  const query = one(formValues(asked), 'q').slice(0, 200);
  const said = query ? `?${new URLSearchParams({ q: query })}` : '';
  const back = `${paths.search(context)}${said}`;
  const title = query ? context.t('orientation:search.title_for', { query }) : context.t('orientation:search.title');
  return {
    kind: 'search',
    slug: null,
    pageId: null,
    query,
    about: { title },
    back,
    action: `${paths.search(context)}/rueckmeldung${said}`,
    crumbs: [{ label: title, href: back }],
  };
};

/** What stands above a form that was not taken. */
const refused = (context: Context, code: GiveFailure, values: FormValues): Sent => ({
  values,
  errors: { _form: context.t(`orientation:${code}`) },
  status: code === 'feedback.too_many' ? 429 : 422,
});

/** Takes a form in; a machine that fills in what nobody sees is thanked like everybody else. */
async function take(
  request: FastifyRequest,
  guard: FormGuard,
  values: FormValues,
  feedback: GivenFeedback,
): Promise<Sent | undefined> {
  const { context } = request;
  if (one(values, 'leer')) return undefined;
  const puzzle = await guard.check(one(values, 'altcha') || undefined, request.ip);
  if (typeof puzzle === 'string') return refused(context, puzzle, values);
  const outcome = await giveFeedback(context, feedback, puzzle);
  return outcome.ok ? undefined : refused(context, outcome.code, values);
}

function subjectRoutes(app: App, guard: FormGuard, path: string, find: FindSubject): void {
  const show = (request: FastifyRequest, reply: FastifyReply, subject: Subject, sent?: Sent) => {
    const { context } = request;
    const { about, back, action, crumbs } = subject;
    return reply.page(
      <FeedbackPage
        about={about}
        back={back}
        action={action}
        breadcrumb={[...crumbs, { label: context.t('orientation:feedback.title') }]}
        values={sent?.values ?? {}}
        errors={sent?.errors ?? {}}
        id={formId(sent?.values ?? {})}
        puzzleHref={puzzleHref(context.tenant.slug, context.language.tag)}
      />,
      sent?.status,
    );
  };
  app.get(path, { config: { access: 'public' } }, async (request, reply) => {
    const subject = await find(request);
    return subject ? show(request, reply, subject) : reply.refuse(404);
  });
  app.post(path, { config: { access: 'public', limitPerMinute: 10 } }, async (request, reply) => {
    const { context } = request;
    const subject = await find(request);
    if (!subject) return reply.refuse(404);
    const values = formValues(request.body);
    const parsed = parseForm(feedbackForm, values, context.t);
    if (!parsed.ok) return show(request, reply, subject, { values, errors: parsed.errors, status: 422 });
    const { bewertung, text, email } = parsed.data;
    const { kind, slug, pageId, query } = subject;
    const again = await take(request, guard, values, {
      id: formId(values),
      kind,
      slug,
      pageId,
      query,
      language: context.language.tag,
      rating: bewertung ?? null,
      comment: text,
      address: '',
      email: email ?? null,
    });
    if (again) return show(request, reply, subject, again);
    return reply.redirectWithNotice(subject.back, 'success', 'orientation:feedback.sent');
  });
}

/** Where somebody came from, when it was a page of ours: that is where the barrier is. */
function cameFrom({ headers, context }: FastifyRequest): string {
  const from = headers.referer ?? '';
  return from.startsWith(`${context.publicUrl}/`) ? from.slice(0, 500) : '';
}

function barrierRoutes(app: App, guard: FormGuard): void {
  const path = '/:district/:language/barriere-melden';
  const show = (request: FastifyRequest, reply: FastifyReply, sent?: Sent) => {
    const { context } = request;
    const { tenant, language } = context;
    const address = cameFrom(request);
    const legal = tenant.settings.legal;
    return reply.page(
      <BarrierPage legal={legal} address={sent ? one(sent.values, 'adresse') : address}>
        <BarrierForm
          action={`/${tenant.slug}/${language.tag}/barriere-melden`}
          values={sent?.values ?? { adresse: address }}
          errors={sent?.errors ?? {}}
          id={formId(sent?.values ?? {})}
          puzzleHref={puzzleHref(tenant.slug, language.tag)}
        />
      </BarrierPage>,
      sent?.status,
    );
  };
  app.get(path, { config: { access: 'public' } }, async (request, reply) => show(request, reply));
  app.post(path, { config: { access: 'public', limitPerMinute: 10 } }, async (request, reply) => {
    const { context } = request;
    const values = formValues(request.body);
    const parsed = parseForm(barrierForm, values, context.t);
    if (!parsed.ok) return show(request, reply, { values, errors: parsed.errors, status: 422 });
    const { adresse, text, email } = parsed.data;
    const again = await take(request, guard, values, {
      id: formId(values),
      kind: 'barrier',
      slug: null,
      pageId: null,
      query: '',
      language: context.language.tag,
      rating: null,
      comment: text,
      address: adresse,
      email: email ?? null,
    });
    if (again) return show(request, reply, again);
    return reply.redirect(`/${context.tenant.slug}/${context.language.tag}/barriere-melden/gesendet`, 303);
  });
  app.get(`${path}/gesendet`, { config: { access: 'public' } }, async ({ context }, reply) => {
    const due = answerDueOn({ kind: 'barrier', comment: '', email: null }, dayOf(context.now())) ?? '';
    const until = new Intl.DateTimeFormat(context.language.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
      Date.parse(due),
    );
    return reply.page(<BarrierSentPage until={until} back={`/${context.tenant.slug}/${context.language.tag}/`} />);
  });
}

/** Forms for everybody: what is right or wrong here, and barriers. */
export function feedbackRoutes(app: App, guard: FormGuard): void {
  subjectRoutes(app, guard, '/:district/:language/ankommen/:slug/rueckmeldung', ofPage);
  subjectRoutes(app, guard, '/:district/:language/ankommen/rueckmeldung', ofGuide);
  subjectRoutes(app, guard, '/:district/:language/suche/rueckmeldung', ofSearch);
  barrierRoutes(app, guard);
}
