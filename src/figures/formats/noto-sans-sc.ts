// An import, not a name in a string: so the package and its version count as what a figure is made of.
import fontPackage from '@expo-google-fonts/noto-sans-sc/package.json' with { type: 'json' };
import { create, type Font } from 'fontkit';
import { makeTypeface, type Typeface, type Weight } from './typeface.ts';

const FILES: Readonly<Record<Weight, string>> = {
  400: '400Regular/NotoSansSC_400Regular.ttf',
  700: '700Bold/NotoSansSC_700Bold.ttf',
};

/**
 * Noto Sans SC (SIL Open Font License 1.1) from its npm package: 30,890 characters of Latin, Greek,
 * Cyrillic and Chinese, regular and bold. `read` gives the bytes of a font file, which is asked for
 * when a text first needs it.
 */
export function notoSansSc(read: (file: URL) => Uint8Array): Typeface {
  const fonts = new Map<Weight, Font>();
  const file = (weight: Weight): Uint8Array =>
    read(new URL(import.meta.resolve(`${fontPackage.name}/${FILES[weight]}`)));
  return makeTypeface((weight) => {
    const font = fonts.get(weight) ?? parseFont(file(weight));
    fonts.set(weight, font);
    return font;
  }, file);
}

function parseFont(bytes: Uint8Array): Font {
  const font = create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if ('fonts' in font) throw new TypeError('a collection of fonts, not one font');
  return font;
}
