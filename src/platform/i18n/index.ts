export {
  findInterfaceLanguage,
  german,
  type InterfaceLanguage,
  interfaceLanguages,
  negotiateLanguage,
} from './interface-languages.ts';
export { findLanguage, languageName, languages, type SpokenLanguage } from './languages.ts';
export { formatNumber, isolated, readTexts, type Translate, translator } from './texts.ts';
