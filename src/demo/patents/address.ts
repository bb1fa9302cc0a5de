import type { DemoCity } from '../world/city-list.ts';
import type { Applicant } from '../world/patent-text.ts';

/** A district of each municipality, which no other city has. */
const DISTRICTS: Readonly<Record<number, string>> = {
  110000: '海淀区',
  120000: '南开区',
  310000: '浦东新区',
  500000: '渝北区',
};

/**
 * The address of an applicant, from the province down: `浙江省杭州市示例路8号`. A register spells names
 * right, so a misspelt city has its own name here.
 */
export function addressOf(
  cities: readonly DemoCity[],
  { city, province, name }: Applicant,
): string {
  const street = `示例路${1 + (name.length % 90)}号`;
  const [place = '', code = ''] = province.split('; ');
  if (city === '') return `1-${1 + (name.length % 9)} Sample, ${place}`;
  const own = cities.find((one) => one.name === city || one.misspellings.includes(city));
  const district = own === undefined ? undefined : DISTRICTS[own.code];
  if (own !== undefined && district !== undefined) return own.name + district + street;
  const full = cities.find((one) => String(one.province) === code)?.provinceName ?? place;
  return full + (own?.name ?? city) + street;
}
