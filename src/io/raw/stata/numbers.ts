import { shortestFloat } from '../float32.ts';
import type { StataType } from './types.ts';

/** Numbers of a file, whose bytes stand in one of two orders. */
export class Numbers {
  readonly little: boolean;

  constructor(little: boolean) {
    this.little = little;
  }

  unsigned(bytes: Buffer, at: number, width: number): number {
    return this.little ? bytes.readUIntLE(at, width) : bytes.readUIntBE(at, width);
  }

  /** A number of eight bytes; what is larger than any file is no place in one. */
  long(bytes: Buffer, at: number): number {
    return Number(this.little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  }

  signed(bytes: Buffer, at: number): number {
    return this.little ? bytes.readInt32LE(at) : bytes.readInt32BE(at);
  }

  /** A value of a variable; null for the missing codes `.` and `.a` to `.z`. */
  value(type: StataType, bytes: Buffer, at: number): number | null {
    const { little } = this;
    switch (type.kind) {
      case 'byte':
        return upTo(bytes.readInt8(at), 100);
      case 'int':
        return upTo(little ? bytes.readInt16LE(at) : bytes.readInt16BE(at), 32_740);
      case 'long':
        return upTo(this.signed(bytes, at), 2_147_483_620);
      case 'float': {
        const value = little ? bytes.readFloatLE(at) : bytes.readFloatBE(at);
        return value < 2 ** 127 ? shortestFloat(value) : null;
      }
      case 'double': {
        const value = little ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at);
        return value < 2 ** 1023 ? value : null;
      }
      default:
        return null;
    }
  }
}

function upTo(value: number, most: number): number | null {
  return value <= most ? value : null;
}
