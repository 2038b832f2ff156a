/** What every public body must offer on its website: imprint, privacy notice, accessibility statement, licences. */
export { legalModule } from './module.ts';
export { ombudsOffice } from './ombuds-office.ts';
export { BarrierPage } from './pages/accessibility.tsx';
