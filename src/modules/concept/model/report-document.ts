export const documentFormats = ['pdf', 'docx', 'xlsx'] as const;
export type DocumentFormat = (typeof documentFormats)[number];
export type Audience = 'staff' | 'public';

export interface DocumentState {
  readonly state: 'waiting' | 'done' | 'failed';
  /** Percent. */
  readonly progress: number;
  /** Made while the report was open. */
  readonly draft: boolean;
  readonly updatedAt: Date;
}
