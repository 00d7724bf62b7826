"""The library python-telegram-bot on Telegram's side of our webhook and of our requests.

usage: telegram_library.py survey ASKWELL           a whole survey: its updates drive our webhook, its types read what we send
       telegram_library.py double BASE_URL TOKEN    its Bot talks to our double of Telegram (telegram_double_test.cpp)
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import warnings
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket

warnings.filterwarnings("ignore", category=UserWarning)  # Debian's library says that it uses Debian's urllib3
import telegram  # noqa: E402

TOKEN = "123456:AAtest-bot-token"
SECRET = "webhook-secret"
BOT = telegram.User(123456, "Askwell", True, username="askwell_bot")
CUSTOMER = telegram.User(4242, "小明", False, language_code="zh-hans")
CHAT = telegram.Chat(4242, "private", first_name="小明")
PATIENCE = 30  # seconds
THANKS = ("非常感谢", "谢谢您如实告诉我们")  # what ends the survey, by how it went


class Refused(Exception):
    """What we sent is not what the library's types can say."""


def same(what, sent, read):
    if sent != read:
        raise Refused(f"{what}: sent {json.dumps(sent, ensure_ascii=False)}, the library reads {read}")


class Phone:
    """Takes the place of the Bot API: reads every request with the library, and keeps what the customer sees."""

    def __init__(self):
        self.seen = []
        self.acknowledged = []
        self.wrong = []
        self.changed = threading.Condition()

    def take(self, path, body):
        """The result of one call; the library's types must give back every member that was sent."""
        method = path.removeprefix(f"/bot{TOKEN}/")
        if method == "sendMessage":
            markup = telegram.InlineKeyboardMarkup.de_json(body.get("reply_markup"), None)
            message = telegram.Message(
                100 + len(self.seen), datetime.now(timezone.utc), CHAT, from_user=BOT, text=body["text"], reply_markup=markup
            )
            same("members", sorted(set(body) - {"reply_markup"}), ["chat_id", "text"])
            same("chat", str(body["chat_id"]), str(CHAT.id))
            if markup is not None:
                same("keyboard", body["reply_markup"], markup.to_dict())
                for button in (button for row in markup.inline_keyboard for button in row):
                    same("callback data of 1 to 64 bytes", True, 1 <= len(button.callback_data.encode()) <= 64)
            same("length", True, 1 <= len(body["text"]) <= telegram.constants.MAX_MESSAGE_LENGTH)
            self.seen.append(message)
            return message.to_dict()
        if method == "answerCallbackQuery":
            self.acknowledged.append(body["callback_query_id"])
            return True
        raise Refused(f"unknown method {method}")

    def wait_for(self, count):
        with self.changed:
            self.changed.wait_for(lambda: len(self.seen) >= count or self.wrong, PATIENCE)
            if self.wrong or len(self.seen) < count:
                texts = "\n---\n".join(message.text for message in self.seen)
                raise Refused(f"{len(self.seen)} of {count} messages came; {self.wrong}\n{texts}")
            return self.seen[count - 1]


def serve_phone(phone):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, answer = 200, None
            with phone.changed:
                try:
                    answer = {"ok": True, "result": phone.take(self.path, body)}
                except (Refused, KeyError, TypeError, telegram.error.TelegramError) as error:
                    phone.wrong.append(repr(error))
                    status, answer = 400, {"ok": False, "error_code": 400, "description": "Bad Request"}
                phone.changed.notify_all()
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Updates:
    """Updates as the library writes them, given to our webhook."""

    def __init__(self, url):
        self.url = url
        self.last = 700_000_000

    def post(self, **content):
        self.last += 1
        update = telegram.Update(self.last, **content)
        request = urllib.request.Request(
            self.url,
            update.to_json().encode(),
            {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            same("answer to the webhook", response.status, 200)

    def say(self, text):
        message = telegram.Message(self.last, datetime.now(timezone.utc), CHAT, from_user=CUSTOMER, text=text)
        self.post(message=message)

    def tap(self, message, position):
        button = [button for row in message.reply_markup.inline_keyboard for button in row][position]
        query = telegram.CallbackQuery(f"tap-{self.last}", CUSTOMER, "4242", message=message, data=button.callback_data)
        self.post(callback_query=query)
        return query.id


def free_port():
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(done, what):
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise Refused(f"{what} did not happen")
        time.sleep(0.05)


def is_ready(url):
    try:
        with urllib.request.urlopen(url + "/readyz", timeout=2) as response:
            return response.status == 200
    except OSError:
        return False


def talk(phone, updates):
    """Every question of the survey is answered, by a tap where there are buttons."""
    updates.say("/start service-process")
    count, taps = 1, []
    while True:
        message = phone.wait_for(count)
        if message.reply_markup is not None:
            taps.append(updates.tap(message, 0))
        elif message.text.startswith(THANKS):
            break
        else:
            updates.say("很好，谢谢")
        count += 1
    wait_until(lambda: sorted(phone.acknowledged) == sorted(taps), "the acknowledgement of every tap")
    same("enough taps", True, len(taps) >= 3)
    return count


def survey(askwell):
    phone = Phone()
    server = serve_phone(phone)
    with tempfile.TemporaryDirectory() as folder:
        listen = f"127.0.0.1:{free_port()}"
        channel = {
            "platform": "telegram",
            "token": TOKEN,
            "secret_token": SECRET,
            "base_url": f"http://127.0.0.1:{server.server_port}",
        }
        config = Path(folder, "config.json")
        config.write_text(json.dumps({"listen": listen, "data": folder + "/data", "channels": {"telegram": channel}}))
        with open(folder + "/log", "wb") as log:
            service = subprocess.Popen([askwell, "serve", "--config", str(config)], stdout=log, stderr=log)
        try:
            wait_until(lambda: is_ready(f"http://{listen}") or service.poll() is not None, "readiness")
            count = talk(phone, Updates(f"http://{listen}/webhooks/telegram"))
        except Exception:
            print(Path(folder, "log").read_text())
            raise
        finally:
            service.kill()
            service.wait()
    print(f"python-telegram-bot {telegram.__version__}: {count} messages read, {len(phone.acknowledged)} taps acknowledged")


def double(base_url, token):
    """What a correct client sends must be no violation to the double, and what the double answers must be readable."""
    bot = telegram.Bot(token, base_url=base_url + "/bot")
    keyboard = telegram.InlineKeyboardMarkup(
        [[telegram.InlineKeyboardButton(str(score), callback_data=f"c1.{score}:{score}") for score in (1, 2)]]
    )
    first = bot.send_message(4242, "满意吗？ 😀", reply_markup=keyboard)
    second = bot.send_message(4242, "x" * telegram.constants.MAX_MESSAGE_LENGTH)
    same("text", "满意吗？ 😀", first.text)
    same("chat", 4242, first.chat.id)
    same("ascending ids", True, second.message_id > first.message_id)
    for call, kind in (
        (lambda: bot.send_message(4242, ""), telegram.error.BadRequest),
        (lambda: bot.send_message(9999, "a stranger"), telegram.error.BadRequest),
        (lambda: telegram.Bot("123457:other", base_url=base_url + "/bot").send_message(4242, "x"), telegram.error.Unauthorized),
    ):
        try:
            call()
        except kind:
            continue
        raise Refused(f"the double took what Telegram refuses with {kind.__name__}")


if __name__ == "__main__":
    {"survey": survey, "double": double}[sys.argv[1]](*sys.argv[2:])
