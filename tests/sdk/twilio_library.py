"""Twilio's own helper library drives our webhook, and reads what we send.

usage: twilio_library.py ASKWELL

Random webhooks, signed by the library's RequestValidator, must be accepted by `askwell webhook` and read as they were
meant; changed ones refused. The library's own judgement is asked for each, so that both stay of one mind.
"""

import json
import random
import string
import subprocess
import sys
import tempfile
from urllib.parse import parse_qsl, quote, urlencode

from twilio.request_validator import RequestValidator

TOKEN = "0123456789abcdef0123456789abcdef"
ORIGIN = "https://hooks.example.com"
ROUNDS = 150
TEXTS = ["5", "满意 😀", "a & b = c + d %20 ~", "", " ", "it's \"fine\"", "line\nbreak", "Ünïcödé ✓", "\u200b5\u202e", "4，等太久"]


def random_form(rng):
    form = {
        "MessageSid": "SM" + "".join(rng.choices("0123456789abcdef", k=32)),
        "From": "+1415555" + "".join(rng.choices(string.digits, k=4)),
        "To": "+15005550006",
        "Body": rng.choice(TEXTS) + rng.choice(TEXTS),
        "NumMedia": "0",
    }
    for _ in range(rng.randrange(4)):  # new parameters appear without notice
        form["X" + "".join(rng.choices(string.ascii_letters, k=5))] = rng.choice(TEXTS)
    names = list(form)
    rng.shuffle(names)
    return {name: form[name] for name in names}


def random_target(rng):
    target = "/webhooks/sms"
    if rng.random() < 0.5:
        target += "?tenant=" + quote(rng.choice(TEXTS).strip() or "acme")
    return target


def judge(askwell, config, target, body, signature):
    request = (
        f"POST {target} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
        f"X-Twilio-Signature: {signature}\r\n\r\n{body}"
    )
    done = subprocess.run(
        [askwell, "webhook", "sms", "--config", config], input=request.encode(), capture_output=True, check=True
    )
    return json.loads(done.stdout)


def main():
    askwell = sys.argv[1]
    rng = random.Random(20260101)
    library = RequestValidator(TOKEN)
    wrong = []
    with tempfile.NamedTemporaryFile("w", suffix=".json") as config:
        channel = {
            "platform": "twilio",
            "account_sid": "AC00000000000000000000000000000000",
            "auth_token": TOKEN,
            "from": "+15005550006",
            "public_base_url": ORIGIN,
        }
        json.dump({"channels": {"sms": channel}}, config)
        config.flush()
        for _ in range(ROUNDS):
            form, target = random_form(rng), random_target(rng)
            body = urlencode(form)
            signature = library.compute_signature(ORIGIN + target, form)
            if rng.random() < 0.3:  # somebody changes it on the way
                body = body.replace("Body=", "Body=1", 1)
            meant = dict(parse_qsl(body, keep_blank_values=True))
            genuine = library.validate(ORIGIN + target, meant, signature)
            told = judge(askwell, config.name, target, body, signature)
            if (told["verdict"] == "accept") != genuine:
                wrong.append(f"the library says {genuine}, we say {told['verdict']}: {target} {body}")
                continue
            if not genuine:
                continue
            read = told["messages"][0]
            seen = (read["message_id"], read["sender"], read["recipient"], read["text"])
            if seen != (form["MessageSid"], form["From"], form["To"], form["Body"]):
                wrong.append(f"read {seen} of {form}")
    for line in wrong:
        print(line)
    print(f"{ROUNDS} webhooks of Twilio's library, {len(wrong)} read otherwise than meant")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
