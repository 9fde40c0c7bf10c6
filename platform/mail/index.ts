export { MailRefused, openMailer, type Mailer, type Message } from './mailer.ts';
export { mailSettingsOf, type MailSettings } from './settings.ts';
