import { PublicPage, useView } from '#platform/ui';

const known = [400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 500, 503];

export function ErrorPage({ status }: { status: number }) {
  const { t, district, language, requestId } = useView();
  const code = known.includes(status) ? status : 500;
  return (
    <PublicPage title={t(`http:error.${code}.title`)}>
      <h1>{t(`http:error.${code}.title`)}</h1>
      <p>{t(`http:error.${code}.text`)}</p>
      <p>
        <a href={district ? `/${district.slug}/${language.tag}/` : '/'}>{t('http:error.home')}</a>
      </p>
      <p>
        <small>
          {t('http:error.reference')} <code dir="ltr">{requestId}</code>
        </small>
      </p>
    </PublicPage>
  );
}
