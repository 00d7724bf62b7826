// Tencent Cloud's own signer signs what we send as we do.
import signer from 'tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js';

import {Askwell, Chance, Tally, TEXTS} from './askwell.mjs';

const KEY = {secret_id: 'AKID0000', secret_key: 'secretSECRET0000'};

const askwell = new Askwell({
    platform: 'tencent_sms', url_secret: 'long-enough', ...KEY, sdk_app_id: '1400006666', sign_name: '问卷',
    templates: [{template: '1110', parameters: ['{text}']}],
});
const chance = new Chance(20260101);
const tally = new Tally('tencentcloud-sdk-nodejs-common');
for (const text of TEXTS.filter((each) => each.trim() !== '')) {
    const at = 1767225600 + chance.below(100000000);
    const sent = askwell.composed('+861380000' + chance.digits(4), text, at);
    const theirs = signer.default.sign3({
        method: sent.method,
        url: 'https://' + sent.headers.host + sent.target,
        payload: Buffer.from(sent.body),
        timestamp: at,
        service: 'sms',
        secretId: KEY.secret_id,
        secretKey: KEY.secret_key,
        headers: {'Content-Type': sent.headers['content-type']},
    });
    tally.same('signature', sent.headers.authorization, theirs, text);
    tally.same('time', sent.headers['x-tc-timestamp'], String(at));
    tally.same('text', JSON.parse(sent.body).TemplateParamSet, [text]);
}
askwell.close();
tally.end('signature', 'time', 'text');
