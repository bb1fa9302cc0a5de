import type { FigureSettings } from './figure.ts';
import { textIn } from '../text/language.ts';
import { THEME } from './theme.ts';
import { wrapText } from './marks/text-width.ts';
import { WORDS } from './words/words.ts';

/** Bold letters are wider than those that `textWidth` knows, seldom by more than this. */
const BOLD = 1.1;
const TITLE_SIZE = 15;
/** Of subtitles and titles of axes, as in `THEME`. */
const SUBTITLE_SIZE = 12;

/**
 * The parts of a specification that all figures share: looks, and a title that fits `width` over the
 * notes. Without a title the notes stand there by themselves.
 */
export function heading(settings: FigureSettings, width: number, notes: readonly string[] = []) {
  const { language, synthetic } = settings;
  const lines = synthetic ? [...notes, WORDS[language].synthetic] : notes;
  const subtitle = lines.flatMap((line) => wrapText(line, width, SUBTITLE_SIZE));
  const title = settings.titles === false ? '' : textIn(settings.title, language);
  const text = lineOrLines(wrapText(title, width, TITLE_SIZE * BOLD));
  const notesOnly = {
    text: lineOrLines(subtitle),
    fontSize: SUBTITLE_SIZE,
    fontWeight: 400 as const,
  };
  const both = { text, ...(subtitle.length > 0 ? { subtitle: lineOrLines(subtitle) } : {}) };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: THEME,
    title: title === '' ? notesOnly : both,
  };
}

/** The heading over names at the left of the axes too, not over the axes only. */
export function besideNames(own: ReturnType<typeof heading>) {
  return { ...own, title: { ...own.title, frame: 'bounds' as const } };
}

/** The title of an axis in lines that fit along it. */
export function axisTitle(text: string, length: number): string | string[] {
  return lineOrLines(wrapText(text, length, SUBTITLE_SIZE));
}

function lineOrLines(lines: string[]): string | string[] {
  const [first = ''] = lines;
  return lines.length > 1 ? lines : first;
}
