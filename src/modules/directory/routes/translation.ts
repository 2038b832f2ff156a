import type { App } from '#platform/http';
import type { MachineTranslator } from '../service/translation/machine/translator.ts';
import { boardRoutes } from './translation/board.tsx';
import { translateRoutes } from './translation/edit.tsx';
import { machineRoutes } from './translation/machine.tsx';
import { xliffRoutes } from './translation/xliff.tsx';

/** Pages for translating what the directory says. @param translator the configured service, if there is one */
export function translationRoutes(app: App, translator?: MachineTranslator): void {
  boardRoutes(app);
  xliffRoutes(app);
  machineRoutes(app, translator);
  translateRoutes(app);
}
