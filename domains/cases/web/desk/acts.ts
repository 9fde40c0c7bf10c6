import { act, api } from '#platform/ui/api.ts';
import type {
  NeedOfRecord,
  NewServiceRecord,
  NewVisit,
  ServiceRecord,
  Visit,
} from '../../model/index.ts';

const record = act<NewServiceRecord, ServiceRecord>()('POST', '/p/:park/api/service-records');
const need = act<NeedOfRecord, ServiceRecord>()('POST', '/p/:park/api/service-records/:id/need');
const visit = act<NewVisit, Visit>()('POST', '/p/:park/api/visits');

type Sent<Body> = { readonly park: string; readonly body: Body; readonly key: string };

/** Writes a service record. @throws {ApiError} */
export const sendRecord = ({ park, body, key }: Sent<NewServiceRecord>): Promise<ServiceRecord> =>
  api.act(record, { params: { park }, body, key });

/** Turns a service record into a need. @throws {ApiError} `cases.record_is_need` when it is one */
export const sendNeed = ({
  park,
  id,
  body,
  key,
}: Sent<NeedOfRecord> & { readonly id: string }): Promise<ServiceRecord> =>
  api.act(need, { params: { park, id }, body, key });

/** Writes down a visit. @throws {ApiError} */
export const sendVisit = ({ park, body, key }: Sent<NewVisit>): Promise<Visit> =>
  api.act(visit, { params: { park }, body, key });
