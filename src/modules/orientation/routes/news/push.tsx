import { type App, type FastifyReply, type FastifyRequest, type FormErrors, type FormValues, parseForm } from '#platform/http';
import { renewForm, subscribeForm, unsubscribeForm } from '../../model/news/form.ts';
import { PushPageView } from '../../pages/news/push.tsx';
import { paths } from '../../service/addresses.ts';
import { renew, subscribe, unsubscribe } from '../../service/news/subscribing.ts';
import { townChoice } from '../../service/news/towns.ts';
import { pushKeysOf } from '../../service/news/vapid.ts';
import type { OrientationWiring } from '../../wiring.ts';
import { newsCrumbs } from './public.tsx';

/** Wishes of an address in a minute: in a shelter many people share one. */
const limitPerMinute = 60;

/** Messages on the device: what it is, and wishes of devices. */
export function pushRoutes(app: App, { pushKey, pushHosts = [] }: Pick<OrientationWiring, 'pushKey' | 'pushHosts'>): void {
  const here = '/:district/:language/ankommen/aktuelles/mitteilungen';
  const { publicKey } = pushKeysOf(pushKey);

  async function show(request: FastifyRequest, reply: FastifyReply, again?: { values: FormValues; errors: FormErrors }) {
    const { context } = request;
    const towns = await townChoice(context);
    return reply.page(
      <PushPageView
        base={paths.news(context)}
        towns={towns.options}
        publicKey={publicKey}
        privacyHref={`/${context.tenant.slug}/${context.language.tag}/datenschutz`}
        values={again?.values ?? { language: context.language.tag, channels: ['news', 'warning'] }}
        errors={again?.errors ?? {}}
        breadcrumb={newsCrumbs(context, context.t('orientation:push.title'))}
      />,
      again ? 422 : 200,
    );
  }

  app.get(here, { config: { access: 'public' } }, (request, reply) => show(request, reply));

  app.post(here, { config: { access: 'public', limitPerMinute } }, async (request, reply) => {
    const { context } = request;
    const form = parseForm(subscribeForm, request.body, context.t);
    // Without script no address comes along: the page says what is missing.
    const { endpoint, p256dh, auth, ...errors } = form.ok ? {} : form.errors;
    const missing = endpoint || p256dh || auth ? { _form: context.t('orientation:push.unable') } : {};
    if (!form.ok) return show(request, reply, { values: form.values, errors: { ...errors, ...missing } });
    const { data } = form;
    const outcome = await subscribe(context, data, data, pushHosts);
    if (outcome.ok) return reply.send({ subscribed: true });
    return show(request, reply, {
      values: form.values,
      errors:
        outcome.code === 'orientation.unknown_town'
          ? { town: context.t('http:field.choice') }
          : { _form: context.t('orientation:push.unknown_device') },
    });
  });

  app.post(`${here}/abbestellen`, { config: { access: 'public', limitPerMinute } }, async (request, reply) => {
    const form = parseForm(unsubscribeForm, request.body, request.context.t);
    if (!form.ok) return reply.refuse(422);
    await unsubscribe(request.context, form.data.endpoint);
    return reply.send({ subscribed: false });
  });

  // Called by the service worker, which has no form: whoever knows the old address of a device may give its new one.
  const renewal = { config: { access: 'public', withoutFormToken: true, limitPerMinute } } as const;
  app.post(`${here}/erneuern`, renewal, async (request, reply) => {
    const form = parseForm(renewForm, request.body, request.context.t);
    if (!form.ok) return reply.refuse(422);
    const { old, ...address } = form.data;
    const outcome = await renew(request.context, old, address, pushHosts);
    return outcome.ok ? reply.send({ subscribed: true }) : reply.refuse(422);
  });
}
