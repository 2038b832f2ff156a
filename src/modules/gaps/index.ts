/** What is missing where: offers held against what is asked for and who lives there. */
export { gapsModule } from './module.ts';
