export { createSearchModule } from './module.tsx';
