// Alibaba Cloud's own signer signs what we send as we do.
import {createHash} from 'node:crypto';

import openapi_util from '@alicloud/openapi-util';

import {Askwell, Chance, Tally, TEXTS} from './askwell.mjs';

const KEY = {access_key_id: 'LTAI0000', access_key_secret: 'secretSECRET0000'};
const SIGNED = /^(host|content-type|x-acs-.*)$/;
const Signer = openapi_util.default;

const askwell = new Askwell({
    platform: 'aliyun_sms', url_secret: 'long-enough', ...KEY, sign_name: '问卷 (A&B)', extend_code: '12',
    templates: [{template: 'SMS_1000', parameters: {text: '{text}', plain: 'it\'s *~!'}}],
});
const chance = new Chance(20260101);
const tally = new Tally('@alicloud/openapi-util');
for (const text of TEXTS.filter((each) => each.trim() !== '')) {
    const at = 1767225600 + chance.below(100000000);
    const sent = askwell.composed('+861380000' + chance.digits(4), text, at, chance.hex(32));
    const url = new URL(sent.target, 'https://' + sent.headers.host);
    const request = {
        method: sent.method,
        pathname: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: Object.fromEntries(Object.entries(sent.headers).filter(([name]) => SIGNED.test(name))),
    };
    const payload = createHash('sha256').update(sent.body).digest('hex');
    const theirs = Signer.getAuthorization(request, 'ACS3-HMAC-SHA256', payload, KEY.access_key_id, KEY.access_key_secret);
    tally.same('signature', sent.headers.authorization, theirs, text);
    tally.same('hash of the body', sent.headers['x-acs-content-sha256'], payload);
    tally.same('text', JSON.parse(request.query.TemplateParam).text, text);
}
askwell.close();
tally.end('signature', 'hash of the body', 'text');
