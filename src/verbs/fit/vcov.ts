import type { VcovSpec } from '../../econometrics/variance/vcov.ts';
import type { Distance } from '../../econometrics/variance/spec.ts';
import { didYouMean } from '../../text/nearest.ts';
import { UserError } from '../../text/user-error.ts';

interface Kind {
  /** How it is written, as the help and errors show it. */
  readonly form: string;
  /** Reads what stands after `=`, cut at commas and plus signs; empty where nothing does. */
  readonly read: (parts: readonly string[], form: string) => VcovSpec;
}

const KINDS: Readonly<Record<string, Kind>> = {
  iid: { form: 'iid', read: plain('iid') },
  hetero: { form: 'hetero', read: plain('hetero') },
  hc1: { form: 'hc1', read: plain('hetero') },
  hc2: { form: 'hc2', read: plain('hc2') },
  hc3: { form: 'hc3', read: plain('hc3') },
  cluster: { form: 'cluster=city', read: clustered },
  cr1: { form: 'cr1=prov', read: reduced('cr1') },
  cr2: { form: 'cr2=prov', read: reduced('cr2') },
  cr3: { form: 'cr3=prov', read: reduced('cr3') },
  twoway: { form: 'twoway=city+year', read: twoWay },
  nw: { form: 'nw=city,year[,lag]', read: neweyWest },
  dk: { form: 'dk=year[,lag]', read: driscollKraay },
  conley: { form: 'conley=lat,lon[,km][,spherical]', read: conley },
};
const NUMBER = /^\d+(?:\.\d*)?$/u;

/**
 * Reads `--vcov`: `iid`, `hetero`, `cluster=city`, `nw=city,year,2` and so on; parts stand between commas
 * or plus signs. Errors: `E_VCOV`.
 */
export function parseVcov(text: string): VcovSpec {
  // `~city + year` is how fixest's users write a cluster.
  if (text.startsWith('~')) return parseVcov(`cluster=${text.slice(1)}`);
  const cut = text.indexOf('=');
  const name = (cut < 0 ? text : text.slice(0, cut)).trim().toLowerCase();
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (kind !== undefined) {
    const parts = cut < 0 ? [] : text.slice(cut + 1).split(/[,+]/u);
    return kind.read(
      parts.map((part) => part.trim()),
      kind.form,
    );
  }
  const forms = Object.values(KINDS).map(({ form }) => form);
  const near = didYouMean(name, Object.keys(KINDS));
  const hint = `${near === '' ? '' : `${near} `}There are ${forms.join(', ')}.`;
  throw vcovError(`there is no variance "${text}"`, hint);
}

function plain(spec: VcovSpec & string): Kind['read'] {
  return (parts) => {
    if (parts.length === 0) return spec;
    throw vcovError(`"${spec}" takes nothing after "="`, 'To cluster, write cluster=city.');
  };
}

function clustered(parts: readonly string[], form: string): VcovSpec {
  if (parts.length > 0 && !parts.includes('')) return { cluster: parts };
  throw vcovError('a clustered variance needs the name of a column', `Write --vcov ${form}.`);
}

function reduced(type: 'cr1' | 'cr2' | 'cr3'): Kind['read'] {
  return ([name = '', ...more], form) => {
    if (name === '' || more.length > 0)
      throw vcovError(`${type} takes one column`, `Write --vcov ${form}.`);
    return { cr1: { cr1: name }, cr2: { cr2: name }, cr3: { cr3: name } }[type];
  };
}

function twoWay(parts: readonly string[], form: string): VcovSpec {
  if (parts.length === 2 && !parts.includes('')) return { cluster: parts };
  throw wrongParts('twoway takes two columns', parts, `${form}; cluster=a,b,c takes any number`);
}

function neweyWest(parts: readonly string[], form: string): VcovSpec {
  const { names, lag } = withLag(parts);
  const [first = '', second] = names;
  if (names.length === 1 && lag !== undefined) return { newey_west: { time: first, lag } };
  if (second !== undefined && names.length === 2 && !names.includes('')) {
    return { newey_west: { unit: first, time: second, ...(lag === undefined ? {} : { lag }) } };
  }
  throw wrongParts('nw takes unit and time', parts, `${form}, or nw=year,lag for one series`);
}

function driscollKraay(parts: readonly string[], form: string): VcovSpec {
  const { names, lag } = withLag(parts);
  const [time = ''] = names;
  if (names.length === 1 && time !== '') {
    return { driscoll_kraay: { time, ...(lag === undefined ? {} : { lag }) } };
  }
  throw wrongParts('dk takes the column of the periods', parts, form);
}

function conley(parts: readonly string[], form: string): VcovSpec {
  const [lat = '', lon = '', ...further] = parts;
  const cutoffs = further.filter((part) => NUMBER.test(part)).map(Number);
  const distances = further.filter(
    (part): part is Distance => part === 'triangular' || part === 'spherical',
  );
  const isRead = cutoffs.length + distances.length === further.length;
  if (lat === '' || lon === '' || !isRead || cutoffs.length > 1 || distances.length > 1) {
    throw wrongParts('conley takes latitude and longitude', parts, form);
  }
  const [cutoff] = cutoffs;
  const [distance] = distances;
  return {
    conley: {
      lat,
      lon,
      ...(cutoff === undefined ? {} : { cutoff }),
      ...(distance === undefined ? {} : { distance }),
    },
  };
}

/** Names, and the number that may stand at the end. */
function withLag(parts: readonly string[]): { names: readonly string[]; lag?: number } {
  const last = parts.at(-1) ?? '';
  if (!NUMBER.test(last)) return { names: parts };
  return { names: parts.slice(0, -1), lag: Number(last) };
}

function wrongParts(what: string, parts: readonly string[], form: string): UserError {
  return vcovError(`${what}, and "${parts.join(',')}" stands here`, `Write ${form}.`);
}

function vcovError(message: string, hint: string): UserError {
  return new UserError('E_VCOV', message, { where: '--vcov', hint });
}
