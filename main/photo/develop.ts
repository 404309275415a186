/**
 * A picture decoded, cut, scaled and put upright. Runs in a thread of its own: the decoder is WebAssembly, so that
 * a hostile picture harms nothing but the decoder's own memory.
 */
import { crop, PhotonImage, resize, SamplingFilter } from '@cf-wasm/photon/node';
import type { Photo } from '../../core/directory/contact.ts';
import { readHeader } from '../../core/photo/header.ts';
import { isTransparent, onWhite, type Pixels, upright } from '../../core/photo/pixels.ts';
import { measured, type Wish } from '../../core/photo/wish.ts';

/** Of JPEG: portraits show no difference above it. */
const QUALITY = 88;

/**
 * JPEG, or PNG where something of it is transparent; always without metadata. Throws whatever the decoder throws on
 * a damaged picture, after which nothing more is to be asked of this thread.
 */
export function develop(data: Uint8Array, wish: Wish): Photo {
  const header = readHeader(data);
  if (header === null) throw new Error('no picture');
  const decoded = PhotonImage.new_from_byteslice(data);
  if (decoded.get_width() !== header.width || decoded.get_height() !== header.height) {
    throw new Error('another size than the header says');
  }
  const { box, scaled } = measured(header, wish);
  const cut = then(decoded, box.width !== header.width || box.height !== header.height, (image) =>
    crop(image, box.left, box.top, box.left + box.width, box.top + box.height),
  );
  const small = then(cut, scaled.width !== box.width || scaled.height !== box.height, (image) =>
    resize(image, scaled.width, scaled.height, SamplingFilter.Lanczos3),
  );
  // Its own `rotate` mixes neighbouring pixels even at right angles.
  const pixels = upright({ ...scaled, data: small.get_raw_pixels() }, header.orientation);
  small.free();
  if (!isTransparent(pixels)) return jpeg(pixels);
  return wish.jpeg ? jpeg(onWhite(pixels)) : png(pixels);
}

/** The next picture in place of the one before, whose memory is given back. */
function then(image: PhotonImage, needed: boolean, make: (image: PhotonImage) => PhotonImage): PhotonImage {
  if (!needed) return image;
  const made = make(image);
  image.free();
  return made;
}

function jpeg({ data, width, height }: Pixels): Photo {
  using image = new PhotonImage(data, width, height);
  return { type: 'image/jpeg', data: image.get_bytes_jpeg(QUALITY) };
}

function png({ data, width, height }: Pixels): Photo {
  using image = new PhotonImage(data, width, height);
  return { type: 'image/png', data: image.get_bytes() };
}
