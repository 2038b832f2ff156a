import { defineModule } from '#platform/module';

export const identityModule = defineModule({
  name: 'identity',
  permissions: { 'identity.manage': ['administrator', 'ki_lead'] },
});
