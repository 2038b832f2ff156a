/** A part of an agenda or of minutes, the same on paper, in Word and on the print page. */
export type MeetingBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly depth: 1 | 2 }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'table'; readonly caption: string; readonly columns: readonly string[]; readonly rows: readonly string[][] };

export interface MeetingSheet {
  readonly kind: 'agenda' | 'minutes';
  readonly title: string;
  readonly sender: string;
  readonly body: string;
  readonly facts: readonly (readonly [term: string, value: string])[];
  readonly blocks: readonly MeetingBlock[];
  readonly date: string;
  readonly pageLabel: string;
}
