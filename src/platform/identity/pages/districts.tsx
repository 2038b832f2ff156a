import type { Role } from '#platform/access';
import { Button, ButtonRow, Card, CardList, EmptyState, Form, LinkButton, Section, useView } from '#platform/ui';
import { AccountPage } from './parts.tsx';

export interface DistrictEntry {
  readonly slug: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Where somebody works: one card for each district, with the roles there. */
export function DistrictsPage({ districts }: { districts: readonly DistrictEntry[] }) {
  const { t, user } = useView();
  return (
    <AccountPage title={t('identity:districts.title')} lead={t('identity:districts.lead', { name: user?.name ?? '' })}>
      {districts.length > 0 ? (
        <CardList>
          {districts.map(({ slug, name, roles }) => (
            <Card key={slug} level={2} title={name} href={`/intern/${slug}/`}>
              <p>{roles.map((role) => t(`identity:role.${role}`)).join(', ')}</p>
            </Card>
          ))}
        </CardList>
      ) : (
        <EmptyState title={t('identity:districts.none.title')}>
          <p>{t('identity:districts.none.text')}</p>
        </EmptyState>
      )}
      <Section title={t('identity:profile.title')}>
        <Form id="sign-out" action="/konto/abmelden" plain>
          <ButtonRow>
            <LinkButton href="/konto">{t('identity:districts.profile')}</LinkButton>
            <Button look="tertiary">{t('identity:signOut')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </AccountPage>
  );
}
