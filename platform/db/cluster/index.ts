export { destroyCluster, startCluster, type Cluster, type ClusterOptions } from './cluster.ts';
export { keepRunning, type Keeper, type KeeperOptions } from './keeper.ts';
export { identify, isSameAlive } from './process-identity.ts';
export { ClusterRefusal, sentence, type Language, type SentenceKey } from './refusal.ts';
