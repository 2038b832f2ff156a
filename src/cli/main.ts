import { run } from './program.ts';
import { openTerminal } from './terminal.ts';

// Opening hours and dates are local to the districts, wherever the program runs.
process.env.TZ = 'Europe/Berlin';

process.exitCode = await run(process.argv.slice(2), openTerminal());
