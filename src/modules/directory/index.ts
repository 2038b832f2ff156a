export { failureKey as directoryFailureKey } from './failures.ts';
export { type OfferContent, type OrganisationContent, offerSchema, organisationSchema } from './model/content.ts';
export { fewest } from './model/demand/demand.ts';
export { fingerprint } from './model/translation/fingerprint.ts';
export { failing, failuresUntilBroken, isInternal, type LinkResult, type Verdict } from './model/upkeep/links.ts';
export { defaultCategories, germanLevels, targetGroups } from './model/vocabulary.ts';
export { createDirectoryModule, directoryModule } from './module.ts';
export { OfferCard } from './pages/public/offer-card.tsx';
export { SuggestionLinks } from './pages/public/suggestions.tsx';
export { directoryTownPanel } from './routes/town-panel.tsx';
export { type BriefOffer, briefOffers, findBriefOffer } from './service/brief.ts';
export { type Asker, createDemandCounter, type DemandCounter } from './service/demand/counting.ts';
export { plantDemand } from './service/demand/demonstration.ts';
export {
  type Demand,
  type Doubtful,
  demandVocabulary,
  type NearestOffer,
  nearestOffers,
  needsSince,
  type Obstacle,
  type Supply,
  searchesInVain,
  supplyOf,
  supplyOfWishes,
  type Wish,
} from './service/demand/supply.ts';
export { type Embeddable, embeddable } from './service/embedding.ts';
export {
  type FoundOffers,
  type OfferFinder,
  offerFinder,
  offerSearchHref,
} from './service/finding.ts';
export { type ImportReport, importOffers, readImport } from './service/importing.ts';
export {
  organisationFinder,
  organisationIdsBySlug,
  organisationNames,
  organisationSlugsById,
  organisationsByName,
} from './service/organisations.ts';
export { createPuzzleMaker, type PuzzleMaker } from './service/puzzle.ts';
export { searchTextSchema } from './service/searching.ts';
export {
  type CategoryShelf,
  type EmbeddedEntries,
  embeddedEntries,
  type OrganisationCardView,
  publishedOffers,
  searchQuery,
  searchWords,
} from './service/sharing.ts';
export type { OfferCardView } from './service/showing/cards.ts';
export { type Suggestion, suggest } from './service/suggesting.ts';
export {
  kindsOfOffers,
  languagesOfOffers,
  overviewOfOffers,
  type ToldKind,
  type ToldOffer,
  type ToldPlace,
  toldOffers,
} from './service/telling.ts';
export { type AskedText, type AskFailure, askMachine, mayAskMachine } from './service/translation/asking.ts';
export { type MachineTranslator, machineTranslator } from './service/translation/machine/translator.ts';
export { type Clock, politely, visit, wallClock } from './service/upkeep/visiting.ts';
export { spendPuzzle } from './store/proposals.ts';
export type { GuideWays } from './wiring.ts';
