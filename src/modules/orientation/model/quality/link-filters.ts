/** What the list of links can be narrowed to. */
export const linkFilters = ['broken', 'failing', 'moved', 'redirected', 'refused', 'fine', 'accepted', 'waiting'] as const;
export type LinkFilter = (typeof linkFilters)[number];
