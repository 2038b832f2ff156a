import { findInterfaceLanguage, german, type InterfaceLanguage } from '#platform/i18n';

export const english = findInterfaceLanguage('en') as InterfaceLanguage;

/** The reference is German or English; whoever reads neither gets English, which programmers do. */
export function referenceLanguage(asked: InterfaceLanguage): InterfaceLanguage {
  return asked.id === german.id ? german : english;
}
