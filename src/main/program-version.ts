/** The version of this program, from its package. */
import program from '../../package.json' with { type: 'json' };

export const programVersion: string = program.version;
