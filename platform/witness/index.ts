export { startWitness, type RunningWitness } from './server.ts';
export { openWitness, type Witness, type WitnessOptions } from './witness.ts';
export { WitnessRefusal } from './refusal.ts';
