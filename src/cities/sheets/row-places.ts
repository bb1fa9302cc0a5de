import type { Row } from '../../sources/table.ts';
import type { Block } from './blocks.ts';
import type { TableContext } from './context.ts';
import type { Grid } from './grid.ts';
import { citiesHaveValues } from './keys.ts';
import { placeReader, type NoPlace, type RowPlace } from './places.ts';
import type { CellReader } from './reader.ts';

/** The place of a row; in a column of cities and indicators in turn, the indicator too. */
export type Named = (RowPlace | NoPlace) & { readonly indicator?: string };

/** Ends of names of places, by which one that is not known is told from an indicator. */
const PLACE_LIKE = /(?:市|州|盟|区|县|旗|地区)$/;

/**
 * The place of each row. Where cities are in the header, or one is in the title, rows have none of
 * their own; in a column that holds cities and indicators in turn, each stands for the rows below it.
 */
export function rowPlaces(
  grid: Grid,
  block: Block,
  context: TableContext,
  reader: CellReader,
): (row: Row, name: string, year: number | null, values: number) => Named | 'heading' {
  if (block.name === null && block.code === null) {
    const { place } = context;
    return () => (place === null ? { reason: 'no_city', lost: true } : { place, scope: null });
  }
  const read = placeReader(grid, block, reader);
  if (block.name === null || !block.indicator.includes(block.name))
    return plainPlaces(read, reader);
  return citiesHaveValues(grid, block, reader)
    ? belowIndicators(read, reader)
    : belowCities(read, reader);
}

type Read = ReturnType<typeof placeReader>;

/** A line that names a variable among the rows begins a part of the table that is of something else. */
function plainPlaces(read: Read, reader: CellReader): ReturnType<typeof rowPlaces> {
  let other = false;
  return (row, name, year, values) => {
    if (values === 0 && reader.kind(name) === 'variable') other = true;
    return other ? { reason: 'part_of_another', lost: true } : read(row, name, year, values);
  };
}

/** An indicator stands above its cities. */
function belowIndicators(read: Read, reader: CellReader): ReturnType<typeof rowPlaces> {
  let indicator = '';
  return (row, name, year, values) => {
    const kind = reader.kind(name);
    if (kind === 'variable' || (kind === 'text' && !PLACE_LIKE.test(name.trim()))) {
      indicator = name;
      return 'heading';
    }
    return { ...read(row, name, year, values), indicator };
  };
}

/** A city stands above its indicators; a line that is neither hides the city above it. */
function belowCities(read: Read, reader: CellReader): ReturnType<typeof rowPlaces> {
  let place: RowPlace | null = null;
  return (row, name, year, values) => {
    const kind = reader.kind(name);
    const heading = kind === 'place' || kind === 'province' || (kind === 'text' && values === 0);
    if (!heading) {
      return place === null ? { reason: 'no_city', lost: true } : { ...place, indicator: name };
    }
    const found = read(row, name, year, values);
    place = 'reason' in found ? null : found;
    return 'reason' in found ? found : 'heading';
  };
}
