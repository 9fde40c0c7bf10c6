export { renderDocuments } from './document-render.ts';
export { tellWholes } from './part-ended.ts';
export { sendMail, sendNotice, type Mailing } from './mail-send.ts';
