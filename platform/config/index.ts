export {
  isInstant,
  settableClock,
  stoppedClock,
  systemClock,
  type Clock,
  type RealTime,
  type SettableClock,
} from './clock.ts';
export { idSource, newId, type IdIngredients, type NewId } from './ids.ts';
export {
  clockOf,
  isSettable,
  readSettings,
  settingsIssue,
  SettingsRefusal,
  type Settings,
} from './settings.ts';
