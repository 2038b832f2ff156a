import { defineModule } from '#platform/module';
import { gapPermissions } from './permissions.ts';

/** Was fehlt wo?: offers held against needs, by topic, language, target group and town. */
export const gapsModule = defineModule({ name: 'gaps', permissions: gapPermissions });
