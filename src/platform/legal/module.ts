import { defineModule } from '#platform/module';
import { legalRoutes } from './routes.tsx';

export const legalModule = defineModule({ name: 'legal', routes: legalRoutes });
