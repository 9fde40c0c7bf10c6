export { renderDocuments } from './document-render.ts';
export { sendMail, sendNotice, type Mailing } from './mail-send.ts';
