import sharp from 'sharp';

// A phone takes 12 to 50 million pixels. A file of a few kB can claim billions, which would fill the memory when unpacked.
const maxPixels = 50_000_000;
const maxSide = 2400;

/**
 * The picture newly encoded: turned as its EXIF data say and then without any metadata, places and camera numbers included,
 * at most 2,400 pixels on its longer side; of an animation the first frame. Photographs (JPEG) stay JPEG, the rest becomes WebP.
 * @returns undefined when it cannot be decoded or has more than 50 million pixels
 */
export async function reencodeImage(bytes: Buffer): Promise<{ bytes: Buffer; type: string; extension: string } | undefined> {
  try {
    const image = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 }).timeout({ seconds: 30 });
    const photograph = (await image.metadata()).format === 'jpeg';
    const fitted = image.autoOrient().resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true });
    return photograph
      ? { bytes: await fitted.jpeg({ quality: 82, mozjpeg: true }).toBuffer(), type: 'image/jpeg', extension: 'jpg' }
      : { bytes: await fitted.webp({ quality: 85 }).toBuffer(), type: 'image/webp', extension: 'webp' };
  } catch {
    return undefined;
  }
}

export interface ImageSizes {
  /** Of the picture itself, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Wanted width → the picture as WebP; a picture that is narrower keeps its own width. */
  readonly scaled: ReadonlyMap<number, Buffer>;
}

/**
 * A picture that was accepted, in several widths for pages.
 * @returns undefined when it cannot be decoded
 */
export async function scaleImage(bytes: Uint8Array, widths: readonly number[]): Promise<ImageSizes | undefined> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: maxPixels }).metadata();
    const scaled = new Map<number, Buffer>();
    for (const wanted of widths)
      scaled.set(
        wanted,
        await sharp(bytes, { limitInputPixels: maxPixels })
          .timeout({ seconds: 30 })
          .resize({ width: wanted, withoutEnlargement: true })
          .webp({ quality: 78 })
          .toBuffer(),
      );
    return { width, height, scaled };
  } catch {
    return undefined;
  }
}
