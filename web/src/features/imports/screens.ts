/** The screens of files that come in, loaded together: they share nearly everything they need. */
export { ImportsPage } from './imports-page';
export { ReturnedPage } from './returned-page';
export { WizardPage } from './wizard-page';
