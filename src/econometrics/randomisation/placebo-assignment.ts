import type { AssignmentPlan } from './assignment.ts';
import type { NamedCodes } from '../frame/codes.ts';
import { UserError } from '../../text/user-error.ts';

export interface Assigned {
  /** Places of the blocks that are treated in truth, ascending. */
  readonly treated: Int32Array;
  readonly plan: AssignmentPlan;
  readonly counts: {
    readonly blocks: number;
    readonly treated_blocks: number;
    readonly units: number;
    readonly treated_units: number;
  };
}

interface Rows {
  readonly treatment: Float64Array;
  /** 1 from the policy on, 0 before. */
  readonly post: Float64Array;
  readonly units: NamedCodes;
  /** The units, or groups of them. */
  readonly blocks: NamedCodes;
  readonly keep: 'groups' | 'units';
}

/**
 * Reads from the rows which blocks are treated, and with it what a reassignment keeps.
 *
 * Errors: `E_PLACEBO_TREATMENT` where the treatment is not `post` for some units and 0 for the rest,
 * `E_PLACEBO_GROUP` where groups cut through units or mix treated and untreated units.
 */
export function readAssignment(rows: Rows): Assigned {
  const { units, blocks, keep } = rows;
  const status = unitStatus(rows);
  const blockOf = new Int32Array(units.levels).fill(-1);
  units.codes.forEach((unit, i) => {
    const block = blocks.codes[i]!;
    if (blockOf[unit] !== -1 && blockOf[unit] !== block) throw cutUnit(units, blocks);
    blockOf[unit] = block;
  });
  const sizes = new Int32Array(blocks.levels);
  const treatedUnits = new Int32Array(blocks.levels);
  const controlUnits = new Int32Array(blocks.levels);
  status.forEach((own, unit) => {
    const block = blockOf[unit]!;
    sizes[block]!++;
    if (own === 1) treatedUnits[block]!++;
    if (own === 0) controlUnits[block]!++;
  });
  const treated = Int32Array.from(sizes.keys()).filter((block) => treatedUnits[block]! > 0);
  const mixed = treated.filter((block) => controlUnits[block]! > 0).length;
  if (mixed > 0) {
    throw new UserError(
      'E_PLACEBO_GROUP',
      `${mixed} of the treated values of "${blocks.name}" hold untreated units too, so "${blocks.name}" was not what was assigned.`,
      { hint: 'Reassign over units, or over the groups that the policy chose.' },
    );
  }
  const treatedTotal = treated.reduce((total, block) => total + sizes[block]!, 0);
  if (treated.length === 0 || treated.length === sizes.length) {
    throw new UserError(
      'E_PLACEBO_TREATMENT',
      `${treated.length > 0 ? 'every' : 'no'} unit of this sample is treated, so there is nothing to reassign.`,
      { hint: 'Look at the sample, or at how the treatment was made.' },
    );
  }
  return {
    treated,
    plan:
      keep === 'units'
        ? { sizes, target: treatedTotal }
        : { sizes: sizes.map(() => 1), target: treated.length },
    counts: {
      blocks: blocks.levels,
      treated_blocks: treated.length,
      units: units.levels,
      treated_units: treatedTotal,
    },
  };
}

/** By unit: 1 treated, 0 not, -1 where no row of it is after the policy, so that nothing tells. */
function unitStatus({ treatment, post, units }: Rows): Int8Array {
  const status = new Int8Array(units.levels).fill(-1);
  for (let i = 0; i < post.length; i++) {
    const value = treatment[i]!;
    if (post[i] === 0) {
      if (value !== 0) throw badTreatment(`it is ${value} in a row before the policy`);
      continue;
    }
    if (value !== 0 && value !== 1) throw badTreatment(`it is ${value} in a row after the policy`);
    const unit = units.codes[i]!;
    if (status[unit] !== -1 && status[unit] !== value) {
      throw badTreatment(`it changes within the rows of one ${units.name} after the policy`);
    }
    status[unit] = value;
  }
  return status;
}

function badTreatment(found: string): UserError {
  return new UserError(
    'E_PLACEBO_TREATMENT',
    `a treatment that can be reassigned equals the post column for treated units and is 0 for the others; ${found}.`,
    { hint: 'Placebo tests of policies that begin in different years are not supported.' },
  );
}

function cutUnit(units: NamedCodes, blocks: NamedCodes): UserError {
  return new UserError(
    'E_PLACEBO_GROUP',
    `one ${units.name} has rows in several values of "${blocks.name}"; a group holds whole units.`,
  );
}
