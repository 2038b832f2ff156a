/** Widths in which a picture is handed out, in pixels; a page chooses by its own width. */
export const pictureWidths = [480, 960, 1920] as const;
export type PictureWidth = (typeof pictureWidths)[number];

/** What is sent to somebody who says no width, or one that there is not. */
export const usualWidth: PictureWidth = 960;

export function widthOf(asked: string | undefined): PictureWidth {
  return pictureWidths.find((width) => String(width) === asked) ?? usualWidth;
}

/** Key of a width in the file store, beside the picture itself. */
export const keyOfWidth = (key: string, width: PictureWidth): string => `${key.replace(/\.[a-z]+$/, '')}-${width}.webp`;
