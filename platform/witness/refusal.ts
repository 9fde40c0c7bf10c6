/** Why a witness does not start; whoever starts it has the words. */
export class WitnessRefusal extends Error {
  readonly code: 'busy' | 'no-log' | 'policy';
  readonly values: Readonly<Record<string, string | number>>;

  constructor(
    code: WitnessRefusal['code'],
    values: Readonly<Record<string, string | number>> = {},
  ) {
    super(`witness: ${[code, ...Object.values(values)].join(' ')}`);
    this.name = 'WitnessRefusal';
    this.code = code;
    this.values = values;
  }
}
